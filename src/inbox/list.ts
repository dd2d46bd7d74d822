import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { reachOf } from '../auth/visibility.js';
import type { Runtime } from '../lib/runtime.js';
import { readFamilies } from '../roster/families.queries.js';
import { lastFourOf } from '../roster/name-search.js';
import { namedAsTyped, readNamedNearly } from '../roster/named.queries.js';
import { readRankedCursor, writeRankedCursor } from './cursor.js';
import {
  countViews,
  listConversationRows,
  type ConversationRow,
  type ListFilter,
  type ListView,
  type ViewCounts,
} from './list.queries.js';
import { summarise, type ConversationSummary } from './summary.js';

export interface ConversationQuery {
  view: ListView;
  schoolId?: string | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/**
 * One page of the inbox, what is urgent first, then what is to be looked at soon, then the rest, the newest text first,
 * and how many conversations each view holds. Where nobody in the view is called what was typed, one page of those whose
 * names are nearly so.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listConversations(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  query: ConversationQuery,
): Promise<{
  items: ConversationSummary[];
  isNear: boolean;
  nextCursor: string | null;
  counts: ViewCounts;
}> {
  const [{ rows, isNear }, counts] = await Promise.all([
    findRows(rt.db, staff, query),
    countViews(rt.db, staff, query.schoolId),
  ]);
  const page = rows.slice(0, query.limit);
  const families = await readFamilies(rt.db, page, staff.id);
  const items = page.flatMap((row) => {
    const family = families.find((one) => one.addressId === row.addressId && one.schoolId === row.schoolId);
    return family ? [summarise(staff, row, family)] : [];
  });
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined && !isNear;
  const nextCursor = more
    ? writeRankedCursor({ rank: last.rank, at: last.lastMessageAt, id: last.id })
    : null;
  return { items, isNear, counts, nextCursor };
}

async function findRows(
  db: Runtime['db'],
  staff: SignedInStaff,
  { view, schoolId, search = '', cursor, limit }: ConversationQuery,
): Promise<{ rows: ConversationRow[]; isNear: boolean }> {
  const after = cursor === undefined ? undefined : readRankedCursor(cursor);
  const filter: ListFilter = { view, schoolId, after, limit };
  if (search === '') return { rows: await listConversationRows(db, staff, filter), isNear: false };
  const lastFour = reachOf(staff) === 'classes' ? null : lastFourOf(search);
  if (lastFour !== null) {
    return { rows: await listConversationRows(db, staff, { ...filter, lastFour }), isNear: false };
  }
  const rows = await listConversationRows(db, staff, { ...filter, named: namedAsTyped(search) });
  if (rows.length > 0 || after !== undefined) return { rows, isNear: false };
  const named = await readNamedNearly(db, search);
  const near = named === null ? [] : await listConversationRows(db, staff, { ...filter, named });
  return { rows: near, isNear: near.length > 0 };
}
