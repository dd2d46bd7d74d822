import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { ConsentStateName } from '../consent/consent.table.js';
import type { Database } from '../db/database.js';
import type { NamedBy } from '../roster/named.queries.js';
import { seesGuardian, seesStudent } from './families-access.queries.js';

export type NumberHealth = 'good' | 'unreachable' | 'blocked' | 'none';

export interface DirectoryFilter {
  /** What finds each word somebody looks for. */
  named?: readonly NamedBy[];
  /** The last four digits of a number. */
  lastFour?: string | null;
  schoolId: string | undefined;
  classId: string | undefined;
  language: string | undefined;
  consent: ConsentStateName | undefined;
  health: NumberHealth | undefined;
  after: { name: string; id: string } | undefined;
  limit: number;
}

export interface DirectoryRow {
  id: string;
  name: string;
  homeLanguage: string | null;
  students: { id: string; name: string; school: string; classes: string[] }[];
  numbers: {
    addressId: string;
    e164: string;
    consent: ConsentStateName;
    unreachable: boolean;
    blocked: boolean;
    sharedBy: number;
  }[];
  /** Somebody may not do something: an order or the school's records stand against a right of contact. */
  hasOrder: boolean;
}

/** For a row of `guardian`: is the word in their name, or in the name of a child this person may know of? */
function isNamed(staff: SignedInStaff, named: NamedBy): RawBuilder<boolean> {
  return sql`guardian.id in (
    select guardian.id from guardian where ${named.guardian}
    union
    select gs.guardian_id from student join guardian_student gs on gs.student_id = student.id
    where ${named.student} and ${seesStudent(staff)})`;
}

const endsWith = (lastFour: string): RawBuilder<boolean> =>
  sql`guardian.id in (select ga.guardian_id from address a join guardian_address ga on ga.address_id = a.id
    where right(a.e164, 4) = ${lastFour} and ga.retired_at is null)`;

const hasNumberWith = (condition: RawBuilder<boolean>): RawBuilder<boolean> => sql`exists (
  select from guardian_address ga join address a on a.id = ga.address_id
  left join consent_state cs on cs.address_id = a.id
  where ga.guardian_id = guardian.id and ga.retired_at is null and ${condition})`;

const isBlocked: RawBuilder<boolean> = sql`exists (
  select from carrier_block b where b.address_id = a.id and b.lifted_at is null)`;

function consentNow(now: Date): RawBuilder<ConsentStateName> {
  return sql`coalesce(consent_at(cs.state, cs.paused_until, cs.after_pause, ${now}), 'subscribed')`;
}

function healthIs(health: NumberHealth): RawBuilder<boolean> {
  switch (health) {
    case 'none':
      return sql`not ${hasNumberWith(sql`true`)}`;
    case 'unreachable':
      return hasNumberWith(sql`a.unreachable_since is not null`);
    case 'blocked':
      return hasNumberWith(isBlocked);
    case 'good':
      return hasNumberWith(sql`a.unreachable_since is null and not ${isBlocked}`);
  }
}

function conditionsOf(staff: SignedInStaff, now: Date, filter: DirectoryFilter): RawBuilder<boolean>[] {
  const { named = [], lastFour = null, schoolId, classId, language, consent, health, after } = filter;
  const hasChild = (condition: RawBuilder<boolean>): RawBuilder<boolean> => sql`exists (
    select from guardian_student gs join student on student.id = gs.student_id
    where gs.guardian_id = guardian.id and ${seesStudent(staff)} and ${condition})`;
  return [
    seesGuardian(staff),
    ...named.map((word) => isNamed(staff, word)),
    ...(lastFour === null ? [] : [endsWith(lastFour)]),
    ...(schoolId === undefined ? [] : [hasChild(sql`student.school_id = ${schoolId}`)]),
    ...(classId === undefined
      ? []
      : [
          hasChild(
            sql`exists (select from enrollment e where e.student_id = student.id and e.class_id = ${classId})`,
          ),
        ]),
    ...(language === undefined ? [] : [sql<boolean>`guardian.home_language = ${language}`]),
    ...(consent === undefined ? [] : [hasNumberWith(sql`${consentNow(now)} = ${consent}`)]),
    ...(health === undefined ? [] : [healthIs(health)]),
    ...(after === undefined
      ? []
      : [sql<boolean>`(guardian.name, guardian.id) > (${after.name}, ${after.id}::uuid)`]),
  ];
}

/** The guardians this person sees and the filter keeps, by name; one row more than `limit` where there are more. */
export function directoryQuery(
  staff: SignedInStaff,
  now: Date,
  filter: DirectoryFilter,
): RawBuilder<DirectoryRow> {
  return sql<DirectoryRow>`
    with page as materialized (
      select guardian.id, guardian.name, guardian.home_language from guardian
      where ${sql.join(conditionsOf(staff, now, filter), sql` and `)}
      order by guardian.name, guardian.id
      limit ${filter.limit + 1})
    select page.id, page.name, page.home_language,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', student.id,
          'name', student.given_name || ' ' || student.family_name, 'school', sc.name,
          'classes', coalesce((select jsonb_agg(c.name order by c.name) from enrollment e
            join class c on c.id = e.class_id where e.student_id = student.id), '[]'))
          order by student.given_name, student.id)
        from guardian_student gs join student on student.id = gs.student_id
        join school sc on sc.id = student.school_id
        where gs.guardian_id = page.id and student.left_at is null and ${seesStudent(staff)}), '[]') as students,
      coalesce((
        select jsonb_agg(jsonb_build_object('addressId', a.id, 'e164', a.e164, 'consent', ${consentNow(now)},
          'unreachable', a.unreachable_since is not null, 'blocked', ${isBlocked},
          'sharedBy', (select count(*) from guardian_address o
            where o.address_id = a.id and o.retired_at is null)) order by a.created_at, a.id)
        from guardian_address ga join address a on a.id = ga.address_id
        left join consent_state cs on cs.address_id = a.id
        where ga.guardian_id = page.id and ga.retired_at is null), '[]') as numbers,
      exists (select from guardian_student gs join student on student.id = gs.student_id
        where gs.guardian_id = page.id and ${seesStudent(staff)}
          and not exists (select from contact_allowed(${now}) c
            where c.guardian_id = gs.guardian_id and c.student_id = gs.student_id)) as has_order
    from page order by page.name, page.id`;
}

export async function readDirectory(
  db: Kysely<Database>,
  staff: SignedInStaff,
  now: Date,
  filter: DirectoryFilter,
): Promise<DirectoryRow[]> {
  return (await directoryQuery(staff, now, filter).execute(db)).rows;
}
