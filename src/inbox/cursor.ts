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
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');
}

/** @throws RecadoError 400 `bad_cursor` for anything {@link writeCursor} did not make */
export function readCursor(cursor: string): Position {
  try {
    const [at, id] = content.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at: new Date(at), id };
  } catch {
    throw badRequest('bad_cursor', 'This cursor is not one of ours. Start again from the first page.');
  }
}
