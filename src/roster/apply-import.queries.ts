import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** An import whose planned rows are applied; they lie in `import_row`. */
export interface AppliedImport {
  importId: string;
  source: string;
  /** Of schools that are new; an IANA name. */
  timeZone: string | null;
}

/** Rows of a kind, from the plan. */
const planned = (
  { importId }: AppliedImport,
  entity: string,
  ...actions: ('add' | 'change' | 'remove')[]
): RawBuilder<unknown> => sql`(
  select r.entity_id, r.source_id, r.after from import_row r
  where r.import_id = ${importId} and r.entity = ${entity} and r.action = any(${actions}::text[]))`;

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
    update school s set source = ${source}, source_id = r.source_id, name = r.after->>'name'
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
  const { source } = applied;
  await sql`
    update staff s set name = r.after->>'name', email = r.after->>'email', role = r.after->>'role'
    from ${planned(applied, 'staff', 'change')} r where s.id = r.entity_id and s.source = ${source}`.execute(
    trx,
  );
  // Made by hand before: who and what somebody is stays as staff set it.
  await sql`
    update staff s set source = ${source}, source_id = r.source_id, owners = '{"name": "staff", "role": "staff"}'
    from ${planned(applied, 'staff', 'change')} r where s.id = r.entity_id and s.source = 'recado'`.execute(
    trx,
  );
  await sql`
    insert into staff (id, source, source_id, name, email, role, created_at)
    select new_id(${now}), ${source}, r.source_id, r.after->>'name', r.after->>'email', r.after->>'role', ${now}
    from ${planned(applied, 'staff', 'add')} r
    on conflict (source, source_id) do update
      set active = true, name = excluded.name, email = excluded.email,
        role = case when staff.owners ? 'role' then staff.role else excluded.role end`.execute(trx);
  await sql`
    update staff s set active = false from ${planned(applied, 'staff', 'remove')} r where s.id = r.entity_id`.execute(
    trx,
  );
  await sql`
    delete from staff_school ss using ${planned(applied, 'staff', 'add', 'change')} r, staff s, school
    where s.source = ${source} and s.source_id = r.source_id and ss.staff_id = s.id and ss.owner = 'sis'
      and school.id = ss.school_id and not r.after->'schools' ? school.source_id`.execute(trx);
  await sql`
    insert into staff_school (staff_id, school_id, owner)
    select s.id, school.id, 'sis'
    from ${planned(applied, 'staff', 'add', 'change')} r
    join staff s on s.source = ${source} and s.source_id = r.source_id
    cross join jsonb_array_elements_text(coalesce(r.after->'schools', '[]')) at
    join school on school.source = ${source} and school.source_id = at
    on conflict do nothing`.execute(trx);
}

/** Applies classes. One that is over keeps what was sent to it; nobody is enrolled in it or teaches it any more. */
export async function applyClasses(
  trx: Transaction<Database>,
  now: Date,
  applied: AppliedImport,
): Promise<void> {
  const { source } = applied;
  await sql`
    insert into class (id, source, source_id, school_id, name, grade, subject, created_at)
    select coalesce(r.entity_id, new_id(${now})), ${source}, r.source_id, school.id, r.after->>'name',
      r.after->>'grade', r.after->>'subject', ${now}
    from ${planned(applied, 'class', 'add', 'change')} r
    join school on school.source = ${source} and school.source_id = r.after->>'school'
    on conflict (source, source_id) do update
      set school_id = excluded.school_id, name = excluded.name, grade = excluded.grade, subject = excluded.subject,
        ended_at = null`.execute(trx);
  await sql`
    with ended as (
      update class c set ended_at = ${now} from ${planned(applied, 'class', 'remove')} r
      where c.id = r.entity_id returning c.id),
    left_by as (delete from enrollment e using ended where e.class_id = ended.id)
    delete from class_staff cs using ended where cs.class_id = ended.id`.execute(trx);
}

/** Applies who teaches what; needs the classes. Who left teaches nothing. */
export async function applyTeaching(trx: Transaction<Database>, applied: AppliedImport): Promise<void> {
  const { source } = applied;
  await sql`
    delete from class_staff cs using ${planned(applied, 'staff', 'add', 'change')} r, staff s, class c
    where s.source = ${source} and s.source_id = r.source_id and cs.staff_id = s.id and cs.owner = 'sis'
      and c.id = cs.class_id and not coalesce(r.after->'classes', '[]') ? c.source_id`.execute(trx);
  await sql`
    delete from class_staff cs using ${planned(applied, 'staff', 'remove')} r where cs.staff_id = r.entity_id`.execute(
    trx,
  );
  await sql`
    insert into class_staff (class_id, staff_id, owner)
    select c.id, s.id, 'sis'
    from ${planned(applied, 'staff', 'add', 'change')} r
    join staff s on s.source = ${source} and s.source_id = r.source_id
    cross join jsonb_array_elements_text(coalesce(r.after->'classes', '[]')) taught
    join class c on c.source = ${source} and c.source_id = taught and c.ended_at is null
    on conflict do nothing`.execute(trx);
}

/** Applies students and their classes. Who left is in no class; what was said stays. */
export async function applyStudents(
  trx: Transaction<Database>,
  now: Date,
  applied: AppliedImport,
): Promise<void> {
  const { source } = applied;
  await sql`
    insert into student (id, source, source_id, school_id, given_name, family_name, grade, created_at)
    select coalesce(r.entity_id, new_id(${now})), ${source}, r.source_id, school.id, r.after->>'givenName',
      r.after->>'familyName', r.after->>'grade', ${now}
    from ${planned(applied, 'student', 'add', 'change')} r
    join school on school.source = ${source} and school.source_id = r.after->>'school'
    on conflict (source, source_id) do update
      set school_id = excluded.school_id, given_name = excluded.given_name, family_name = excluded.family_name,
        grade = excluded.grade, left_at = null`.execute(trx);
  await sql`
    with gone as (
      update student s set left_at = ${now} from ${planned(applied, 'student', 'remove')} r
      where s.id = r.entity_id returning s.id)
    delete from enrollment e using gone where e.student_id = gone.id`.execute(trx);
  await sql`
    delete from enrollment e using ${planned(applied, 'student', 'add', 'change')} r, student s, class c
    where s.source = ${source} and s.source_id = r.source_id and e.student_id = s.id and e.owner = 'sis'
      and c.id = e.class_id and not coalesce(r.after->'classes', '[]') ? c.source_id`.execute(trx);
  await sql`
    insert into enrollment (class_id, student_id, owner)
    select c.id, s.id, 'sis'
    from ${planned(applied, 'student', 'add', 'change')} r
    join student s on s.source = ${source} and s.source_id = r.source_id
    cross join jsonb_array_elements_text(coalesce(r.after->'classes', '[]')) enrolled
    join class c on c.source = ${source} and c.source_id = enrolled and c.ended_at is null
    on conflict do nothing`.execute(trx);
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
  const { source } = applied;
  await sql`
    insert into guardian (id, source, source_id, name, home_language, created_at)
    select coalesce(r.entity_id, new_id(${now})), ${source}, r.source_id, r.after->>'name',
      case when r.after ? 'homeLanguage' then r.after->>'homeLanguage' else known.home_language end, ${now}
    from ${planned(applied, 'guardian', 'add', 'change')} r
    left join guardian known on known.source = ${source} and known.source_id = r.source_id
    on conflict (source, source_id) do update
      set name = case when guardian.owners ? 'name' then guardian.name else excluded.name end,
        home_language = case when guardian.owners ? 'homeLanguage' then guardian.home_language
          else excluded.home_language end,
        left_at = null`.execute(trx);
  await sql`
    with gone as (
      update guardian g set left_at = ${now} from ${planned(applied, 'guardian', 'remove')} r
      where g.id = r.entity_id returning g.id)
    delete from guardian_student gs using gone, student s
    where gs.guardian_id = gone.id and gs.owner = 'sis' and s.id = gs.student_id and s.left_at is null`.execute(
    trx,
  );
  await sql`
    delete from guardian_student gs using ${planned(applied, 'guardian', 'add', 'change')} r, guardian g, student s
    where g.source = ${source} and g.source_id = r.source_id and gs.guardian_id = g.id and gs.owner = 'sis'
      and s.id = gs.student_id and s.left_at is null and not coalesce(r.after->'students', '{}') ? s.source_id`.execute(
    trx,
  );
  await sql`
    insert into guardian_student (guardian_id, student_id, relationship, owner)
    select g.id, s.id, child.value, 'sis'
    from ${planned(applied, 'guardian', 'add', 'change')} r
    join guardian g on g.source = ${source} and g.source_id = r.source_id
    cross join jsonb_each_text(coalesce(r.after->'students', '{}')) child
    join student s on s.source = ${source} and s.source_id = child.key
    on conflict (guardian_id, student_id) do update set relationship = excluded.relationship
      where guardian_student.owner = 'sis'`.execute(trx);
  await applyNumbers(trx, now, applied);
}

async function applyNumbers(trx: Transaction<Database>, now: Date, applied: AppliedImport): Promise<void> {
  const { source } = applied;
  await sql`
    insert into address (id, e164, created_at)
    select new_id(${now}), number, ${now}
    from (select distinct number from ${planned(applied, 'guardian', 'add', 'change')} r
          cross join jsonb_array_elements_text(coalesce(r.after->'phones', '[]')) number) numbers
    on conflict (e164) do nothing`.execute(trx);
  await sql`
    delete from guardian_address ga using ${planned(applied, 'guardian', 'add', 'change')} r, guardian g, address a
    where g.source = ${source} and g.source_id = r.source_id and ga.guardian_id = g.id and ga.owner = 'sis'
      and ga.retired_at is null and a.id = ga.address_id and not coalesce(r.after->'phones', '[]') ? a.e164`.execute(
    trx,
  );
  await sql`
    insert into guardian_address (guardian_id, address_id, owner)
    select g.id, a.id, 'sis'
    from ${planned(applied, 'guardian', 'add', 'change')} r
    join guardian g on g.source = ${source} and g.source_id = r.source_id
    cross join jsonb_array_elements_text(coalesce(r.after->'phones', '[]')) number
    join address a on a.e164 = number
    on conflict do nothing`.execute(trx);
}
