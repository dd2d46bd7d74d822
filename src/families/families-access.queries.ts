import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { reachOf } from '../auth/visibility.js';
import { ofOwnSchools, seesConversation, studentsTaughtBy } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';

/** For a row of `student`: may this person know of the child? A teacher knows her own, the others their schools'. */
export function seesStudent(staff: SignedInStaff): RawBuilder<boolean> {
  return reachOf(staff) === 'classes'
    ? sql`student.id in ${studentsTaughtBy(staff.id)}`
    : ofOwnSchools(staff, 'student.school_id');
}

/** For a row of `guardian`: has one of their children to do with this person? District admins see everybody. */
export function seesGuardian(staff: SignedInStaff): RawBuilder<boolean> {
  if (reachOf(staff) === 'district') return sql`true`;
  return sql`exists (select from guardian_student own join student on student.id = own.student_id
    where own.guardian_id = guardian.id and ${seesStudent(staff)})`;
}

/** Whether this person sees a guardian. */
export async function canSeeGuardian(
  db: Kysely<Database>,
  staff: SignedInStaff,
  guardianId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('guardian')
    .select('guardian.id')
    .where('guardian.id', '=', guardianId)
    .where(seesGuardian(staff))
    .executeTakeFirst();
  return row !== undefined;
}

/** The school of a guardian's child, where this person sees the child. */
export async function schoolOfChild(
  db: Kysely<Database>,
  staff: SignedInStaff,
  guardianId: string,
  studentId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('student')
    .innerJoin('guardianStudent', 'guardianStudent.studentId', 'student.id')
    .select('student.schoolId')
    .where('student.id', '=', studentId)
    .where('guardianStudent.guardianId', '=', guardianId)
    .where(seesStudent(staff))
    .executeTakeFirst();
  return row?.schoolId;
}

/** The conversations at these numbers: whose pages have something new to show. */
export function conversationsAt(
  db: Kysely<Database>,
  addressIds: readonly string[],
): Promise<{ id: string; schoolId: string }[]> {
  if (addressIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('conversation')
    .select(['id', 'schoolId'])
    .where('addressId', 'in', addressIds)
    .execute();
}

/** The number of a conversation this person sees, the conversation locked. */
export function placeOfConversation(
  trx: Transaction<Database>,
  staff: SignedInStaff,
  conversationId: string,
): Promise<{ addressId: string; schoolId: string } | undefined> {
  return trx
    .selectFrom('conversation')
    .select(['addressId', 'schoolId'])
    .where('conversation.id', '=', conversationId)
    .where(seesConversation(staff))
    .forUpdate()
    .executeTakeFirst();
}
