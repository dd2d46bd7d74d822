import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { TranslationQuality } from './translation.table.js';
import type { TrustTier } from './trust.js';

/** Stores translations of new messages, many in one statement; see `insertTranslation`. */
export async function insertTranslations(
  trx: Transaction<Database>,
  now: Date,
  translations: readonly {
    messageId: string;
    language: string;
    text: string;
    engine: string;
    quality: TranslationQuality;
    tier?: TrustTier;
    staffId?: string;
  }[],
): Promise<void> {
  if (translations.length === 0) return;
  const rows = translations.map(({ messageId, staffId, ...words }) => ({
    message_id: messageId,
    staff_id: staffId ?? null,
    ...words,
  }));
  await sql`
    insert into message_translation (message_id, language, text, engine, quality, tier, staff_id,
      created_at)
    select t.message_id, t.language, t.text, t.engine, t.quality, t.tier, t.staff_id, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (message_id uuid, language text, text text,
      engine text, quality text, tier text, staff_id uuid)`.execute(trx);
}
