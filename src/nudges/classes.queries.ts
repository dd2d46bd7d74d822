import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { ofOwnSchools } from '../auth/visibility.queries.js';
import { reachOf } from '../auth/visibility.js';
import type { Database } from '../db/database.js';
import { lineOfSchool } from './runs.queries.js';

/**
 * For a row of `class`: may this person write to its families? A teacher to those of her own classes, liaisons and
 * school admins to those of their schools, district admins to all.
 */
export function mayUseClass(staff: SignedInStaff): RawBuilder<boolean> {
  const ofSchool = ofOwnSchools(staff, 'class.school_id');
  if (reachOf(staff) !== 'classes') return ofSchool;
  return sql`(${ofSchool} and exists (
    select from class_staff cs where cs.class_id = class.id and cs.staff_id = ${staff.id}))`;
}

export interface ClassRow {
  id: string;
  name: string;
  grade: string;
  subject: string | null;
  schoolId: string;
  schoolName: string;
  timeZone: string;
  students: number;
  families: number;
  teachers: string[];
}

/** The classes this person may write to, by school and name. Families are counted by phone. */
export function readClasses(db: Kysely<Database>, now: Date, staff: SignedInStaff): Promise<ClassRow[]> {
  return db
    .selectFrom('class')
    .innerJoin('school', 'school.id', 'class.schoolId')
    .select(['class.id', 'class.name', 'class.grade', 'class.subject'])
    .select(['school.id as schoolId', 'school.name as schoolName', 'school.timeZone'])
    .select([
      sql<number>`(select count(*)::integer from enrollment e where e.class_id = class.id)`.as('students'),
      sql<number>`(select count(distinct ga.address_id)::integer from enrollment e
        join contact_allowed(${now}) gs on gs.student_id = e.student_id
        join guardian_address ga on ga.guardian_id = gs.guardian_id and ga.retired_at is null
        where e.class_id = class.id)`.as('families'),
      sql<string[]>`array(select s.name from class_staff cs join staff s on s.id = cs.staff_id
        where cs.class_id = class.id and s.role = 'teacher' and s.active order by s.name)`.as('teachers'),
    ])
    .where(mayUseClass(staff))
    .where('class.endedAt', 'is', null)
    .orderBy('school.name')
    .orderBy('class.name')
    .orderBy('class.id')
    .execute();
}

export interface ClassToWriteTo {
  id: string;
  name: string;
  grade: string;
  subject: string | null;
  schoolId: string;
  schoolName: string;
  timeZone: string;
  /** Null where the school has no line to send from. */
  lineId: string | null;
}

/** A class this person may write to. */
export function readClass(
  db: Kysely<Database>,
  staff: SignedInStaff,
  classId: string,
): Promise<ClassToWriteTo | undefined> {
  return db
    .selectFrom('class')
    .innerJoin('school', 'school.id', 'class.schoolId')
    .select(['class.id', 'class.name', 'class.grade', 'class.subject'])
    .select(['school.id as schoolId', 'school.name as schoolName', 'school.timeZone'])
    .select(lineOfSchool.as('lineId'))
    .where('class.id', '=', classId)
    .where('class.endedAt', 'is', null)
    .where(mayUseClass(staff))
    .executeTakeFirst();
}

/** When each prompt of the library was last sent to a class. */
export async function readLastUses(db: Kysely<Database>, classId: string): Promise<Map<string, Date>> {
  const rows = await sql<{ libraryKey: string; at: Date }>`
    select n.library_key, max(nr.opened_at) as at
    from nudge n join nudge_run nr on nr.nudge_id = n.id
    where n.class_id = ${classId} and n.library_key is not null and nr.state <> 'cancelled'
    group by n.library_key`.execute(db);
  return new Map(rows.rows.map((row) => [row.libraryKey, row.at]));
}
