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

/** Characters of a line; no text and no question needs so many, and a file without lines is not read into memory. */
const longestLine = 1_000_000;

/** How many lines there were but for empty ones, and how many of them were bad. */
export interface AnsweredLines {
  lines: number;
  failed: number;
}

/**
 * Reads JSON lines and writes what `answer` makes of each, in order, one JSON line for each. A line that is no JSON of
 * this shape, or longer than a million characters, gives `{"error": "...", "line": n}`, counted from 1; empty lines are
 * passed over. Streams: memory does not grow with the input, and a slow reader slows it down.
 */
export async function answerLines<T>(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  schema: z.ZodType<T>,
  answer: (line: T, number: number) => unknown,
): Promise<AnsweredLines> {
  let lines = 0;
  let failed = 0;
  let number = 0;
  for await (const line of linesOf(input)) {
    number += 1;
    if (line?.trim() === '') continue;
    lines += 1;
    const read = readLine(schema, line);
    if ('error' in read) failed += 1;
    await write(
      output,
      JSON.stringify('error' in read ? { ...read, line: number } : await answer(read.value, number)),
    );
  }
  return { lines, failed };
}

/** Ends a command that answered lines: tells what went wrong, and exits with 1 where a line was bad. */
export function endLines(read: AnsweredLines, example: string): void {
  for (const sentence of explainLines(read, example)) process.stderr.write(`${sentence}\n`);
  if (read.failed > 0) process.exitCode = 1;
}

/**
 * Tells whoever waits at the end what went wrong: sentences for standard error, so that standard output holds answers
 * alone.
 */
export function explainLines({ lines, failed }: AnsweredLines, example: string): string[] {
  if (lines === 0) return [`There was no text to read. Each line has to be like ${example}`];
  if (failed === 0) return [];
  const bad = failed === lines ? 'No line' : `Not every line (${lines - failed} of ${lines})`;
  return [`${bad} could be read; "error" says why. Each line has to be like ${example}`];
}

/** Undefined for a line that is too long. Node's readline would also break at U+2028 and U+2029, which may stand inside a JSON string. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    length += part.length;
    if (length <= longestLine) parts.push(part);
    else parts = [];
  };
  const take = (): string | undefined => {
    const line = length <= longestLine ? parts.join('') : undefined;
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const [first = '', ...rest] = text.split('\n');
    add(first);
    for (const next of rest) {
      yield take();
      add(next);
    }
  }
  add(decoder.decode());
  yield take();
}

function readLine<T>(schema: z.ZodType<T>, line: string | undefined): { value: T } | { error: string } {
  if (line === undefined) return { error: `longer than ${longestLine} characters` };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return {
      error: line.includes('\uFFFD') ? 'not JSON, nor text in UTF-8' : `not JSON: ${messageOf(error)}`,
    };
  }
  const checked = schema.safeParse(json);
  if (checked.success) return { value: checked.data };
  const issue = checked.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  const what = issue?.message ?? 'not valid';
  return { error: place === '' ? what : `${place}: ${what}` };
}

/** Waits when the reader is slower than we are. */
async function write(output: NodeJS.WritableStream, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await new Promise((resolve) => output.once('drain', resolve));
}
