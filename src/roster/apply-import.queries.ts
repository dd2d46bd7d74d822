import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { applyRows, applyTies, planned, type AppliedImport } from './planned-rows.queries.js';

/**
 * Applies schools: new ones get the one line of the district where it has exactly one. Schools never leave by a file.
 */
export async function applySchools(
  trx: Transaction<Database>,
  now: Date,
  applied: AppliedImport,
): Promise<void> {
  const { source, timeZone } = applied;
  await sql`
    update school s set source = ${source}, source_id = r.source_id,
      name = case when s.owners ? 'name' then s.name else r.after->>'name' end
    from ${planned(applied, 'school', 'change')} r where s.id = r.entity_id`.execute(trx);
  await sql`
    with added as (
      insert into school (id, source, source_id, name, time_zone, created_at)
      select new_id(${now}), ${source}, r.source_id, r.after->>'name', ${timeZone}, ${now}
      from ${planned(applied, 'school', 'add')} r
      returning id)
    insert into line_school (line_id, school_id)
    select line.id, added.id from added cross join line where (select count(*) from line) = 1`.execute(trx);
}

/** Applies staff and where they work. Who left is no longer active; see `revokeAccess` for sessions and tokens. */
export async function applyStaff(
  trx: Transaction<Database>,
  now: Date,
  applied: AppliedImport,
): Promise<void> {
  // Made by hand before: who and what somebody is stays as staff set it.
  await sql`
    update staff s
    set source = ${applied.source}, source_id = r.source_id, owners = '{"name": "staff", "role": "staff"}'
    from ${planned(applied, 'staff', 'change')} r where s.id = r.entity_id and s.source = 'recado'`.execute(
    trx,
  );
  // Left, and back under another id.
  await sql`
    update staff s set source_id = r.source_id
    from ${planned(applied, 'staff', 'change')} r
    where s.id = r.entity_id and s.source = ${applied.source} and s.source_id <> r.source_id`.execute(trx);
  await applyRows(trx, now, applied, {
    table: 'staff',
    fields: { name: 'name', email: 'email', role: 'role' },
    back: sql`active = true`,
  });
  await sql`
    update staff s set active = false from ${planned(applied, 'staff', 'remove')} r where s.id = r.entity_id`.execute(
    trx,
  );
  await applyTies(trx, applied, 'works');
}

/** Applies classes. One that is over keeps what was sent to it; nobody is enrolled in it or teaches it any more. */
export async function applyClasses(
  trx: Transaction<Database>,
  now: Date,
  applied: AppliedImport,
): Promise<void> {
  await applyRows(trx, now, applied, {
    table: 'class',
    hasSchool: true,
    fields: { name: 'name', grade: 'grade', subject: 'subject' },
    back: sql`ended_at = null`,
  });
  await sql`
    with ended as (
      update class c set ended_at = ${now} from ${planned(applied, 'class', 'remove')} r
      where c.id = r.entity_id returning c.id),
    left_by as (delete from enrollment e using ended where e.class_id = ended.id)
    delete from class_staff cs using ended where cs.class_id = ended.id`.execute(trx);
}

/** Applies who teaches what; needs the classes. Who left teaches nothing. */
export async function applyTeaching(trx: Transaction<Database>, applied: AppliedImport): Promise<void> {
  await sql`
    delete from class_staff cs using ${planned(applied, 'staff', 'remove')} r where cs.staff_id = r.entity_id`.execute(
    trx,
  );
  await applyTies(trx, applied, 'teaches');
}

/** Applies students and their classes. Who left is in no class; what was said stays. */
export async function applyStudents(
  trx: Transaction<Database>,
  now: Date,
  applied: AppliedImport,
): Promise<void> {
  await applyRows(trx, now, applied, {
    table: 'student',
    hasSchool: true,
    fields: { given_name: 'givenName', family_name: 'familyName', grade: 'grade' },
    back: sql`left_at = null`,
  });
  await sql`
    with gone as (
      update student s set left_at = ${now} from ${planned(applied, 'student', 'remove')} r
      where s.id = r.entity_id returning s.id)
    delete from enrollment e using gone where e.student_id = gone.id`.execute(trx);
  await applyTies(trx, applied, 'enrolled');
}

/**
 * Applies guardians, whose they are and their numbers. A guardian who is in the records no more keeps the number, so
 * that a conversation still says who it was with, and loses the students who are still there. Rights are not touched.
 */
export async function applyGuardians(
  trx: Transaction<Database>,
  now: Date,
  applied: AppliedImport,
): Promise<void> {
  await applyRows(trx, now, applied, {
    table: 'guardian',
    fields: { name: 'name', home_language: 'homeLanguage' },
    back: sql`left_at = null`,
  });
  await sql`
    with gone as (
      update guardian g set left_at = ${now} from ${planned(applied, 'guardian', 'remove')} r
      where g.id = r.entity_id returning g.id)
    delete from guardian_student gs using gone, student s
    where gs.guardian_id = gone.id and gs.owner = 'sis' and s.id = gs.student_id and s.left_at is null`.execute(
    trx,
  );
  await applyTies(trx, applied, 'guards');
  await sql`
    insert into address (id, e164, created_at)
    select new_id(${now}), number, ${now}
    from (select distinct number from ${planned(applied, 'guardian', 'add', 'change')} r
          cross join jsonb_array_elements_text(coalesce(r.after->'phones', '[]')) number) numbers
    on conflict (e164) do nothing`.execute(trx);
  await applyTies(trx, applied, 'phone');
}
