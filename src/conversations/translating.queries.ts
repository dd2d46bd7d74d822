import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';

export interface TextToTranslate {
  id: string;
  conversationId: string;
  text: string;
  language: string;
  translationTries: number;
  /** What understanding made of it; where it names a matter in which a wrong word harms, that matter. */
  topic: string | null;
  /** What of the texting it was surely understood to want, and obeyed as. */
  obeyedAs: string | null;
}

export function textToTranslate(
  db: Kysely<Database>,
  messageId: string,
): Promise<TextToTranslate | undefined> {
  return db
    .selectFrom('message')
    .select(['id', 'conversationId', 'text', 'language', 'translationTries'])
    .select(sql<string | null>`coalesce(understood ->> 'harmful', understood ->> 'topic')`.as('topic'))
    .select(
      sql<
        string | null
      >`case when understood ->> 'consentCertainty' = 'sure' then understood ->> 'consent' end`.as(
        'obeyedAs',
      ),
    )
    .where('id', '=', messageId)
    .where('direction', '=', 'in')
    .where('nextTranslationAt', 'is not', null)
    .where('language', 'is not', null)
    .$narrowType<{ language: string }>()
    .executeTakeFirst();
}

export async function saveTranslationState(
  db: Kysely<Database>,
  messageId: string,
  state: {
    translationState: 'none_needed' | 'translated' | 'untranslated';
    translationReason: string | null;
    nextTranslationAt: Date | null;
  },
): Promise<void> {
  await db
    .updateTable('message')
    .set((eb) => ({ ...state, translationTries: eb('translationTries', '+', 1) }))
    .where('id', '=', messageId)
    .execute();
}

/** Texts whose translation is due: what a sweep wakes. */
export async function textsToTranslate(db: Kysely<Database>, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('message')
    .select('id')
    .where('nextTranslationAt', '<=', now)
    .orderBy('nextTranslationAt')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
