import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { StaffRole } from '../roster/roster.table.js';

export interface StaffToRouteTo {
  id: string;
  name: string;
  role: StaffRole;
  languages: string[];
  active: boolean;
  openRequests: number;
}

/** The people of a school who can be given a request, with how much they have on their hands. */
export async function staffOfSchool(db: Kysely<Database>, schoolId: string): Promise<StaffToRouteTo[]> {
  const rows = await sql<StaffToRouteTo>`
    select s.id, s.name, s.role, s.languages, s.active,
           (select count(*)::int from request r where r.assignee_staff_id = s.id and r.status = 'open') as open_requests
    from staff s join staff_school ss on ss.staff_id = s.id
    where ss.school_id = ${schoolId} and s.active
    order by s.id`.execute(db);
  return rows.rows;
}

/** Who teaches these children at the school. */
export async function teachersOf(
  db: Kysely<Database>,
  schoolId: string,
  studentIds: string[],
): Promise<{ id: string; name: string; languages: string[]; active: boolean }[]> {
  if (studentIds.length === 0) return [];
  return db
    .selectFrom('enrollment')
    .innerJoin('class', 'class.id', 'enrollment.classId')
    .innerJoin('classStaff', 'classStaff.classId', 'class.id')
    .innerJoin('staff', 'staff.id', 'classStaff.staffId')
    .select(['staff.id', 'staff.name', 'staff.languages', 'staff.active'])
    .distinct()
    .where('enrollment.studentId', 'in', studentIds)
    .where('class.schoolId', '=', schoolId)
    .where('staff.active', '=', true)
    .orderBy('staff.id')
    .execute();
}

/** Keeps why a text went where it went. */
export async function recordRoute(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  decision: {
    assigneeId: string | null;
    list: 'urgent' | 'normal';
    topic: string;
    reasons: readonly string[];
  },
): Promise<void> {
  await trx
    .insertInto('routeDecision')
    .values({
      id: newId(),
      messageId,
      assigneeStaffId: decision.assigneeId,
      list: decision.list,
      topic: decision.topic,
      reasons: JSON.stringify(decision.reasons),
      createdAt: now,
    })
    .onConflict((conflict) => conflict.column('messageId').doNothing())
    .execute();
}
