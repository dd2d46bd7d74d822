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

const textsBefore = 3;

/**
 * The last texts of a conversation, in English as far as they are, for engines that make use of what was said before.
 * @param which those before a text; or the family's alone, which do not change while somebody looks at a preview
 */
export async function saidBefore(
  db: Kysely<Database>,
  conversationId: string,
  which: { messageId: string } | 'of the family',
): Promise<string> {
  const these =
    which === 'of the family'
      ? sql`m.direction = 'in'`
      : sql`m.position < (select position from message where id = ${which.messageId})`;
  const said = await sql<{ words: string }>`
    select words from (
      select m.position, case when m.language = 'en' then m.text else (
        select t.text from message_translation t
        where t.message_id = m.id and t.language = 'en' and t.withdrawal_id is null) end as words
      from message m
      where m.conversation_id = ${conversationId} and ${these}
      order by m.position desc limit ${textsBefore}) last
    where words is not null order by position`.execute(db);
  return said.rows.map(({ words }) => words).join('\n');
}
