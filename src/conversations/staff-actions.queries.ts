import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import { deriveConversationState } from './conversations.queries.js';

/** Notes who has a conversation from now on, and why; its open requests go along. */
export async function assignConversation(
  trx: Transaction<Database>,
  now: Date,
  conversationId: string,
  { staffId, byStaffId, reason }: { staffId: string | null; byStaffId: string; reason: string },
): Promise<void> {
  await trx
    .updateTable('conversation')
    .set({ assigneeStaffId: staffId })
    .where('id', '=', conversationId)
    .execute();
  await trx
    .updateTable('request')
    .set({ assigneeStaffId: staffId })
    .where('conversationId', '=', conversationId)
    .where('status', '=', 'open')
    .execute();
  await trx
    .insertInto('assignment')
    .values({ id: newId(), conversationId, staffId, byStaffId, reason, createdAt: now })
    .execute();
}

/** Settles what is open in a conversation, all at one moment, so that {@link reopenConversation} knows what to undo. */
export async function closeConversation(
  trx: Transaction<Database>,
  now: Date,
  conversationId: string,
  staffId: string,
): Promise<void> {
  await trx
    .updateTable('request')
    .set({ status: 'done', closedAt: now, closedByStaffId: staffId })
    .where('conversationId', '=', conversationId)
    .where('status', '=', 'open')
    .execute();
  await trx
    .updateTable('conversation')
    .set({ state: 'closed', urgent: false, lookSoon: false, waitingSince: null })
    .where('id', '=', conversationId)
    .execute();
}

/** Takes the last closing back: its requests are open again. The conversation is open also where it had none. */
export async function reopenConversation(trx: Transaction<Database>, conversationId: string): Promise<void> {
  await sql`
    update request set status = 'open', closed_at = null, closed_by_staff_id = null
    where conversation_id = ${conversationId} and closed_at = (
      select max(closed_at) from request where conversation_id = ${conversationId})`.execute(trx);
  await deriveConversationState(trx, conversationId);
  await trx
    .updateTable('conversation')
    .set({ state: 'open' })
    .where('id', '=', conversationId)
    .where('state', '=', 'closed')
    .execute();
}

/** A text of staff waits for a person: the conversation stays, or becomes, something to do. */
export async function keepConversationOpen(
  trx: Transaction<Database>,
  conversationId: string,
): Promise<void> {
  await trx.updateTable('conversation').set({ state: 'open' }).where('id', '=', conversationId).execute();
}

/**
 * An answer is on its way: the family has the next word, unless it asked something after that answer was written (a
 * held one may go out late). Requests stay open until the thread is closed.
 */
export async function awaitFamily(trx: Transaction<Database>, conversationId: string): Promise<void> {
  await deriveConversationState(trx, conversationId);
  await trx
    .updateTable('conversation')
    .set({ state: 'waiting' })
    .where('id', '=', conversationId)
    .where('state', '=', 'closed')
    .execute();
}

/** Says that a message has words in the family's language now, or goes out without them. */
export function setTranslationState(
  trx: Transaction<Database>,
  messageId: string,
  state: 'translated' | 'untranslated',
  reason: string | null,
): Promise<void> {
  return setTranslationStates(trx, [messageId], state, reason);
}

/** {@link setTranslationState} for many messages. */
export async function setTranslationStates(
  trx: Transaction<Database>,
  messageIds: readonly string[],
  state: 'translated' | 'untranslated',
  reason: string | null,
): Promise<void> {
  await trx
    .updateTable('message')
    .set({ translationState: state, translationReason: reason, nextTranslationAt: null })
    .where('id', 'in', [...messageIds])
    .execute();
}
