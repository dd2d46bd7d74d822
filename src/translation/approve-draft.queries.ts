import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { noteChange } from './translation.queries.js';

/**
 * A person who reads the language let a draft go as it stands: from now on it counts as approved, by that person.
 * @returns its words, or undefined where there is no translation into that language
 */
export async function approveTranslation(
  trx: Transaction<Database>,
  now: Date,
  { messageId, language, staffId }: { messageId: string; language: string; staffId: string },
): Promise<string | undefined> {
  await noteChange(trx, now, {
    messageIds: [messageId],
    language,
    what: 'approved',
    staffId,
    reason: null,
  });
  const row = await trx
    .updateTable('messageTranslation')
    .set({ quality: 'approved', staffId })
    .where('messageId', '=', messageId)
    .where('language', '=', language)
    .returning('text')
    .executeTakeFirst();
  return row?.text;
}

/** {@link approveTranslation} for many texts at once. */
export async function approveTranslations(
  trx: Transaction<Database>,
  now: Date,
  { messageIds, language, staffId }: { messageIds: readonly string[]; language: string; staffId: string },
): Promise<void> {
  await noteChange(trx, now, { messageIds, language, what: 'approved', staffId, reason: null });
  await trx
    .updateTable('messageTranslation')
    .set({ quality: 'approved', staffId })
    .where('messageId', 'in', [...messageIds])
    .where('language', '=', language)
    .execute();
}
