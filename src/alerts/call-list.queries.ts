import { sql, type Kysely, type Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { ofOwnSchools } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';

export interface CallRow {
  id: string;
  schoolId: string;
  school: string;
  timeZone: string;
  conversationId: string | null;
  guardian: string | null;
  language: string | null;
  e164: string;
  students: string | null;
  reason: string;
  alertId: string | null;
  /** What the family was to be told, in the language of the staff where there is one. */
  text: string | null;
  state: 'open' | 'done';
  createdAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
  outcome: string | null;
}

/** Calls of this person's schools: open ones the oldest first, done ones the newest first. */
export async function readCalls(
  db: Kysely<Database>,
  staff: SignedInStaff,
  page: { state: 'open' | 'done'; after: string | null; alertId: string | null; limit: number },
): Promise<CallRow[]> {
  const isOpen = page.state === 'open';
  const beyond =
    page.after === null ? sql`true` : isOpen ? sql`c.id > ${page.after}` : sql`c.id < ${page.after}`;
  const rows = await sql<CallRow>`
    select c.id, c.school_id, school.name as school, school.time_zone,
      thread.id as conversation_id, c.reason, c.alert_id, c.state, c.created_at, c.done_at,
      staff.name as done_by, c.outcome, a.e164,
      coalesce(g.name, people.guardians) as guardian, coalesce(a.language, g.home_language) as language,
      people.students,
      case when m.subtype = 'missed_call' then null when m.language = 'en' or m.id is null then m.text
           else coalesce((select t.text from message_translation t where t.message_id = m.id and t.language = 'en'),
                         m.text) end as text
    from call_task c
    join school on school.id = c.school_id
    join address a on a.id = c.address_id
    left join conversation thread on thread.address_id = c.address_id and thread.school_id = c.school_id
    left join guardian g on g.id = c.guardian_id
    left join staff on staff.id = c.done_by_staff_id
    left join message m on m.id = c.message_id
    left join lateral (
      select string_agg(distinct pg.name, ', ') as guardians,
        string_agg(distinct s.given_name || ' ' || s.family_name, ', ') as students
      from guardian_address ga join guardian pg on pg.id = ga.guardian_id
      join contact_allowed(c.created_at) k on k.guardian_id = pg.id
      join student s on s.id = k.student_id and s.school_id = c.school_id
      where ga.address_id = c.address_id and ga.retired_at is null) people on true
    where c.state = ${page.state} and ${ofOwnSchools(staff, 'c.school_id')} and ${beyond}
      and (${page.alertId}::uuid is null or c.alert_id = ${page.alertId})
    order by ${isOpen ? sql`c.id` : sql`c.id desc`}
    limit ${page.limit}`.execute(db);
  return rows.rows;
}

/** A call of this person's schools, the thread with the family where there is one, and the missed call it returns. */
export async function findCall(
  db: Kysely<Database>,
  staff: SignedInStaff,
  callId: string,
): Promise<{ schoolId: string; conversationId: string | null; missedMessageId: string | null } | undefined> {
  const rows = await sql<{
    schoolId: string;
    conversationId: string | null;
    missedMessageId: string | null;
  }>`
    select c.school_id, thread.id as conversation_id, missed.id as missed_message_id from call_task c
    left join conversation thread on thread.address_id = c.address_id and thread.school_id = c.school_id
    left join message missed on missed.id = c.message_id and missed.subtype = 'missed_call'
    where c.id = ${callId} and ${ofOwnSchools(staff, 'c.school_id')}`.execute(db);
  return rows.rows[0];
}

/** Whoever changes what a thread asks waits for its row first. */
export async function lockThread(trx: Transaction<Database>, conversationId: string): Promise<void> {
  await trx
    .selectFrom('conversation')
    .select('id')
    .where('id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst();
}
