import { z } from 'zod';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { badRequest, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { canSeeGuardian } from './families-access.queries.js';
import { readTimelineRows, type TimelinePlace } from './timeline.queries.js';

const pageSize = 40;

const place = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * One page of what happened with a guardian, the latest first.
 * @throws RecadoError 404 `not_found`; 400 `bad_cursor`
 */
export async function readTimeline(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  guardianId: string,
  cursor: string | undefined,
) {
  if (!(await canSeeGuardian(rt.db, staff, guardianId))) throw notFound('This guardian');
  const after = cursor === undefined ? undefined : readPlace(cursor);
  const rows = await readTimelineRows(rt.db, staff, guardianId, { after, limit: pageSize });
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return {
    items: items.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    nextCursor:
      rows.length > pageSize && last !== undefined
        ? Buffer.from(JSON.stringify([last.at.toISOString(), last.id])).toString('base64url')
        : null,
  };
}

function readPlace(cursor: string): TimelinePlace {
  try {
    const [at, id] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at: new Date(at), id };
  } catch {
    throw badRequest('bad_cursor', 'This cursor is not one of ours. Start again from the first page.');
  }
}
