import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ConsentStateName } from '../consent/consent.table.js';
import type { Database } from '../db/database.js';

/**
 * One way from a student of a class to a phone. A student nobody may be contacted for has one row without guardian; a
 * guardian without number has one without address.
 */
export interface AudienceRow {
  studentId: string;
  studentName: string;
  guardianId: string | null;
  guardianName: string | null;
  homeLanguage: string | null;
  guardianTimeZone: string | null;
  addressId: string | null;
  chosenLanguage: string | null;
  unreachableReason: string | null;
  consent: ConsentStateName;
  pausedUntil: Date | null;
  /** The family told the carrier to stop texts from this line. */
  carrierBlocked: boolean;
}

/** The addresses of a class's families, in their order, whatever speaks against a text to them. */
export async function readClassAddresses(db: Kysely<Database>, classId: string): Promise<string[]> {
  // As one value: a hundred thousand rows would be as many objects.
  const found = await sql<{ ids: string[] }>`
    select coalesce(array_agg(distinct ga.address_id order by ga.address_id), '{}') as ids
    from enrollment e
    join guardian_student gs on gs.student_id = e.student_id
    join guardian_address ga on ga.guardian_id = gs.guardian_id and ga.retired_at is null
    where e.class_id = ${classId}`.execute(db);
  return found.rows[0]?.ids ?? [];
}

/**
 * Everyone a text to a class may reach: its students, their guardians with the right of contact, their addresses, and
 * what speaks against a text to each as of `now`. In the order of addresses; guardians of one address in the order
 * they were entered. Of a very large audience some of its addresses can be read at a time, and what has none.
 */
export async function readClassAudience(
  db: Kysely<Database>,
  now: Date,
  { classId, lineId }: { classId: string; lineId: string },
  at: readonly string[] | 'no address' | 'everywhere' = 'everywhere',
): Promise<AudienceRow[]> {
  const audience = await sql<AudienceRow>`
    select s.id as student_id, s.given_name || ' ' || s.family_name as student_name,
           g.id as guardian_id, g.name as guardian_name, g.home_language, g.time_zone as guardian_time_zone,
           a.id as address_id, a.language as chosen_language,
           case when a.unreachable_since is not null
                then coalesce(a.unreachable_reason, 'the carrier does not say why') end as unreachable_reason,
           coalesce(co.state, 'subscribed') as consent, co.paused_until, b.address_id is not null as carrier_blocked
    from enrollment e
    join student s on s.id = e.student_id
    left join contact_allowed(${now}) gs on gs.student_id = s.id
    left join guardian g on g.id = gs.guardian_id
    left join guardian_address ga on ga.guardian_id = g.id and ga.retired_at is null
    left join address a on a.id = ga.address_id
    left join lateral consent_of(a.id, 'learning', ${now}) co on true
    left join carrier_block b on b.address_id = a.id and b.line_id = ${lineId} and b.lifted_at is null
    where e.class_id = ${classId}
      and ${isAt(at)}
    order by a.id, g.created_at, g.id, s.given_name, s.id`.execute(db);
  return audience.rows;
}

function isAt(at: readonly string[] | 'no address' | 'everywhere'): RawBuilder<boolean> {
  if (at === 'everywhere') return sql<boolean>`true`;
  return at === 'no address' ? sql<boolean>`a.id is null` : sql<boolean>`a.id = any(${[...at]}::uuid[])`;
}
