import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** A person who reads the language let a draft go as it stands: from now on it counts as approved, by that person. */
export async function approveTranslation(
  trx: Transaction<Database>,
  { messageId, language, staffId }: { messageId: string; language: string; staffId: string },
): Promise<void> {
  await trx
    .updateTable('messageTranslation')
    .set({ quality: 'approved', staffId })
    .where('messageId', '=', messageId)
    .where('language', '=', language)
    .execute();
}
