import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import { deriveConversationState } from './conversations.queries.js';

export interface NewRequest {
  conversationId: string;
  messageId: string;
  studentId: string | null;
  topic: string;
  urgent: boolean;
  assigneeStaffId: string | null;
  /** Why it goes to whom it goes: kept with the assignment. */
  reason: string;
}

/** Opens a request for a text, once, and gives the conversation to its new owner where there is one. */
export async function openRequest(trx: Transaction<Database>, now: Date, request: NewRequest): Promise<void> {
  await trx
    .insertInto('request')
    .values({
      id: newId(),
      conversationId: request.conversationId,
      messageId: request.messageId,
      studentId: request.studentId,
      topic: request.topic,
      urgent: request.urgent,
      assigneeStaffId: request.assigneeStaffId,
      createdAt: now,
      closedAt: null,
      closedByStaffId: null,
    })
    .onConflict((conflict) => conflict.column('messageId').doNothing())
    .execute();
  if (request.assigneeStaffId !== null) await assignBySystem(trx, now, request);
}

/** Opens the request of a text that was settled before: somebody has to see to it once more. */
export async function openAgain(trx: Transaction<Database>, messageId: string): Promise<void> {
  await trx
    .updateTable('request')
    .set({ status: 'open', closedAt: null, closedByStaffId: null })
    .where('messageId', '=', messageId)
    .where('status', '<>', 'open')
    .execute();
}

/** Gives an open request, and its conversation, to somebody else because nobody saw to it in time. */
export async function passRequestOn(
  trx: Transaction<Database>,
  now: Date,
  request: { id: string; conversationId: string; assigneeStaffId: string; reason: string },
): Promise<void> {
  await trx
    .updateTable('request')
    .set({ assigneeStaffId: request.assigneeStaffId })
    .where('id', '=', request.id)
    .execute();
  await assignBySystem(trx, now, request);
}

async function assignBySystem(
  trx: Transaction<Database>,
  now: Date,
  request: Pick<NewRequest, 'conversationId' | 'assigneeStaffId' | 'reason'>,
): Promise<void> {
  const changed = await trx
    .updateTable('conversation')
    .set({ assigneeStaffId: request.assigneeStaffId })
    .where('id', '=', request.conversationId)
    .where('assigneeStaffId', 'is distinct from', request.assigneeStaffId)
    .returning('id')
    .executeTakeFirst();
  if (!changed) return;
  await trx
    .insertInto('assignment')
    .values({
      id: newId(),
      conversationId: request.conversationId,
      staffId: request.assigneeStaffId,
      byStaffId: null,
      reason: request.reason,
      createdAt: now,
    })
    .execute();
}

/**
 * What these texts asked of the texting itself is settled elsewhere: their open requests are done, and their
 * conversations follow. An urgent one stays open, as does one somebody has still to look at: it is about something else
 * besides.
 * @param by who settled it; null: the family itself
 */
export async function closeRequestsOf(
  trx: Transaction<Database>,
  now: Date,
  messageIds: readonly string[],
  by: string | null,
): Promise<void> {
  if (messageIds.length === 0) return;
  const closed = await trx
    .updateTable('request')
    .set({ status: 'done', closedAt: now, closedByStaffId: by })
    .where('messageId', 'in', messageIds)
    .where('status', '=', 'open')
    .where('urgent', '=', false)
    .where(
      sql<boolean>`not exists (
        select from look_soon look where look.request_id = request.id and look.looked_at is null)`,
    )
    .returning('conversationId')
    .execute();
  for (const id of new Set(closed.map((one) => one.conversationId))) await deriveConversationState(trx, id);
}
