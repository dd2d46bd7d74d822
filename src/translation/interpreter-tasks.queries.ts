import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { languageName } from '../i18n/languages.js';
import { dueOneSchoolDayOn } from './open-reviews.js';
import { readOwner } from './speakers.queries.js';

/**
 * A family's text that no engine translates goes to a person at once: somebody who speaks its language, else whoever
 * looks after the school, who calls an interpreter. Due one school day on; opened once a text.
 */
export async function openInterpreterTask(
  trx: Transaction<Database>,
  now: Date,
  { messageId, language, why }: { messageId: string; language: string; why: string },
): Promise<void> {
  const place = await trx
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select('conversation.schoolId')
    .where('message.id', '=', messageId)
    .executeTakeFirstOrThrow();
  const { schoolId } = place;
  const owner = await readOwner(trx, schoolId, language);
  const reason = owner?.speaks
    ? why
    : `${why} Nobody at the school speaks ${languageName(language)}: call an interpreter, and read the original to them.`;
  await trx
    .insertInto('interpreterTask')
    .values({
      ...{ messageId, schoolId, language, reason },
      ownerStaffId: owner?.id ?? null,
      dueAt: await dueOneSchoolDayOn(trx, now, schoolId),
      openedAt: now,
      overdueSince: null,
      settledAt: null,
      settledByStaffId: null,
      interpreter: null,
    })
    .onConflict((conflict) => conflict.column('messageId').doNothing())
    .execute();
}

/** Somebody wrote what the text says. @returns whether it waited for that */
export async function settleInterpreterTask(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  by: { staffId: string; interpreter: string | null },
): Promise<boolean> {
  const settled = await trx
    .updateTable('interpreterTask')
    .set({ state: 'done', settledAt: now, settledByStaffId: by.staffId, interpreter: by.interpreter })
    .where('messageId', '=', messageId)
    .where('state', '=', 'open')
    .returning('messageId')
    .executeTakeFirst();
  return settled !== undefined;
}

/** Gives tasks nobody did in time to who answers for the school, each once. */
export async function passOnOverdueTasks(
  db: Kysely<Database>,
  now: Date,
): Promise<{ conversationId: string; schoolId: string }[]> {
  const passed = await sql<{ conversationId: string; schoolId: string }>`
    update interpreter_task t set overdue_since = ${now}, owner_staff_id = coalesce((
      select s.id from staff s left join staff_school ss on ss.staff_id = s.id and ss.school_id = t.school_id
      where s.active and not s.is_machine and s.id is distinct from t.owner_staff_id
        and ((s.role = 'school_admin' and ss.staff_id is not null) or s.role = 'district_admin')
      order by s.role <> 'school_admin', s.id limit 1), t.owner_staff_id)
    from message m
    where m.id = t.message_id and t.state = 'open' and t.overdue_since is null and t.due_at <= ${now}
    returning m.conversation_id, t.school_id`.execute(db);
  return passed.rows;
}
