import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

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
    .set({ state: 'closed', urgent: false, waitingSince: null })
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

/**
 * Brings a conversation's state in line with its open requests and staff's answers. `open`: a request is newer than
 * the last answer of staff that is on its way or there, and the family waits since the first such request; `waiting`:
 * every open request has been answered, the family has the next word; `closed`: nothing is open. An answer settles no
 * request: "I will ask" is one too. An answer that is held, failed or was dropped answers nothing.
 */
export async function deriveConversationState(
  trx: Transaction<Database>,
  conversationId: string,
): Promise<void> {
  await sql`
    update conversation c set
      state = case when r.unanswered > 0 then 'open' when r.open_count > 0 then 'waiting' else 'closed' end,
      urgent = coalesce(r.urgent, false),
      waiting_since = r.waiting_since
    from (
      select count(*) as open_count, bool_or(r.urgent) as urgent,
        count(*) filter (where m.position > a.position) as unanswered,
        min(r.created_at) filter (where m.position > a.position) as waiting_since
      from request r join message m on m.id = r.message_id
      cross join (
        select coalesce(max(o.position), 0) as position
        from message o join delivery d on d.message_id = o.id
        where o.conversation_id = ${conversationId} and o.purpose = 'reply' and o.sender_staff_id is not null
          and d.state not in ('held', 'failed', 'dropped')) a
      where r.conversation_id = ${conversationId} and r.status = 'open'
    ) r
    where c.id = ${conversationId}`.execute(trx);
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
export async function setTranslationState(
  trx: Transaction<Database>,
  messageId: string,
  state: 'translated' | 'untranslated',
  reason: string | null,
): Promise<void> {
  await trx
    .updateTable('message')
    .set({ translationState: state, translationReason: reason })
    .where('id', '=', messageId)
    .execute();
}
