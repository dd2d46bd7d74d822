import { z } from 'zod';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { badRequest } from '../lib/errors.js';
import { maskNumber } from '../lib/phone-numbers.js';
import { reachOf } from '../auth/visibility.js';
import type { Runtime } from '../lib/runtime.js';
import { lastFourOf } from '../roster/name-search.js';
import { namedAsTyped, readNamedNearly } from '../roster/named.queries.js';
import { readDirectory, type DirectoryFilter } from './directory.queries.js';

export type DirectoryInput = Omit<DirectoryFilter, 'after' | 'named' | 'lastFour'> & {
  search: string | undefined;
  cursor: string | undefined;
};

const place = z.tuple([z.string(), z.uuid()]);

/**
 * One page of the guardians this person sees, by name; where nobody is called what was typed, those whose names are
 * nearly so. Numbers are masked: whoever needs one whole asks for it.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listFamilies(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  { cursor, search, ...filter }: DirectoryInput,
) {
  const now = rt.clock.now();
  const lastFour = reachOf(staff) === 'classes' ? null : lastFourOf(search ?? '');
  const named = lastFour === null ? namedAsTyped(search ?? '') : [];
  const after = cursor === undefined ? undefined : readPlace(cursor);
  const found = await readDirectory(rt.db, staff, now, { ...filter, named, lastFour, after });
  const mayBeTypedWrong = found.length === 0 && after === undefined && named.length > 0;
  const nearly = mayBeTypedWrong ? await readNamedNearly(rt.db, search ?? '') : null;
  const isNear = nearly !== null;
  const rows = isNear ? await readDirectory(rt.db, staff, now, { ...filter, named: nearly, after }) : found;
  const items = rows.slice(0, filter.limit);
  const last = items.at(-1);
  const more = rows.length > filter.limit && last !== undefined;
  return {
    items: items.map(({ numbers, ...row }) => ({
      ...row,
      numbers: numbers.map(({ e164, ...number }) => ({ ...number, masked: maskNumber(e164) })),
    })),
    isNear: items.length > 0 && isNear,
    // What is nearly meant is one page.
    nextCursor: more && !isNear ? writePlace(last.name, last.id) : null,
  };
}

function writePlace(name: string, id: string): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

function readPlace(cursor: string): { name: string; id: string } {
  try {
    const [name, id] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { name, id };
  } catch {
    throw badRequest('bad_cursor', 'This cursor is not one of ours. Start again from the first page.');
  }
}
