import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { noteChange } from './translation.queries.js';
import type { TranslationWithdrawalTable, WithdrawnKind } from './translation.table.js';

/** What was withdrawn as a wrong translation of one of these forms: the forms of the wrong words. */
export async function findWithdrawn(
  db: Kysely<Database>,
  forms: readonly string[],
  from: string,
  to: string,
): Promise<string[]> {
  const found = await sql<{ wrongForm: string }>`
    select w.wrong_form from translation_withdrawal w
    where w.from_language = ${from} and w.to_language = ${to} and w.state <> 'undone'
      and md5(w.source_form) = any(select md5(f) from unnest(${[...forms]}::text[]) as f)
      and w.source_form = any(${[...forms]}::text[])`.execute(db);
  return found.rows.map((row) => row.wrongForm);
}

/** One at a time: whoever takes words back sees what others have taken back. */
export async function lockWithdrawing(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('withdrawing', 16))`.execute(trx);
}

export type NewWithdrawal = Omit<
  TranslationWithdrawalTable,
  'draft' | 'correction' | 'state' | 'settledAt' | 'settledByStaffId' | 'elsewhere' | 'overdueSince'
> & { elsewhere: number };

export interface NewWithdrawnText {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  kind: WithdrawnKind;
  /** Where it was under way and is tried no more: until when it would have been; null: without end. */
  underWay?: { usefulUntil: Date | null } | undefined;
}

/**
 * Notes that words are wrong and which texts relied on them; takes them out of the memory, and marks them where they
 * stand beside a text.
 */
export async function insertWithdrawal(
  trx: Transaction<Database>,
  withdrawal: NewWithdrawal,
  texts: readonly NewWithdrawnText[],
): Promise<void> {
  const { id, withdrawnAt: now, withdrawnByStaffId: staffId, reason, toLanguage: language } = withdrawal;
  await trx
    .insertInto('translationWithdrawal')
    .values({ ...withdrawal, draft: null, correction: null, settledAt: null, settledByStaffId: null })
    .execute();
  await addWithdrawnTexts(trx, now, withdrawal, texts);
  await sql`
    update translation_memory set retired_at = ${now}, retired_by_staff_id = ${staffId}, retired_reason = ${reason},
      withdrawal_id = ${id}
    where retired_at is null and (id = ${withdrawal.memoryId}::uuid
      or (from_language = ${withdrawal.fromLanguage} and to_language = ${language}
        and md5(source_form) = md5(${withdrawal.sourceForm}) and source_form = ${withdrawal.sourceForm}
        and target = ${withdrawal.wrongForm}))`.execute(trx);
}

/** Notes further texts that relied on the words of a withdrawal, and marks them where they stand beside one. */
export async function addWithdrawnTexts(
  trx: Transaction<Database>,
  now: Date,
  withdrawal: Pick<NewWithdrawal, 'id' | 'withdrawnByStaffId' | 'reason' | 'toLanguage'>,
  texts: readonly NewWithdrawnText[],
): Promise<void> {
  const { id, withdrawnByStaffId: staffId, reason, toLanguage: language } = withdrawal;
  await insertTexts(trx, id, texts);
  const messageIds = texts.filter(({ kind }) => kind !== 'answer').map(({ messageId }) => messageId);
  await noteChange(trx, now, { messageIds, language, what: 'withdrawn', staffId, reason });
  await sql`
    update message_translation set withdrawal_id = ${id}
    where message_id = any(${messageIds}::uuid[]) and language = ${language}`.execute(trx);
}

/** What was withdrawn since a moment of texts to families, and stands. */
export function withdrawnSince(db: Kysely<Database>, since: Date) {
  return db
    .selectFrom('translationWithdrawal')
    .selectAll()
    .where('withdrawnAt', '>', since)
    .where('direction', '=', 'to_family')
    .where('state', '<>', 'undone')
    .orderBy('id')
    .execute();
}

async function insertTexts(
  trx: Transaction<Database>,
  withdrawalId: string,
  texts: readonly NewWithdrawnText[],
): Promise<void> {
  const rows = texts.map((text) => ({
    message_id: text.messageId,
    conversation_id: text.conversationId,
    address_id: text.addressId,
    school_id: text.schoolId,
    kind: text.kind,
    was_under_way: text.underWay !== undefined,
    useful_until: text.underWay?.usefulUntil ?? null,
  }));
  await sql`
    insert into withdrawn_text (withdrawal_id, message_id, conversation_id, address_id, school_id, kind,
      was_under_way, useful_until)
    select ${withdrawalId}::uuid, t.message_id, t.conversation_id, t.address_id, t.school_id, t.kind, t.was_under_way,
      t.useful_until
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (message_id uuid, conversation_id uuid,
      address_id uuid, school_id uuid, kind text, was_under_way boolean, useful_until timestamptz)
    on conflict do nothing`.execute(trx);
}

/**
 * Notes who of the staff relied on the words: opened a conversation since they stood there, answered, sent them, or was
 * given the text. Whoever withdraws them knows.
 */
export async function insertReaders(
  trx: Transaction<Database>,
  now: Date,
  withdrawalId: string,
  withdrawnBy: string,
): Promise<string[]> {
  const readers = await sql<{ staffId: string }>`
    with relied as (
      select w.message_id, w.conversation_id, w.kind, m.position, m.created_at, m.sender_staff_id
      from withdrawn_text w join message m on m.id = w.message_id where w.withdrawal_id = ${withdrawalId})
    insert into withdrawal_reader (withdrawal_id, staff_id, how, seen_at)
    select ${withdrawalId}::uuid, s.id, array_agg(distinct r.how order by r.how),
      case when s.id = ${withdrawnBy}::uuid then ${now}::timestamptz end
    from (
      select c.staff_id, 'opened' as how from relied
      join conversation_reader c on c.conversation_id = relied.conversation_id and c.position >= relied.position
      where relied.kind in ('reading', 'family')
      union all
      select sender_staff_id, case when kind = 'answer' then 'answered' else 'sent' end from relied
      where sender_staff_id is not null
      union all
      select a.staff_id, 'notified' from relied
      join assignment a on a.conversation_id = relied.conversation_id and a.created_at >= relied.created_at
      where relied.kind = 'reading' and a.staff_id is not null
      union all
      select q.assignee_staff_id, 'notified' from relied join request q on q.message_id = relied.message_id
      where q.assignee_staff_id is not null) r
    join staff s on s.id = r.staff_id and s.active
    group by s.id
    on conflict do nothing
    returning staff_id`.execute(trx);
  return readers.rows.map((row) => row.staffId);
}

/** A withdrawal, locked; undefined where there is none. */
export function lockWithdrawal(trx: Transaction<Database>, id: string) {
  return trx
    .selectFrom('translationWithdrawal')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** What an engine proposes instead. */
export async function saveDraft(db: Kysely<Database>, id: string, draft: string): Promise<void> {
  await db
    .updateTable('translationWithdrawal')
    .set({ draft })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute();
}

/** Nothing was wrong: the words stand where they stood, and in the memory unless others have taken their place. */
export async function restoreWords(
  trx: Transaction<Database>,
  now: Date,
  { id, toLanguage, staffId }: { id: string; toLanguage: string; staffId: string },
): Promise<void> {
  const marked = await trx
    .selectFrom('messageTranslation')
    .select('messageId')
    .where('withdrawalId', '=', id)
    .execute();
  const messageIds = marked.map((row) => row.messageId);
  await noteChange(trx, now, { messageIds, language: toLanguage, what: 'restored', staffId, reason: null });
  await trx
    .updateTable('messageTranslation')
    .set({ withdrawalId: null })
    .where('withdrawalId', '=', id)
    .execute();
  await sql`
    update translation_memory m set retired_at = null, retired_by_staff_id = null, retired_reason = null,
      withdrawal_id = null
    where m.withdrawal_id = ${id} and not exists (
      select from translation_memory o where o.retired_at is null and o.from_language = m.from_language
        and o.to_language = m.to_language and o.source_form = m.source_form)`.execute(trx);
  await settle(trx, now, id, { state: 'undone', staffId, correction: null });
}

/** What is right was written, and what was done for each text. */
export async function settleWithdrawal(
  trx: Transaction<Database>,
  now: Date,
  id: string,
  by: {
    staffId: string;
    correction: string;
    outcomes: readonly {
      messageId: string;
      outcome: 'text' | 'call' | 'none';
      reason: string | null;
      correctionMessageId: string | null;
    }[];
  },
): Promise<void> {
  const rows = by.outcomes.map((one) => ({
    message_id: one.messageId,
    outcome: one.outcome,
    reason: one.reason,
    correction: one.correctionMessageId,
  }));
  await sql`
    update withdrawn_text w set outcome = t.outcome, outcome_reason = t.reason, correction_message_id = t.correction
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (message_id uuid, outcome text, reason text,
      correction uuid)
    where w.withdrawal_id = ${id} and w.message_id = t.message_id`.execute(trx);
  await settle(trx, now, id, { state: 'corrected', ...by });
}

async function settle(
  trx: Transaction<Database>,
  now: Date,
  id: string,
  {
    state,
    staffId,
    correction,
  }: { state: 'corrected' | 'undone'; staffId: string; correction: string | null },
): Promise<void> {
  await trx
    .updateTable('translationWithdrawal')
    .set({ state, correction, settledAt: now, settledByStaffId: staffId })
    .where('id', '=', id)
    .execute();
}

/** Somebody who relied on the words has seen that they are wrong. */
export async function markSeen(db: Kysely<Database>, now: Date, id: string, staffId: string): Promise<void> {
  await db
    .updateTable('withdrawalReader')
    .set({ seenAt: now })
    .where('withdrawalId', '=', id)
    .where('staffId', '=', staffId)
    .where('seenAt', 'is', null)
    .execute();
}

/** Whether the words of a text that is held were withdrawn. */
export async function isWithdrawn(db: Kysely<Database>, messageId: string): Promise<boolean> {
  const row = await db
    .selectFrom('withdrawnText as t')
    .innerJoin('translationWithdrawal as w', 'w.id', 't.withdrawalId')
    .select('w.id')
    .where('t.messageId', '=', messageId)
    .where('t.kind', '<>', 'answer')
    .where('w.state', '<>', 'undone')
    .executeTakeFirst();
  return row !== undefined;
}
