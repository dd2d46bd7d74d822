import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

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
 * Gives up what waits and is due by now, of the district, one school or one line.
 * @returns how many texts, and the conversations that lost an answer of staff
 */
export async function dropDueTexts(
  trx: Transaction<Database>,
  now: Date,
  of: { schoolId: string | null; lineId: string | null },
  reason: string,
): Promise<{ texts: number; conversationIds: string[] }> {
  const dropped = await sql<{ conversationId: string; purpose: string }>`
    update delivery d set state = 'dropped', reason = ${reason}, settled_at = ${now}, next_attempt_at = null
    from message m
    where m.id = d.message_id and d.state = 'waiting' and d.next_attempt_at <= ${now}
      and (${of.schoolId}::uuid is null or d.school_id = ${of.schoolId})
      and (${of.lineId}::uuid is null or d.line_id = ${of.lineId})
    returning m.conversation_id, d.purpose`.execute(trx);
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

/** Those of these texts that are under way are of no use any more: one that comes back undelivered is not tried again. */
export async function tryNoMore(
  trx: Transaction<Database>,
  now: Date,
  messageIds: readonly string[],
): Promise<void> {
  await sql`
    update delivery set expires_at = least(expires_at, ${now})
    where message_id = any(${[...messageIds]}::uuid[]) and state in ('sending', 'accepted', 'sent')`.execute(
    trx,
  );
}
