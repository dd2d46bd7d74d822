import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { KeptRequest, ReadingAfter, ReadingBefore, ReadingPart } from './readings.table.js';

export interface NewReadingChange {
  messageId: string;
  part: ReadingPart;
  /** The question an answer is about. */
  question?: { flowRunId: string; ask: string };
  was: ReadingBefore;
  became: ReadingAfter;
  /** Null: the family itself, by the text. */
  staffId: string | null;
}

/** Writes down what a person put right, or the family changed, with what stood before. @returns its id */
export async function recordReadingChange(
  trx: Transaction<Database>,
  now: Date,
  { question, was, became, ...change }: NewReadingChange,
): Promise<string> {
  const id = newId();
  await trx
    .insertInto('readingChange')
    .values({
      ...change,
      id,
      flowRunId: question?.flowRunId ?? null,
      ask: question?.ask ?? null,
      was: JSON.stringify(was),
      became: JSON.stringify(became),
      changedAt: now,
      takenBackAt: null,
      takenBackByStaffId: null,
    })
    .execute();
  return id;
}

export interface ReadingChange {
  id: string;
  part: ReadingPart;
  flowRunId: string | null;
  ask: string | null;
  was: ReadingBefore;
  became: ReadingAfter;
}

/**
 * A change of a text that stands, where none that touches the same came after it: the same question, the same topic or
 * the same request. Undefined where it was taken back, or another one came since.
 */
export async function lastReadingChange(
  trx: Transaction<Database>,
  messageId: string,
  id: string,
): Promise<ReadingChange | undefined> {
  const found = await sql<ReadingChange>`
    select ch.id, ch.part, ch.flow_run_id, ch.ask, ch.was, ch.became from reading_change ch
    where ch.id = ${id} and ch.message_id = ${messageId} and ch.taken_back_at is null and not exists (
      select from reading_change later
      where later.taken_back_at is null and (later.changed_at, later.id) > (ch.changed_at, ch.id)
        and case when ch.part = 'answer' then later.flow_run_id = ch.flow_run_id and later.ask = ch.ask
            else later.message_id = ch.message_id and later.part <> 'answer'
              and (later.part = 'topic') = (ch.part = 'topic') end)`.execute(trx);
  return found.rows[0];
}

/**
 * Whether a person said what answers a question, and that stands: put it right, or took back what the family changed. What
 * the family texts later does not go before it.
 */
export async function isSettledByStaff(
  trx: Transaction<Database>,
  { flowRunId, ask }: { flowRunId: string; ask: string },
): Promise<boolean> {
  const found = await sql`
    select from reading_change ch
    where ch.flow_run_id = ${flowRunId} and ch.ask = ${ask} and (ch.staff_id is null) = (ch.taken_back_at is not null)
    limit 1`.execute(trx);
  return found.rows.length > 0;
}

/** Notes that a change was taken back. */
export async function takeReadingChangeBack(
  trx: Transaction<Database>,
  now: Date,
  id: string,
  staffId: string,
): Promise<void> {
  await trx
    .updateTable('readingChange')
    .set({ takenBackAt: now, takenBackByStaffId: staffId })
    .where('id', '=', id)
    .execute();
}

/** A person says what a text is about, `topicByHand` null: what the program read. Its request follows. */
export async function setTopic(
  trx: Transaction<Database>,
  messageId: string,
  { topicByHand, topic }: { topicByHand: string | null; topic: string },
): Promise<void> {
  await trx.updateTable('message').set({ topicByHand }).where('id', '=', messageId).execute();
  await trx.updateTable('request').set({ topic }).where('messageId', '=', messageId).execute();
}

/** The request of a text, its row locked; undefined where it has none. */
export async function lockRequest(
  trx: Transaction<Database>,
  messageId: string,
): Promise<KeptRequest | undefined> {
  const row = await trx
    .selectFrom('request')
    .select(['urgent', 'status', 'closedAt', 'closedByStaffId'])
    .where('messageId', '=', messageId)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, closedAt: row.closedAt?.toISOString() ?? null };
}

/** Puts the request of a text as it is given. The caller derives the conversation's state. */
export async function setRequest(
  trx: Transaction<Database>,
  messageId: string,
  { closedAt, ...request }: KeptRequest,
): Promise<void> {
  await trx
    .updateTable('request')
    .set({ ...request, closedAt: closedAt === null ? null : new Date(closedAt) })
    .where('messageId', '=', messageId)
    .execute();
}
