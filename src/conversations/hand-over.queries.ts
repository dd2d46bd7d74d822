import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import { deriveConversationState, findOrOpenConversation } from './conversations.queries.js';

/** A conversation that changed owner or school: who has it open is told. */
export interface TouchedConversation {
  conversationId: string;
  schoolId: string;
}

/**
 * Gives the conversations and open requests of people who left to an heir: another teacher of the child it is about,
 * else a liaison of the school, else its administrator, else nobody, so that it stands under Unassigned.
 * @param of the schools whose conversations they are to have no more, and why; without it they left the district
 */
export async function handConversationsOver(
  trx: Transaction<Database>,
  now: Date,
  leaverIds: readonly string[],
  of?: { schoolIds: readonly string[]; reason: string },
): Promise<TouchedConversation[]> {
  if (leaverIds.length === 0 || of?.schoolIds.length === 0) return [];
  const leavers = [...leaverIds];
  const left = of ? sql<boolean>`c.school_id = any(${[...of.schoolIds]}::uuid[])` : sql<boolean>`true`;
  const handed = await sql<TouchedConversation & { heirId: string | null }>`
    update conversation c set assignee_staff_id = heir.id
    from conversation was
    left join lateral (
      select s.id from staff s
      left join (select cs.staff_id from class_staff cs join enrollment e on e.class_id = cs.class_id
                 where e.student_id = was.student_id group by 1) taught on taught.staff_id = s.id
      where s.active and s.id <> all(${leavers}::uuid[])
        and exists (select from staff_school ss where ss.staff_id = s.id and ss.school_id = was.school_id)
        and (taught.staff_id is not null or s.role in ('liaison', 'school_admin'))
      order by taught.staff_id is null, s.role <> 'liaison', s.created_at, s.id limit 1) heir on true
    where c.id = was.id and was.assignee_staff_id = any(${leavers}::uuid[]) and ${left}
    returning c.id as conversation_id, c.school_id, heir.id as heir_id`.execute(trx);
  const rows = handed.rows.map(({ conversationId, heirId }) => ({
    id: newId(),
    conversationId,
    staffId: heirId,
    byStaffId: null,
    reason: of?.reason ?? 'whoever had it left the district',
    createdAt: now,
  }));
  if (rows.length > 0) await trx.insertInto('assignment').values(rows).execute();
  await sql`
    update request r set assignee_staff_id = c.assignee_staff_id
    from conversation c
    where c.id = r.conversation_id and r.status = 'open' and r.assignee_staff_id = any(${leavers}::uuid[])
      and ${left}`.execute(trx);
  return handed.rows;
}

/**
 * Open requests of students who changed school go along: the request and the text it is about move to the family's
 * conversation with the new school. What was said before stays where it was said.
 * @param studentIds those whose school changed
 */
export async function moveOpenRequests(
  trx: Transaction<Database>,
  now: Date,
  studentIds: readonly string[],
): Promise<TouchedConversation[]> {
  if (studentIds.length === 0) return [];
  const open = await sql<OpenRequest>`
    select distinct on (r.id) r.id as request_id, r.message_id, c.id as from_id, c.school_id as from_school_id,
      c.address_id, s.school_id, s.id as student_id,
      coalesce((select ls.line_id from line_school ls where ls.school_id = s.school_id order by ls.line_id limit 1),
        c.line_id) as line_id
    from request r
    join conversation c on c.id = r.conversation_id
    join guardian_address ga on ga.address_id = c.address_id and ga.retired_at is null
    join guardian_student gs on gs.guardian_id = ga.guardian_id
    join student s on s.id = gs.student_id and s.id = any(${[...studentIds]}::uuid[])
    where r.status = 'open' and s.left_at is null and s.school_id <> c.school_id
      and (coalesce(r.student_id, c.student_id) = s.id
        or (coalesce(r.student_id, c.student_id) is null and not exists (
          select from guardian_address oa join guardian_student os on os.guardian_id = oa.guardian_id
          join student still on still.id = os.student_id and still.left_at is null
          where oa.address_id = c.address_id and oa.retired_at is null and still.school_id = c.school_id)))
    order by r.id, s.id`.execute(trx);
  const touched = new Map<string, TouchedConversation>();
  for (const request of open.rows) {
    const to = await moveRequest(trx, now, request);
    touched.set(request.fromId, { conversationId: request.fromId, schoolId: request.fromSchoolId });
    touched.set(to, { conversationId: to, schoolId: request.schoolId });
  }
  for (const { conversationId } of touched.values()) await deriveConversationState(trx, conversationId);
  return [...touched.values()];
}

interface OpenRequest {
  requestId: string;
  messageId: string;
  fromId: string;
  fromSchoolId: string;
  addressId: string;
  schoolId: string;
  studentId: string;
  lineId: string;
}

/** Whoever had it may not see the new school: it is for that school's people to take. */
async function moveRequest(trx: Transaction<Database>, now: Date, request: OpenRequest): Promise<string> {
  const to = await findOrOpenConversation(trx, now, request);
  const { lastPosition } = await trx
    .updateTable('conversation')
    .set((eb) => ({ lastPosition: eb('lastPosition', '+', 1), lastMessageAt: now }))
    .where('id', '=', to)
    .returning('lastPosition')
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('message')
    .set({ conversationId: to, position: lastPosition })
    .where('id', '=', request.messageId)
    .execute();
  await sql`
    update request r set conversation_id = ${to}, student_id = ${request.studentId},
      assignee_staff_id = (
        select s.id from staff s
        where s.id = coalesce(r.assignee_staff_id, (select c.assignee_staff_id from conversation c where c.id = ${to}))
          and s.active and (s.role = 'district_admin' or exists (
            select from staff_school ss where ss.staff_id = s.id and ss.school_id = ${request.schoolId})))
    where r.id = ${request.requestId}`.execute(trx);
  return to;
}
