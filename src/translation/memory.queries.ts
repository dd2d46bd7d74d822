import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { containing } from '../db/like-pattern.js';
import { newId } from '../lib/ids.js';
import type { TranslationMemoryTable } from './translation.table.js';

/** The first of these forms that has an approved translation. */
export async function findRemembered(
  db: Kysely<Database>,
  forms: readonly string[],
  from: string,
  to: string,
): Promise<{ form: string; target: string } | undefined> {
  const found = await sql<{ form: string; target: string }>`
    select m.source_form as form, m.target
    from unnest(${[...forms]}::text[]) with ordinality as f (form, place)
    join translation_memory m on md5(m.source_form) = md5(f.form) and m.source_form = f.form
    where m.from_language = ${from} and m.to_language = ${to} and m.retired_at is null
    order by f.place limit 1`.execute(db);
  return found.rows[0];
}

export interface NewMemory {
  from: string;
  to: string;
  sourceForm: string;
  source: string;
  target: string;
  origin: TranslationMemoryTable['origin'];
  messageId: string | null;
  staffId: string | null;
}

/** One import at a time: two that replace each other's rows would each wait for the other. Held to the transaction's end. */
export async function lockImporting(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('importing memory', 11))`.execute(trx);
}

/**
 * Remembers approved translations, many in two statements. What was remembered for the same words before is retired,
 * and stays in the books; the same translation again changes nothing, and one that was withdrawn is not taken. Where
 * somebody else approves another at the same moment, whoever comes last counts.
 * @returns how many were new
 */
export async function rememberAll(
  trx: Transaction<Database>,
  now: Date,
  entries: readonly NewMemory[],
): Promise<number> {
  if (entries.length === 0) return 0;
  const added = await replaceRemembered(trx, now, entries);
  // What was in the way of an entry and is seen only now that its own transaction has ended.
  return added === entries.length ? added : added + (await replaceRemembered(trx, now, entries));
}

async function replaceRemembered(
  trx: Transaction<Database>,
  now: Date,
  entries: readonly NewMemory[],
): Promise<number> {
  const byForm = new Map(entries.map((entry) => [`${entry.from}>${entry.to}>${entry.sourceForm}`, entry]));
  const rows = JSON.stringify(
    [...byForm.values()].map(({ from, to, sourceForm, messageId, staffId, ...words }) => ({
      id: newId(),
      from_language: from,
      to_language: to,
      source_form: sourceForm,
      message_id: messageId,
      staff_id: staffId,
      ...words,
    })),
  );
  const given = sql`jsonb_to_recordset(${rows}::jsonb) as t (id uuid, from_language text, to_language text,
    source_form text, source text, target text, origin text, message_id uuid, staff_id uuid)`;
  const isFit = sql`not exists (
      select from translation_withdrawal w
      where w.from_language = t.from_language and w.to_language = t.to_language and w.state <> 'undone'
        and md5(w.source_form) = md5(t.source_form) and w.source_form = t.source_form and w.wrong_form = t.target)`;
  await sql`
    update translation_memory m set retired_at = ${now}, retired_by_staff_id = t.staff_id,
      retired_reason = 'another translation took its place'
    from ${given}
    where m.from_language = t.from_language and m.to_language = t.to_language
      and md5(m.source_form) = md5(t.source_form) and m.retired_at is null and m.target <> t.target
      and ${isFit}`.execute(trx);
  const inserted = await sql<{ id: string }>`
    insert into translation_memory (id, from_language, to_language, source_form, source, target, origin, message_id,
      staff_id, created_at)
    select t.id, t.from_language, t.to_language, t.source_form, t.source, t.target, t.origin, t.message_id,
      t.staff_id, ${now}
    from ${given}
    where ${isFit}
    on conflict do nothing
    returning id`.execute(trx);
  return inserted.rows.length;
}

/** The places of those entries whose words were withdrawn as a wrong translation of their text. */
export async function withdrawnAmong(
  trx: Transaction<Database>,
  entries: readonly NewMemory[],
): Promise<number[]> {
  const rows = JSON.stringify(
    entries.map(({ from, to, sourceForm, target }, place) => ({ place, from, to, sourceForm, target })),
  );
  const found = await sql<{ place: number }>`
    select t.place from jsonb_to_recordset(${rows}::jsonb)
      as t (place int, "from" text, "to" text, "sourceForm" text, target text)
    where exists (
      select from translation_withdrawal w
      where w.from_language = t."from" and w.to_language = t."to" and w.state <> 'undone'
        and md5(w.source_form) = md5(t."sourceForm") and w.source_form = t."sourceForm" and w.wrong_form = t.target)
    order by t.place`.execute(trx);
  return found.rows.map(({ place }) => place);
}

export interface MemoryRow {
  id: string;
  fromLanguage: string;
  toLanguage: string;
  source: string;
  target: string;
  origin: TranslationMemoryTable['origin'];
  createdAt: Date;
  by: string | null;
}

/** Approved translations, the newest first. */
export async function listMemory(
  db: Kysely<Database>,
  query: {
    search?: string | undefined;
    language?: string | undefined;
    before?: string | undefined;
    limit: number;
  },
): Promise<MemoryRow[]> {
  let rows = db
    .selectFrom('translationMemory as m')
    .leftJoin('staff', 'staff.id', 'm.staffId')
    .select(['m.id', 'm.fromLanguage', 'm.toLanguage', 'm.source', 'm.target', 'm.origin', 'm.createdAt'])
    .select('staff.name as by')
    .where('m.retiredAt', 'is', null);
  const { search, language, before } = query;
  if (language !== undefined) {
    rows = rows.where((eb) =>
      eb.or([eb('m.toLanguage', '=', language), eb('m.fromLanguage', '=', language)]),
    );
  }
  if (search !== undefined && search !== '') {
    const pattern = containing(search);
    rows = rows.where((eb) => eb.or([eb('m.source', 'ilike', pattern), eb('m.target', 'ilike', pattern)]));
  }
  // Ids are made in the order of time.
  if (before !== undefined) rows = rows.where('m.id', '<', before);
  return rows.orderBy('m.id', 'desc').limit(query.limit).execute();
}

/** Takes an approved translation out of use; it stays in the books. @returns false where it is not in use */
export async function retireMemory(
  trx: Transaction<Database>,
  now: Date,
  { id, staffId, reason }: { id: string; staffId: string; reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('translationMemory')
    .set({ retiredAt: now, retiredByStaffId: staffId, retiredReason: reason })
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
