import { sql, type Insertable, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { MessageTable } from './conversations.table.js';

/** What every caller of `appendMessage` decides; the rest has its defaults in the table. */
export type NewMessage = Pick<Insertable<MessageTable>, 'direction' | 'text' | 'lineId'> &
  Partial<Omit<Insertable<MessageTable>, 'id' | 'conversationId' | 'position' | 'createdAt'>>;

/**
 * Finds the conversation of an address at a school, or opens it on that line. The row's line follows the line last
 * used, so that a reply leaves from the number the family knows.
 */
export async function findOrOpenConversation(
  trx: Transaction<Database>,
  now: Date,
  { addressId, schoolId, lineId }: { addressId: string; schoolId: string; lineId: string },
): Promise<string> {
  const row = await trx
    .insertInto('conversation')
    .values({
      id: newId(),
      addressId,
      schoolId,
      lineId,
      assigneeStaffId: null,
      lastMessageAt: now,
      waitingSince: null,
      studentId: null,
      leaseToken: null,
      leaseUntil: null,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.columns(['addressId', 'schoolId']).doUpdateSet({ lineId }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/**
 * Adds a text at the next position of its conversation, under the conversation's row lock, so that positions have no
 * gaps and no doubles.
 */
export async function appendMessage(
  trx: Transaction<Database>,
  now: Date,
  conversationId: string,
  message: NewMessage,
): Promise<{ messageId: string; position: number }> {
  const { lastPosition } = await trx
    .updateTable('conversation')
    .set((eb) => ({ lastPosition: eb('lastPosition', '+', 1), lastMessageAt: now }))
    .where('id', '=', conversationId)
    .returning('lastPosition')
    .executeTakeFirstOrThrow();
  const messageId = newId();
  await trx
    .insertInto('message')
    .values({
      purpose: null,
      subtype: null,
      senderRole: null,
      senderStaffId: null,
      guardianId: null,
      studentId: null,
      language: null,
      carrierSid: null,
      carrierAt: null,
      processingError: null,
      nextProcessingAt: null,
      translationReason: null,
      nextTranslationAt: null,
      understood: null,
      ...message,
      id: messageId,
      conversationId,
      position: lastPosition,
      createdAt: now,
    })
    .execute();
  return { messageId, position: lastPosition };
}

/** The school a conversation belongs to and the line it is on: what a live update and a wake-up need. */
export function conversationPlace(
  db: Kysely<Database>,
  conversationId: string,
): Promise<{ schoolId: string; lineId: string; addressId: string } | undefined> {
  return db
    .selectFrom('conversation')
    .select(['schoolId', 'lineId', 'addressId'])
    .where('id', '=', conversationId)
    .executeTakeFirst();
}

/** The conversation a message stands in, and its school. */
export function messagePlace(
  db: Kysely<Database>,
  messageId: string,
): Promise<{ conversationId: string; schoolId: string } | undefined> {
  return db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select(['conversation.id as conversationId', 'conversation.schoolId'])
    .where('message.id', '=', messageId)
    .executeTakeFirst();
}

/**
 * Brings a conversation's state in line with its open requests: `open` while staff owe something, else `waiting` when
 * the last word is ours, `closed` when nothing is left to do.
 */
export async function refreshConversationState(
  trx: Transaction<Database>,
  conversationId: string,
): Promise<void> {
  await sql`
    update conversation c set
      state = case when r.open_count > 0 then 'open' else 'closed' end,
      urgent = coalesce(r.urgent, false),
      waiting_since = r.oldest
    from (
      select count(*) as open_count, bool_or(urgent) as urgent, min(created_at) as oldest
      from request where conversation_id = ${conversationId} and status = 'open'
    ) r
    where c.id = ${conversationId}`.execute(trx);
}
