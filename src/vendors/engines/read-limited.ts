/**
 * The body of a response as text, or undefined when it is longer than `limit` bytes, in which case the rest is not
 * read. Throws what the connection throws.
 */
export async function readLimited(response: Response, limit: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // The type of a web stream has no iterator in this library's typing; Node's has.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop cancels the stream and frees the connection.
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
