import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** What came from a number while nobody was known there is now known to be of this guardian. */
export async function nameWriter(
  trx: Transaction<Database>,
  addressId: string,
  guardianId: string,
): Promise<void> {
  await trx
    .updateTable('message')
    .from('conversation')
    .set({ guardianId })
    .whereRef('message.conversationId', '=', 'conversation.id')
    .where('conversation.addressId', '=', addressId)
    .where('message.direction', '=', 'in')
    .where('message.guardianId', 'is', null)
    .execute();
}

/** Takes {@link nameWriter} back: nobody knows any more who wrote. */
export async function unnameWriter(
  trx: Transaction<Database>,
  addressId: string,
  guardianId: string,
): Promise<void> {
  await trx
    .updateTable('message')
    .from('conversation')
    .set({ guardianId: null })
    .whereRef('message.conversationId', '=', 'conversation.id')
    .where('conversation.addressId', '=', addressId)
    .where('message.direction', '=', 'in')
    .where('message.guardianId', '=', guardianId)
    .execute();
}
