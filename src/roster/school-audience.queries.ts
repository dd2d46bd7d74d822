import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/**
 * One way from a student of a school to a phone. A student who is reached at no number has a row without address; one
 * nobody may be contacted for, without guardian too.
 */
export interface SchoolAudienceRow {
  schoolId: string;
  studentId: string;
  studentName: string;
  guardianId: string | null;
  guardianName: string | null;
  homeLanguage: string | null;
  addressId: string | null;
  chosenLanguage: string | null;
  unreachableReason: string | null;
  /** The family told the carrier to stop texts from the school's line. */
  carrierBlocked: boolean;
}

/** A share of an audience: the n-th, from 0, of so many. */
export interface AudiencePart {
  n: number;
  of: number;
}

/** A school with the line its texts go out on. */
export interface SchoolLine {
  schoolId: string;
  lineId: string;
}

/** How many students these schools have. */
export async function countStudents(db: Kysely<Database>, schoolIds: readonly string[]): Promise<number> {
  const row = await db
    .selectFrom('student')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('schoolId', 'in', schoolIds)
    .where('leftAt', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/**
 * Everyone a text to whole schools may reach: their students, all guardians with the right of contact as of `now`, and
 * their addresses, in the order of addresses. A part of it at a time: all rows of an address are in the same one, those
 * without address in the first.
 */
export async function readSchoolAudience(
  db: Kysely<Database>,
  now: Date,
  schools: readonly SchoolLine[],
  part: AudiencePart,
): Promise<SchoolAudienceRow[]> {
  const audience = await sql<SchoolAudienceRow>`
    with place as materialized (
      select * from unnest(${schools.map((one) => one.schoolId)}::uuid[], ${schools.map((one) => one.lineId)}::uuid[])
        with ordinality as t (school_id, line_id, n)),
    pupil as materialized (
      select s.id, s.school_id from student s where s.school_id in (select school_id from place)
      union
      select e.student_id, c.school_id from class c join enrollment e on e.class_id = c.id
      where c.school_id in (select school_id from place)),
    allowed as materialized (select guardian_id, student_id from contact_allowed(${now}))
    select p.school_id, s.id as student_id, s.given_name || ' ' || s.family_name as student_name,
           g.id as guardian_id, g.name as guardian_name, g.home_language,
           a.id as address_id, a.language as chosen_language,
           case when a.unreachable_since is not null
                then coalesce(a.unreachable_reason, 'the carrier does not say why') end as unreachable_reason,
           b.address_id is not null as carrier_blocked
    from pupil p
    join place on place.school_id = p.school_id
    join student s on s.id = p.id and s.left_at is null
    left join allowed gs on gs.student_id = s.id
    left join guardian g on g.id = gs.guardian_id
    left join guardian_address ga on ga.guardian_id = g.id and ga.retired_at is null
    left join address a on a.id = ga.address_id
    left join carrier_block b on b.address_id = a.id and b.line_id = place.line_id and b.lifted_at is null
    where (${part.of}::integer = 1
           or coalesce(('x' || right(a.id::text, 6))::bit(24)::integer % ${part.of}::integer, 0) = ${part.n}::integer)
      -- A student who is reached at some number needs no other.
      and (a.id is not null or not exists (
        select from allowed o join guardian_address oa on oa.guardian_id = o.guardian_id and oa.retired_at is null
        where o.student_id = p.id))
    order by a.id, place.n, g.created_at, g.id, s.given_name, s.id`.execute(db);
  return audience.rows;
}
