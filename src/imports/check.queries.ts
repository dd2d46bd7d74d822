import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Entity } from './imports.table.js';
import { keptPerReason } from './reading/problems.js';
import type { LinkKind } from './staging.queries.js';

export interface RefusedCount {
  file: string;
  reason: string;
  count: number;
}

/** The import whose rows are checked; `mergesRows`: a plain CSV names a student once for each guardian. */
export interface Checked {
  importId: string;
  source: string;
  mergesRows: boolean;
}

/**
 * Checks what was staged as a whole: ids that stand twice, links that lead nowhere, emails two people have, and what a
 * family or staff tied by hand. What is refused is written down with its line and taken out of the staged rows.
 */
export async function checkStaged(trx: Transaction<Database>, checked: Checked): Promise<RefusedCount[]> {
  await beginWithUpcoming(trx, checked);
  const refused = [
    ...(await refuseRepeatedIds(trx, checked)),
    ...(await refuseTakenEmails(trx, checked)),
    ...(await refuseLinks(trx, checked, 'enrolled', 'student', 'class')),
    ...(await refuseLinks(trx, checked, 'upcoming', 'student', 'class')),
    ...(await nameUpcoming(trx, checked)),
    ...(await refuseLinks(trx, checked, 'teaches', 'staff', 'class')),
    ...(await refuseLinks(trx, checked, 'guards', 'guardian', 'student')),
  ];
  await keepTiesOfRefused(trx, checked);
  await keepNumbersTakenOff(trx, checked);
  await keepNumbersLinked(trx, checked);
  await leaveForeignLinks(trx, checked);
  return refused;
}

/**
 * A family hears from a class from the day it begins. Before a school year, when its child is in no other class, it may
 * be welcomed to the one that comes.
 */
async function beginWithUpcoming(trx: Transaction<Database>, { importId }: Checked): Promise<void> {
  await sql`
    update import_staged_link l set kind = 'enrolled'
    where l.import_id = ${importId} and l.kind = 'upcoming' and not exists (
      select from import_staged_link e
      join import_staged c on c.import_id = e.import_id and c.entity = 'class' and c.source_id = e.b and c.state = 'good'
      where e.import_id = l.import_id and e.kind = 'enrolled' and e.a = l.a)`.execute(trx);
}

/** An enrollment that is left for the day it begins is told, with that day. */
function nameUpcoming(trx: Transaction<Database>, { importId }: Checked): Promise<RefusedCount[]> {
  return refuse(
    trx,
    importId,
    sql`
      delete from import_staged_link l using (
        select l.ctid, s.label as student, c.label as class
        from import_staged_link l
        left join import_staged s on s.import_id = ${importId} and s.entity = 'student' and s.source_id = l.a
        left join import_staged c on c.import_id = ${importId} and c.entity = 'class' and c.source_id = l.b
        where l.import_id = ${importId} and l.kind = 'upcoming') d
      where l.ctid = d.ctid
      returning l.*, d.student, d.class`,
    sql`
      select 'student' as entity, a as source_id, coalesce(student, a) || ' → ' || coalesce(class, b) as label, file, line,
        null as column_name, null as value,
        'the enrollment begins on ' || detail || ': an import on that day or later adds it' as reason
      from touched`,
  );
}

/**
 * Stores the first of each file and reason, counts all.
 * @param touched a statement that returns the rows it took out
 * @param bad reads `touched` and gives entity, source_id, label, file, line, column_name, value, reason
 */
async function refuse(
  trx: Transaction<Database>,
  importId: string,
  touched: RawBuilder<unknown>,
  bad: RawBuilder<unknown>,
): Promise<RefusedCount[]> {
  const counted = await sql<RefusedCount>`
    with touched as (${touched}),
    bad as (${bad}),
    numbered as (select *, row_number() over (partition by file, reason order by line) as nth from bad),
    stored as (
      insert into import_row (import_id, action, entity, source_id, label, file, line, column_name, value, reason)
      select ${importId}, 'refuse', entity, source_id, label, file, line, column_name, value, reason
      from numbered where nth <= ${keptPerReason} order by file, line)
    select file, reason, count(*)::integer as count from bad group by 1, 2 order by 1, 2`.execute(trx);
  return counted.rows;
}

/** Of rows with one id the first good one counts. In a plain CSV that is as it should be. */
async function refuseRepeatedIds(
  trx: Transaction<Database>,
  { importId, mergesRows }: Checked,
): Promise<RefusedCount[]> {
  const deleted = sql`
    delete from import_staged s using (
      select ctid, first_value(line) over same as first_line, row_number() over same as nth
      from import_staged where import_id = ${importId}
      window same as (partition by entity, source_id order by (state = 'good') desc, line, ctid)) d
    where s.ctid = d.ctid and d.nth > 1 and s.import_id = ${importId}
    returning s.*, d.first_line`;
  if (mergesRows) {
    await sql`${deleted}`.execute(trx);
    return [];
  }
  return refuse(
    trx,
    importId,
    deleted,
    sql`
      select entity, source_id, label, file, line, 'sourcedId' as column_name,
        source_id || ' (line ' || first_line || ')' as value, 'an earlier row has the same id' as reason
      from touched where state = 'good'`,
  );
}

/**
 * Two members of staff cannot sign in with one email, nor with that of somebody of another source, nor with one that
 * somebody of this source has until now.
 */
async function refuseTakenEmails(
  trx: Transaction<Database>,
  { importId, source }: Checked,
): Promise<RefusedCount[]> {
  return refuse(
    trx,
    importId,
    sql`
      update import_staged s set state = 'refused', reason = d.why
      from (
        select s.ctid, case when nth > 1 then 'an earlier member of staff has the same email'
          when known.source = ${source} then 'somebody else of the staff has this email until now: import once more when they have left'
          else 'a member of staff of another source has the same email' end as why
        from (select ctid, data, source_id, row_number() over (partition by data->>'email' order by line) as nth
              from import_staged where import_id = ${importId} and entity = 'staff' and state = 'good') s
        left join staff known on lower(known.email) = s.data->>'email' and (known.source not in (${source}, 'recado')
          or (known.source = ${source} and known.active and known.source_id <> s.source_id))
        where s.nth > 1 or known.id is not null) d
      where s.ctid = d.ctid
      returning s.*`,
    sql`
      select entity, source_id, label, file, line, 'email' as column_name, data->>'email' as value, reason
      from touched`,
  );
}

/**
 * Links whose ends are not both in the files. An end that is over, or new and refused, takes its links along without a
 * word; one that was refused and is known already stays as it is, with its links.
 */
async function refuseLinks(
  trx: Transaction<Database>,
  { importId, source }: Checked,
  kind: LinkKind,
  a: Entity,
  b: Entity,
): Promise<RefusedCount[]> {
  // After `refuseRepeatedIds` an id stands once.
  const ends = (entity: Entity): RawBuilder<unknown> => sql`(
    select s.source_id, s.state = 'good' or known.id is not null as usable
    from import_staged s
    left join ${sql.table(entity)} known
      on s.state = 'refused' and known.source = ${source} and known.source_id = s.source_id
    where s.import_id = ${importId} and s.entity = ${entity})`;
  return refuse(
    trx,
    importId,
    sql`
      delete from import_staged_link l using (
        select l.ctid, one.source_id is not null as known_a, other.source_id is not null as known_b
        from import_staged_link l
        left join ${ends(a)} one on one.source_id = l.a
        left join ${ends(b)} other on other.source_id = l.b
        where l.import_id = ${importId} and l.kind = ${kind} and (one.usable and other.usable) is not true) d
      where l.ctid = d.ctid
      returning l.*, d.known_a, d.known_b`,
    sql`
      select 'file' as entity, a as source_id, null as label, file, line, null as column_name, a || ' → ' || b as value,
        case when not known_a then ${`no ${a} has this id`} else ${`no ${b} has this id`} end as reason
      from touched where not (known_a and known_b)`,
  );
}

/** A student whose row was refused keeps the guardians there are: whom the row named is not known. */
async function keepTiesOfRefused(trx: Transaction<Database>, { importId, source }: Checked): Promise<void> {
  await sql`
    insert into import_staged_link (import_id, kind, a, b, file, line)
    select ${importId}, 'guards', g.source_id, s.source_id, r.file, r.line
    from import_staged r
    join student s on s.source = ${source} and s.source_id = r.source_id
    join guardian_student gs on gs.student_id = s.id and gs.owner = 'sis'
    join guardian g on g.id = gs.guardian_id and g.source = ${source}
    where r.import_id = ${importId} and r.entity = 'student' and r.state = 'refused'`.execute(trx);
}

/** A number that was taken off a guardian stays off; that the file still has it is told. */
async function keepNumbersTakenOff(trx: Transaction<Database>, { importId, source }: Checked): Promise<void> {
  await sql`
    with off as (
      delete from import_staged_link l
      using guardian g, guardian_address ga, address a
      where l.import_id = ${importId} and l.kind = 'phone' and g.source = ${source} and g.source_id = l.a
        and ga.guardian_id = g.id and ga.retired_at is not null and a.id = ga.address_id and a.e164 = l.b
      returning l.*, g.id as guardian_id, g.name, ga.retired_by_staff_id as staff_id)
    insert into import_row (import_id, action, entity, source_id, entity_id, label, after, file, line, column_name, reason)
    select ${importId}, 'keep', 'guardian', a, guardian_id, name, jsonb_build_object('phone', b), file, line, 'phone',
      case when staff_id is null then 'whoever has this number said it is the wrong one'
        else 'staff took this number off' end
    from off`.execute(trx);
}

/** A number that staff linked stays; that the file does not have it is told. */
async function keepNumbersLinked(trx: Transaction<Database>, { importId, source }: Checked): Promise<void> {
  await sql`
    insert into import_row
      (import_id, action, entity, source_id, entity_id, label, before, after, file, line, column_name, reason)
    select ${importId}, 'keep', 'guardian', s.source_id, g.id, g.name, jsonb_build_object('phone', a.e164),
      jsonb_build_object('phone', null), s.file, s.line, 'phone',
      case ga.owner when 'family' then 'the family gave this number' else 'staff linked this number' end
    from import_staged s
    join guardian g on g.source = ${source} and g.source_id = s.source_id
    join guardian_address ga on ga.guardian_id = g.id and ga.owner <> 'sis' and ga.retired_at is null
    join address a on a.id = ga.address_id
    left join import_staged_link l on l.import_id = ${importId} and l.kind = 'phone' and l.a = s.source_id and l.b = a.e164
    where s.import_id = ${importId} and s.entity = 'guardian' and s.state = 'good' and l.a is null
    order by s.line`.execute(trx);
}

/** What staff or a family tied by hand is theirs, also where the file ties the same. */
async function leaveForeignLinks(trx: Transaction<Database>, { importId, source }: Checked): Promise<void> {
  await sql`
    delete from import_staged_link l using (
      select 'enrolled' as kind, s.source_id as a, c.source_id as b
      from enrollment e join student s on s.id = e.student_id and s.source = ${source}
      join class c on c.id = e.class_id and c.source = ${source} where e.owner <> 'sis'
      union all select 'teaches', s.source_id, c.source_id
      from class_staff cs join staff s on s.id = cs.staff_id and s.source = ${source}
      join class c on c.id = cs.class_id and c.source = ${source} where cs.owner <> 'sis'
      union all select 'works', s.source_id, school.source_id
      from staff_school ss join staff s on s.id = ss.staff_id and s.source = ${source}
      join school on school.id = ss.school_id and school.source = ${source} where ss.owner <> 'sis'
      union all select 'guards', g.source_id, s.source_id
      from guardian_student gs join guardian g on g.id = gs.guardian_id and g.source = ${source}
      join student s on s.id = gs.student_id and s.source = ${source} where gs.owner <> 'sis'
      union all select 'phone', g.source_id, a.e164
      from guardian_address ga join guardian g on g.id = ga.guardian_id and g.source = ${source}
      join address a on a.id = ga.address_id where ga.owner <> 'sis') theirs
    where l.import_id = ${importId} and l.kind = theirs.kind and l.a = theirs.a and l.b = theirs.b`.execute(
    trx,
  );
}
