import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** What came from a number while nobody was known there is now known to be of this guardian. */
export function nameWriter(trx: Transaction<Database>, addressId: string, guardianId: string): Promise<void> {
  return setWriter(trx, addressId, null, guardianId);
}

/** Takes {@link nameWriter} back: nobody knows any more who wrote. */
export function unnameWriter(
  trx: Transaction<Database>,
  addressId: string,
  guardianId: string,
): Promise<void> {
  return setWriter(trx, addressId, guardianId, null);
}

async function setWriter(
  trx: Transaction<Database>,
  addressId: string,
  before: string | null,
  guardianId: string | null,
): Promise<void> {
  await trx
    .updateTable('message')
    .from('conversation')
    .set({ guardianId })
    .whereRef('message.conversationId', '=', 'conversation.id')
    .where('conversation.addressId', '=', addressId)
    .where('message.direction', '=', 'in')
    .where('message.guardianId', before === null ? 'is' : '=', before)
    .execute();
}

/**
 * A question settled which child a request is about: the request, its text and the conversation say so.
 * @returns who has the request
 */
export async function settleRequestChild(
  trx: Transaction<Database>,
  requestId: string,
  studentId: string,
): Promise<{ assigneeName: string | null }> {
  const { messageId, conversationId, assigneeStaffId } = await trx
    .updateTable('request')
    .set({ studentId })
    .where('id', '=', requestId)
    .returning(['messageId', 'conversationId', 'assigneeStaffId'])
    .executeTakeFirstOrThrow();
  await trx.updateTable('message').set({ studentId }).where('id', '=', messageId).execute();
  await trx.updateTable('conversation').set({ studentId }).where('id', '=', conversationId).execute();
  if (assigneeStaffId === null) return { assigneeName: null };
  const { name } = await trx
    .selectFrom('staff')
    .select('name')
    .where('id', '=', assigneeStaffId)
    .executeTakeFirstOrThrow();
  return { assigneeName: name };
}

/** It is known who wrote a text, or again that nobody knows. */
export async function settleTextWriter(
  trx: Transaction<Database>,
  messageId: string,
  guardianId: string | null,
): Promise<void> {
  await trx.updateTable('message').set({ guardianId }).where('id', '=', messageId).execute();
}

/** A person says which child a text is about, or that it is not known; the request it opened follows. */
export async function settleTextChild(
  trx: Transaction<Database>,
  messageId: string,
  studentId: string | null,
): Promise<void> {
  const { conversationId } = await trx
    .updateTable('message')
    .set({ studentId })
    .where('id', '=', messageId)
    .returning('conversationId')
    .executeTakeFirstOrThrow();
  const request = await trx
    .updateTable('request')
    .set({ studentId })
    .where('messageId', '=', messageId)
    .returning('id')
    .executeTakeFirst();
  if (request) {
    await trx.updateTable('conversation').set({ studentId }).where('id', '=', conversationId).execute();
  }
}
