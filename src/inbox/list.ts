import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Runtime } from '../lib/runtime.js';
import { readFamilies } from '../roster/families.queries.js';
import { readRankedCursor, writeRankedCursor } from './cursor.js';
import { countViews, listConversationRows, type ListView, type ViewCounts } from './list.queries.js';
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
 * and how many conversations each view holds.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listConversations(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  query: ConversationQuery,
): Promise<{ items: ConversationSummary[]; nextCursor: string | null; counts: ViewCounts }> {
  const after = query.cursor === undefined ? undefined : readRankedCursor(query.cursor);
  const [rows, counts] = await Promise.all([
    listConversationRows(rt.db, staff, {
      view: query.view,
      schoolId: query.schoolId,
      search: query.search,
      after,
      limit: query.limit,
    }),
    countViews(rt.db, staff, query.schoolId),
  ]);
  const page = rows.slice(0, query.limit);
  const families = await readFamilies(rt.db, page, staff.id);
  const items = page.flatMap((row) => {
    const family = families.find((one) => one.addressId === row.addressId && one.schoolId === row.schoolId);
    return family ? [summarise(staff, row, family)] : [];
  });
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  const nextCursor = more
    ? writeRankedCursor({ rank: last.rank, at: last.lastMessageAt, id: last.id })
    : null;
  return { items, counts, nextCursor };
}
