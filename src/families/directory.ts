import { z } from 'zod';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { badRequest } from '../lib/errors.js';
import { maskNumber } from '../lib/phone-numbers.js';
import type { Runtime } from '../lib/runtime.js';
import { readDirectory, type DirectoryFilter } from './directory.queries.js';
import { isNearName, lastFourOf } from './search.js';

export type DirectoryInput = Omit<DirectoryFilter, 'after' | 'isNear'> & { cursor: string | undefined };

const place = z.tuple([z.string(), z.uuid()]);

/** So many names that share a part with what was typed are looked at. */
const mostNear = 300;

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
  const wanted = { ...filter, search: search === '' ? undefined : search };
  const found = await readDirectory(rt.db, staff, now, {
    ...wanted,
    after: cursor === undefined ? undefined : readPlace(cursor),
  });
  const mayBeTypedWrong =
    found.length === 0 &&
    cursor === undefined &&
    wanted.search !== undefined &&
    lastFourOf(wanted.search) === null;
  const near = mayBeTypedWrong
    ? await readDirectory(rt.db, staff, now, { ...wanted, isNear: true, limit: mostNear, after: undefined })
    : [];
  const rows = mayBeTypedWrong
    ? near
        .filter(({ name, students }) =>
          isNearName(wanted.search ?? '', [name, ...students.map((student) => student.name)]),
        )
        .slice(0, filter.limit)
    : found;
  const items = rows.slice(0, filter.limit);
  const last = items.at(-1);
  const more = rows.length > filter.limit && last !== undefined;
  return {
    items: items.map(({ numbers, ...row }) => ({
      ...row,
      numbers: numbers.map(({ e164, ...number }) => ({ ...number, masked: maskNumber(e164) })),
    })),
    isNear: items.length > 0 && mayBeTypedWrong,
    nextCursor: more ? writePlace(last.name, last.id) : null,
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
