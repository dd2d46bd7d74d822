import { sql, type Kysely } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { seesStudent } from './families-access.queries.js';

/** A school that texts a number, and the clocks of those who are reached there. */
export interface SchoolAtNumber {
  id: string;
  name: string;
  /** The school's local hours for texting, `HH:MM`. */
  contactFrom: string;
  contactUntil: string;
  timeZone: string;
  otherTimeZones: string[];
  /** Days without school from today on, `YYYY-MM-DD`. */
  closedDays: string[];
}

/** The schools of the children whose guardians are reached at a number, of those this person may know of. */
export async function readSchoolsAt(
  db: Kysely<Database>,
  staff: SignedInStaff,
  now: Date,
  addressId: string,
): Promise<SchoolAtNumber[]> {
  const rows = await sql<SchoolAtNumber>`
    select sc.id, sc.name, to_char(sc.contact_from, 'HH24:MI') as contact_from,
      to_char(sc.contact_until, 'HH24:MI') as contact_until, zone.name as time_zone, zone.others as other_time_zones,
      array(select sd.day::text from school_day sd where sd.school_id = sc.id and sd.kind in ('holiday', 'closure')
        and sd.day >= (${now}::timestamptz at time zone zone.name)::date order by sd.day limit 60) as closed_days
    from school sc cross join lateral (
      select coalesce(min(g.time_zone), sc.time_zone) as name,
        coalesce(array_agg(distinct coalesce(g.time_zone, sc.time_zone)), '{}') as others
      from guardian_address ga join guardian g on g.id = ga.guardian_id
      where ga.address_id = ${addressId} and ga.retired_at is null) zone
    where sc.id in (
      select student.school_id from guardian_address ga join guardian_student gs on gs.guardian_id = ga.guardian_id
      join student on student.id = gs.student_id
      where ga.address_id = ${addressId} and ga.retired_at is null and ${seesStudent(staff)})
    order by sc.name, sc.id`.execute(db);
  return rows.rows;
}

/** Texts to a number that wait for their time; alerts wait for none. */
export async function countWaitingAt(db: Kysely<Database>, addressId: string): Promise<number> {
  const row = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('addressId', '=', addressId)
    .where('state', '=', 'waiting')
    .where('purpose', '<>', 'alert')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
