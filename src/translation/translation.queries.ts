import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import type { TranslationQuality } from './translation.table.js';
import type { TrustTier } from './trust.js';

/**
 * Stores a translation beside its message; a later one in the same language takes the earlier one's place, but an
 * engine that comes late never a person's.
 */
export async function insertTranslation(
  db: Kysely<Database>,
  now: Date,
  translation: {
    messageId: string;
    language: string;
    text: string;
    engine: string;
    quality: TranslationQuality;
    tier?: TrustTier;
    staffId?: string;
  },
): Promise<void> {
  const row = {
    ...translation,
    tier: translation.tier ?? null,
    staffId: translation.staffId ?? null,
    createdAt: now,
  };
  await db
    .insertInto('messageTranslation')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['messageId', 'language'])
        .doUpdateSet({
          text: row.text,
          engine: row.engine,
          quality: row.quality,
          tier: row.tier,
          staffId: row.staffId,
          createdAt: now,
        })
        .where((eb) =>
          eb.or([eb('messageTranslation.engine', '<>', 'person'), eb('excluded.engine', '=', 'person')]),
        ),
    )
    .execute();
}
