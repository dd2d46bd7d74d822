import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { z } from 'zod';
import { messageOf, RecadoError } from '../lib/errors.js';

/**
 * The file to read; standard input where none is named, or `-`.
 * @throws RecadoError `wrong_use` where there is no such file
 */
export async function openInput(file: string | undefined): Promise<NodeJS.ReadableStream> {
  if (file === undefined || file === '-') return process.stdin;
  const entry = await stat(file).catch(() => undefined);
  if (!entry || entry.isDirectory()) throw new RecadoError('wrong_use', `There is no file ${file} to read.`);
  return createReadStream(file);
}

/**
 * Reads JSON lines and writes what `answer` makes of each, in order, one JSON line for each. A line that is no JSON of
 * this shape gives `{"error": "...", "line": n}`, counted from 1; empty lines are passed over. Streams: memory does not
 * grow with the input, and a slow reader slows it down.
 * @returns how many lines were bad
 */
export async function answerLines<T>(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  schema: z.ZodType<T>,
  answer: (line: T) => unknown,
): Promise<{ failed: number }> {
  let failed = 0;
  let number = 0;
  for await (const line of linesOf(input)) {
    number += 1;
    if (line.trim() === '') continue;
    const read = readLine(schema, line);
    if ('error' in read) failed += 1;
    await write(
      output,
      JSON.stringify('error' in read ? { ...read, line: number } : await answer(read.value)),
    );
  }
  return { failed };
}

/** Node's readline would also break at U+2028 and U+2029, which may stand inside a JSON string. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const [first = '', ...rest] = text.split('\n');
    parts.push(first);
    for (const next of rest) {
      yield parts.join('');
      parts = [next];
    }
  }
  parts.push(decoder.decode());
  yield parts.join('');
}

function readLine<T>(schema: z.ZodType<T>, line: string): { value: T } | { error: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return { error: `not JSON: ${messageOf(error)}` };
  }
  const checked = schema.safeParse(json);
  if (checked.success) return { value: checked.data };
  const issue = checked.error.issues[0];
  return { error: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}` };
}

/** Waits when the reader is slower than we are. */
async function write(output: NodeJS.WritableStream, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await new Promise((resolve) => output.once('drain', resolve));
}
