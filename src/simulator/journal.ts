import { appendFileSync, createReadStream, truncateSync } from 'node:fs';
import { mkdir, open, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, RecadoError } from '../lib/errors.js';
import type { Logger } from '../lib/log.js';
import { journalEntry, type JournalEntry } from './records.js';

/** The simulator's durable memory: a file that only grows, one JSON object a line. */
export interface Journal {
  /**
   * Resolves once the line was written to the file (a killed process loses nothing after that; a machine that
   * loses power may). Lines that come in together are written together. `apply` runs right after, in the
   * order of the lines. Rejects with `books_unwritable` and applies nothing when the disk refuses.
   */
  append(entry: JournalEntry, apply: () => void): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly apply: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const newline = 0x0a;

/** Whole lines of a file with the byte at which each ends; a last line without its newline is not one. */
async function* wholeLines(path: string): AsyncGenerator<{ line: string; end: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, start)) {
      yield { line: bytes.toString('utf8', start, at), end: position + at + 1 };
      start = at + 1;
    }
    position += start;
    rest = bytes.subarray(start);
  }
}

function parseLine(line: string): JournalEntry | null {
  try {
    const parsed = journalEntry.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Reads the journal into `load`; answers how many bytes of it are good. */
async function replay(path: string, load: (entry: JournalEntry) => void): Promise<number> {
  let good = 0;
  let number = 0;
  let broken: number | null = null;
  for await (const { line, end } of wholeLines(path)) {
    number += 1;
    if (broken !== null) {
      throw new RecadoError(
        'books_damaged',
        `Line ${broken} of the simulator's books is damaged. Move the simulator's folder away to start with empty books.`,
      );
    }
    const entry = parseLine(line);
    // Only the very last line may be torn: the process was killed while writing it, and nobody was answered.
    if (entry === null) broken = number;
    else {
      load(entry);
      good = end;
    }
  }
  return good;
}

const unwritable = (error: unknown): RecadoError =>
  new RecadoError('books_unwritable', `The simulator cannot keep its books: ${messageOf(error)}.`, {
    status: 500,
    retry: 'later',
    cause: error,
  });

/**
 * Opens the journal, feeds what it holds to `load`, cuts off a torn last line, and is ready for more.
 * @throws RecadoError `books_damaged`, `books_unwritable`
 */
export async function openJournal(
  path: string,
  load: (entry: JournalEntry) => void,
  log: Logger,
): Promise<Journal> {
  let file: FileHandle;
  let size: number;
  try {
    await mkdir(dirname(path), { recursive: true });
    file = await open(path, 'a');
    size = (await file.stat()).size;
  } catch (error) {
    throw unwritable(error);
  }
  const good = await replay(path, load).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  if (good < size) {
    log.warn({ bytes: size - good }, 'The last line of the books was torn; it is dropped.');
    await truncate(path, good);
  }
  return startWriting(path, file, good);
}

function startWriting(path: string, file: FileHandle, startSize: number): Journal {
  let size = startSize;
  let waiting: Waiting[] = [];

  // A half-written batch must not glue itself to the next one.
  const cutBack = (): void => {
    try {
      truncateSync(path, size);
    } catch {
      // The same disk refuses that too; a torn line is dropped at the next start.
    }
  };

  // Into the system's own memory, which takes microseconds: to hand it to another thread takes several times as long.
  const write = (): void => {
    const batch = waiting;
    if (batch.length === 0) return;
    waiting = [];
    const bytes = Buffer.from(batch.map((item) => item.line).join(''), 'utf8');
    try {
      appendFileSync(file.fd, bytes);
      size += bytes.length;
    } catch (error) {
      cutBack();
      for (const item of batch) item.reject(unwritable(error));
      return;
    }
    for (const item of batch) {
      item.apply();
      item.resolve();
    }
  };

  return {
    append: (entry, apply) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ line: `${JSON.stringify(entry)}\n`, apply, resolve, reject });
        // With all that comes in the same turn.
        if (waiting.length === 1) setImmediate(write);
      }),
    close: async () => {
      write();
      await file.close();
    },
  };
}
