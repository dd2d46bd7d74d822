import type { Request } from 'express';
import { badRequest, RecadoError } from '../lib/errors.js';

/** The carrier takes no larger picture. */
const largest = 5 * 1024 * 1024;

/**
 * The bytes of a file that is the whole body of a request, read no further than it may be large.
 * @throws RecadoError 400 `nothing_uploaded`, 413 `too_large`
 */
export async function readUpload(request: Request): Promise<Buffer> {
  if (Number(request.get('content-length') ?? 0) > largest) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // A JSON body was read already: that is no file.
  if (request.body === undefined) {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largest) throw tooLarge();
      chunks.push(chunk);
    }
  }
  if (size === 0) throw badRequest('nothing_uploaded', 'Send the bytes of the file as the body.');
  return Buffer.concat(chunks);
}

function tooLarge(): RecadoError {
  return new RecadoError('too_large', 'This picture is larger than 5 MB. Choose a smaller one.', {
    status: 413,
  });
}
