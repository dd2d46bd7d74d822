import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { ofOwnSchools, seesConversation, seesMessage } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';
import { mayChangeFamilies } from './who-may.js';

export interface TimelineRow {
  id: string;
  at: Date;
  kind: 'text' | 'request' | 'call' | 'change';
  direction: 'in' | 'out' | null;
  purpose: string | null;
  /** The words of a text with their language, the topic of a request, the reason of a call, the act of a change. */
  words: string;
  language: string | null;
  translation: string | null;
  /** Who wrote, has it, called or changed it. */
  by: string | null;
  student: string | null;
  school: string | null;
  conversationId: string | null;
  state: string | null;
  detail: Record<string, unknown> | null;
}

export interface TimelinePlace {
  at: Date;
  id: string;
}

/**
 * What happened with a guardian, the latest first, as far as this person may read it: texts, requests, calls, and what
 * staff changed. Of a number that retired, only what was before. One row more than `limit` where there are more.
 */
export async function readTimelineRows(
  db: Kysely<Database>,
  staff: SignedInStaff,
  guardianId: string,
  { after, limit }: { after: TimelinePlace | undefined; limit: number },
): Promise<TimelineRow[]> {
  const page = (at: string, id: string): RawBuilder<unknown> => sql`
    ${after === undefined ? sql`` : sql`and (${sql.ref(at)}, ${sql.ref(id)}) < (${after.at}, ${after.id}::uuid)`}
    order by ${sql.ref(at)} desc, ${sql.ref(id)} desc limit ${limit + 1}`;
  const forOffice = mayChangeFamilies(staff)
    ? sql`
    union all
    (select ct.id, ct.created_at, 'call', null, null, ct.reason, null, null, st.name, null, sc.name, null, ct.state,
       jsonb_build_object('outcome', ct.outcome)
     from reached join call_task ct on ct.address_id = reached.address_id
       and (ct.guardian_id is null or ct.guardian_id = ${guardianId})
     join school sc on sc.id = ct.school_id left join staff st on st.id = ct.done_by_staff_id
     where ct.created_at <= reached.until and ${ofOwnSchools(staff, 'ct.school_id')} ${page('ct.created_at', 'ct.id')})
    union all
    (select ae.id, ae.happened_at, 'change', null, null, ae.action, null, null, st.name, null, null, null, null,
       ae.detail
     from audit_event ae left join staff st on ae.actor = 'staff:' || st.id
     where ae.subject = ${`guardian:${guardianId}`} and ae.action <> 'guardian.number_revealed'
       ${page('ae.happened_at', 'ae.id')})`
    : sql``;
  const rows = await sql<TimelineRow>`
    with reached as materialized (
      select ga.address_id, coalesce(ga.retired_at, 'infinity') as until
      from guardian_address ga where ga.guardian_id = ${guardianId})
    select * from (
      (select message.id, message.created_at as at, 'text' as kind, message.direction, message.purpose,
         message.text as words, message.language,
         (select t.text from message_translation t where t.message_id = message.id
            order by t.language = 'en' desc, t.language limit 1) as translation,
         coalesce(sender.name, writer.name) as by, student.given_name as student, sc.name as school,
         conversation.id as conversation_id, d.state, null::jsonb as detail
       from reached join conversation on conversation.address_id = reached.address_id
       join message on message.conversation_id = conversation.id
       join school sc on sc.id = conversation.school_id
       left join delivery d on d.message_id = message.id
       left join staff sender on sender.id = message.sender_staff_id
       left join guardian writer on writer.id = message.guardian_id
       left join student on student.id = message.student_id
       where message.created_at <= reached.until and ${seesConversation(staff)} and ${seesMessage(staff)}
         and (message.direction = 'out' or message.guardian_id is null or message.guardian_id = ${guardianId})
         ${page('message.created_at', 'message.id')})
      union all
      (select r.id, r.created_at, 'request', null, null, r.topic, null, null, st.name, student.given_name, sc.name,
         conversation.id, r.status, null
       from reached join conversation on conversation.address_id = reached.address_id
       join request r on r.conversation_id = conversation.id
       join message on message.id = r.message_id
       join school sc on sc.id = conversation.school_id
       left join staff st on st.id = r.assignee_staff_id
       left join student on student.id = r.student_id
       where r.created_at <= reached.until and ${seesConversation(staff)} and ${seesMessage(staff)}
         and (message.guardian_id is null or message.guardian_id = ${guardianId})
         ${page('r.created_at', 'r.id')})
      ${forOffice}) events
    order by at desc, id desc
    limit ${limit + 1}`.execute(db);
  return rows.rows;
}
