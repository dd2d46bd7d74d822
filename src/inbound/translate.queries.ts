import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';

export interface TextToTranslate {
  id: string;
  conversationId: string;
  text: string;
  language: string;
  translationTries: number;
}

export function textToTranslate(
  db: Kysely<Database>,
  messageId: string,
): Promise<TextToTranslate | undefined> {
  return db
    .selectFrom('message')
    .select(['id', 'conversationId', 'text', 'language', 'translationTries'])
    .where('id', '=', messageId)
    .where('direction', '=', 'in')
    .where('nextTranslationAt', 'is not', null)
    .where('language', 'is not', null)
    .$narrowType<{ language: string }>()
    .executeTakeFirst();
}

/** Names a text of this conversation may hold, which no engine may touch: family, children, staff, school, classes. */
export async function namesAround(db: Kysely<Database>, conversationId: string): Promise<string[]> {
  const rows = await sql<{ name: string }>`
    with place as (select address_id, school_id from conversation where id = ${conversationId}),
    guardians as (select ga.guardian_id from guardian_address ga join place on place.address_id = ga.address_id),
    students as (select distinct gs.student_id from guardian_student gs join guardians using (guardian_id))
    select g.name from guardian g join guardians on guardians.guardian_id = g.id
    union select s.given_name from student s join students on students.student_id = s.id
    union select s.family_name from student s join students on students.student_id = s.id
    union select st.name from staff st join staff_school ss on ss.staff_id = st.id
      join place on place.school_id = ss.school_id
    union select sc.name from school sc join place on place.school_id = sc.id
    union select c.name from class c join enrollment e on e.class_id = c.id
      join students on students.student_id = e.student_id`.execute(db);
  return rows.rows.map((row) => row.name);
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
