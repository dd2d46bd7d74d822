import { sql, type Transaction } from 'kysely';
import { cameTooLate } from '../consent/contact-rules.js';
import type { Database } from '../db/database.js';
import { usefulHours } from './held-texts.queries.js';

/** Gives one text up, and says why. */
export async function dropText(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ state: 'dropped', reason, settledAt: now, nextAttemptAt: null })
    .where('messageId', '=', messageId)
    .execute();
}

/**
 * Gives up what waits and is due by now, of the district, one school or one line. Conversations that may lose an answer
 * are locked first, as everywhere, and texts in their order: whoever withdraws words has either, and waits for the other.
 * @returns how many texts, and the conversations that lost an answer of staff
 */
export async function dropDueTexts(
  trx: Transaction<Database>,
  now: Date,
  of: { schoolId: string | null; lineId: string | null },
  reason: string,
): Promise<{ texts: number; conversationIds: string[] }> {
  const isDue = sql<boolean>`d.state = 'waiting' and d.next_attempt_at <= ${now}
    and (${of.schoolId}::uuid is null or d.school_id = ${of.schoolId})
    and (${of.lineId}::uuid is null or d.line_id = ${of.lineId})`;
  const locked = await sql<{ id: string }>`
    select id from conversation
    where id in (select m.conversation_id from delivery d join message m on m.id = d.message_id
      where d.purpose = 'reply' and ${isDue})
    order by id for update`.execute(trx);
  const conversationIds = locked.rows.map(({ id }) => id);
  const dropped = await sql<{ conversationId: string; purpose: string }>`
    with due as (
      select d.message_id, m.conversation_id from delivery d join message m on m.id = d.message_id
      where ${isDue} and (d.purpose <> 'reply' or m.conversation_id = any(${conversationIds}::uuid[]))
      order by d.message_id for update of d)
    update delivery d set state = 'dropped', reason = ${reason}, settled_at = ${now}, next_attempt_at = null
    from due where d.message_id = due.message_id
    returning due.conversation_id, d.purpose`.execute(trx);
  const replies = dropped.rows.filter((text) => text.purpose === 'reply');
  return {
    texts: dropped.rows.length,
    conversationIds: [...new Set(replies.map((text) => text.conversationId))],
  };
}

/**
 * Gives up those of these texts that are not on their way yet, held ones too. One that is, and comes back undelivered,
 * is of no use any more: it is not tried again.
 * @returns which were given up
 */
export async function dropUnsentTexts(
  trx: Transaction<Database>,
  now: Date,
  messageIds: readonly string[],
  reason: string,
): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const dropped = await sql<{ messageId: string }>`
    update delivery set state = 'dropped', reason = ${reason}, settled_at = ${now}, next_attempt_at = null
    where message_id = any(${[...messageIds]}::uuid[]) and state in ('waiting', 'held')
    returning message_id`.execute(trx);
  await tryNoMore(trx, now, messageIds);
  return dropped.rows.map((row) => row.messageId);
}

/** A text that is tried no more, and until when it would have been; null: without end. */
export interface TriedNoMore {
  messageId: string;
  usefulUntil: Date | null;
}

/**
 * Those of these texts that are under way are of no use any more: one that comes back undelivered, perhaps at this very
 * moment, is not tried again.
 */
export async function tryNoMore(
  trx: Transaction<Database>,
  now: Date,
  messageIds: readonly string[],
): Promise<TriedNoMore[]> {
  const stopped = await sql<TriedNoMore>`
    with under_way as (
      select message_id, expires_at from delivery
      where message_id = any(${[...messageIds]}::uuid[]) and state in ('sending', 'accepted', 'sent', 'waiting')
      for update)
    update delivery d set expires_at = least(d.expires_at, ${now}) from under_way u
    where d.message_id = u.message_id
    returning d.message_id, u.expires_at as useful_until`.execute(trx);
  return stopped.rows;
}

/**
 * {@link tryNoMore} was a mistake: the texts are of use for as long as before, and those that came back meanwhile and
 * were given up are tried again. Wake the lines after the commit.
 * @returns those that wait for their turn now
 */
export async function tryAgainAfterAll(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly TriedNoMore[],
): Promise<{ messageId: string; lineId: string }[]> {
  if (texts.length === 0) return [];
  const rows = texts.map(({ messageId, usefulUntil }) => ({ id: messageId, until: usefulUntil }));
  const again = await sql<{ messageId: string; lineId: string; state: string }>`
    update delivery d set
      expires_at = case when d.state = 'dropped'
        then case when t.until is not null then greatest(t.until, ${now}::timestamptz + ${usefulHours} * interval '1 hour') end
        else t.until end,
      reason = case when d.state = 'dropped' then null else d.reason end,
      settled_at = case when d.state = 'dropped' then null else d.settled_at end,
      next_attempt_at = case when d.state = 'dropped' then ${now} else d.next_attempt_at end,
      state = case when d.state = 'dropped' then 'waiting' else d.state end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, until timestamptz)
    where d.message_id = t.id and (d.state in ('sending', 'accepted', 'sent', 'waiting')
      or (d.state = 'dropped' and d.reason = ${cameTooLate}))
    returning d.message_id, d.line_id, d.state`.execute(trx);
  return again.rows.filter(({ state }) => state === 'waiting');
}
