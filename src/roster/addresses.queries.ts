import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

/** The address of a number; an unknown sender gets one too. */
export async function findOrAddAddress(trx: Transaction<Database>, now: Date, e164: string): Promise<string> {
  const found = await trx.selectFrom('address').select('id').where('e164', '=', e164).executeTakeFirst();
  if (found) return found.id;
  const added = await trx
    .insertInto('address')
    .values({
      id: newId(),
      e164,
      language: null,
      unreachableSince: null,
      unreachableReason: null,
      createdAt: now,
    })
    // Two first texts at once: the later waits here and takes the row of the earlier.
    .onConflict((conflict) => conflict.column('e164').doUpdateSet({ e164 }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return added.id;
}

/** The language the family chose by text; it wins over the guardians' home language. */
export async function chooseLanguage(
  trx: Transaction<Database>,
  addressId: string,
  language: string,
): Promise<void> {
  await trx.updateTable('address').set({ language }).where('id', '=', addressId).execute();
}

/** Marks an address as one that cannot be texted, with the reason staff see. */
export async function markUnreachable(
  trx: Transaction<Database>,
  now: Date,
  addressId: string,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('address')
    .set({ unreachableSince: now, unreachableReason: reason })
    .where('id', '=', addressId)
    .where('unreachableSince', 'is', null)
    .execute();
}

/** A text from the number proves that it works. */
export async function markReachable(trx: Transaction<Database>, addressId: string): Promise<void> {
  await trx
    .updateTable('address')
    .set({ unreachableSince: null, unreachableReason: null })
    .where('id', '=', addressId)
    .where('unreachableSince', 'is not', null)
    .execute();
}
