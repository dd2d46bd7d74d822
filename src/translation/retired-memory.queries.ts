import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { containing } from '../db/like-pattern.js';
import type { MemoryRow } from './memory.queries.js';

/** A translation that is not used any more, and why. */
export interface RetiredRow extends MemoryRow {
  retiredAt: Date;
  retiredBy: string | null;
  retiredReason: string;
  /** It was withdrawn as wrong, here or elsewhere, and nobody took that back. */
  isWithdrawn: boolean;
  /** What is used for the same words now. */
  usedNow: string | null;
}

/** For a row `m` of the memory: what is used for the same words now. */
const inUse = sql`(
  select o.target from translation_memory o where o.retired_at is null and o.from_language = m.from_language
    and o.to_language = m.to_language and md5(o.source_form) = md5(m.source_form) and o.source_form = m.source_form)`;

const wasWithdrawn = sql`exists (
  select from translation_withdrawal w
  where w.from_language = m.from_language and w.to_language = m.to_language and w.state <> 'undone'
    and md5(w.source_form) = md5(m.source_form) and w.source_form = m.source_form and w.wrong_form = m.target)`;

/** Translations that are not used any more, those last taken out first. */
export async function listRetired(
  db: Kysely<Database>,
  query: {
    search?: string | undefined;
    language?: string | undefined;
    before?: { at: Date; id: string } | undefined;
    limit: number;
  },
): Promise<RetiredRow[]> {
  const { search = '', language, before, limit } = query;
  const pattern = containing(search);
  const rows = await sql<RetiredRow>`
    select m.id, m.from_language, m.to_language, m.source, m.target, m.origin, m.created_at, made.name as by,
      m.retired_at, m.retired_reason, ended.name as retired_by, ${wasWithdrawn} as is_withdrawn, ${inUse} as used_now
    from translation_memory m left join staff made on made.id = m.staff_id
    left join staff ended on ended.id = m.retired_by_staff_id
    where m.retired_at is not null
      ${language === undefined ? sql`` : sql`and ${language} in (m.to_language, m.from_language)`}
      ${search === '' ? sql`` : sql`and (m.source ilike ${pattern} or m.target ilike ${pattern})`}
      ${before === undefined ? sql`` : sql`and (m.retired_at, m.id) < (${before.at}, ${before.id}::uuid)`}
    order by m.retired_at desc, m.id desc limit ${limit}`.execute(db);
  return rows.rows;
}

/**
 * Takes a translation into use again. One that is in use stays so.
 * @returns `missing`; `withdrawn` where it was said to be wrong; `replaced` where another one is used for the same words
 */
export async function restoreMemory(
  trx: Transaction<Database>,
  id: string,
): Promise<'restored' | 'in_use' | 'missing' | 'withdrawn' | 'replaced'> {
  const locked = await trx
    .selectFrom('translationMemory')
    .select('retiredAt')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) return 'missing';
  if (locked.retiredAt === null) return 'in_use';
  const { rows } = await sql<{ isWithdrawn: boolean; usedNow: string | null }>`
    select ${wasWithdrawn} as is_withdrawn, ${inUse} as used_now
    from translation_memory m where m.id = ${id}`.execute(trx);
  if (rows[0]?.isWithdrawn === true) return 'withdrawn';
  if (rows[0]?.usedNow !== null) return 'replaced';
  await trx
    .updateTable('translationMemory')
    .set({ retiredAt: null, retiredByStaffId: null, retiredReason: null })
    .where('id', '=', id)
    .execute();
  return 'restored';
}
