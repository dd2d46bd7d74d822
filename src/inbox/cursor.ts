import { z } from 'zod';
import { badRequest } from '../lib/errors.js';

/** Where a page of a list ends: the row's time and id. */
export interface Position {
  at: Date;
  id: string;
}

const content = z.tuple([z.iso.datetime(), z.uuid()]);

/** An opaque text for {@link Position}. */
export function writeCursor({ at, id }: Position): string {
  return encode([at.toISOString(), id]);
}

/** @throws RecadoError 400 `bad_cursor` for anything {@link writeCursor} did not make */
export function readCursor(cursor: string): Position {
  const [at, id] = decode(cursor, content);
  return { at: new Date(at), id };
}

/** Where a page of the inbox ends, which is ordered by rank first. */
export interface RankedPosition extends Position {
  rank: number;
}

const rankedContent = z.tuple([z.int(), z.iso.datetime(), z.uuid()]);

/** An opaque text for {@link RankedPosition}. */
export function writeRankedCursor({ rank, at, id }: RankedPosition): string {
  return encode([rank, at.toISOString(), id]);
}

/** @throws RecadoError 400 `bad_cursor` for anything {@link writeRankedCursor} did not make */
export function readRankedCursor(cursor: string): RankedPosition {
  const [rank, at, id] = decode(cursor, rankedContent);
  return { rank, at: new Date(at), id };
}

function encode(content: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

function decode<T>(cursor: string, content: z.ZodType<T>): T {
  try {
    return content.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw badRequest('bad_cursor', 'This cursor is not one of ours. Start again from the first page.');
  }
}
