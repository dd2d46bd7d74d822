import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import type { TranslationQuality } from './translation.table.js';

/** Stores a translation beside its message; a later one in the same language takes the earlier one's place. */
export async function insertTranslation(
  db: Kysely<Database>,
  now: Date,
  translation: {
    messageId: string;
    language: string;
    text: string;
    engine: string;
    quality: TranslationQuality;
    staffId?: string;
  },
): Promise<void> {
  const row = { ...translation, staffId: translation.staffId ?? null, createdAt: now };
  await db
    .insertInto('messageTranslation')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['messageId', 'language']).doUpdateSet({
        text: row.text,
        engine: row.engine,
        quality: row.quality,
        staffId: row.staffId,
        createdAt: now,
      }),
    )
    .execute();
}
