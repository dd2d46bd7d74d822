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

/**
 * A text whose translation is due, taken by one worker for so long: engines take their time, and asking them twice costs
 * twice. Whoever takes it too long finds it given to somebody else.
 * @returns undefined where there is nothing to do, or another worker is at it
 */
export async function takeTextToTranslate(
  db: Kysely<Database>,
  now: Date,
  messageId: string,
  takenUntil: Date,
): Promise<TextToTranslate | undefined> {
  return db
    .updateTable('message')
    .set({ nextTranslationAt: takenUntil })
    .where('id', '=', messageId)
    .where('direction', '=', 'in')
    .where('nextTranslationAt', '<=', now)
    .where('language', 'is not', null)
    .returning(['id', 'conversationId', 'text', 'language', 'translationTries'])
    .returning(sql<string | null>`coalesce(understood ->> 'harmful', understood ->> 'topic')`.as('topic'))
    .returning(
      sql<
        string | null
      >`case when understood ->> 'consentCertainty' = 'sure' then understood ->> 'consent' end`.as(
        'obeyedAs',
      ),
    )
    .$narrowType<{ language: string }>()
    .executeTakeFirst();
}

/**
 * Notes what became of a text that was taken.
 * @returns false where a person, or another worker, has seen to it meanwhile: nothing is changed then
 */
export async function saveTranslationState(
  db: Kysely<Database>,
  taken: { messageId: string; takenUntil: Date },
  state: {
    translationState: 'none_needed' | 'translated' | 'untranslated';
    translationReason: string | null;
    nextTranslationAt: Date | null;
  },
): Promise<boolean> {
  const saved = await db
    .updateTable('message')
    .set((eb) => ({ ...state, translationTries: eb('translationTries', '+', 1) }))
    .where('id', '=', taken.messageId)
    .where('nextTranslationAt', '=', taken.takenUntil)
    .executeTakeFirstOrThrow();
  return saved.numUpdatedRows > 0n;
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
