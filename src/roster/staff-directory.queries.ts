import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { containing } from '../db/like-pattern.js';
import { ownField } from './owners.queries.js';
import type { Owner, StaffRole } from './roster.table.js';

export interface StaffDirectoryRow {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  languages: string[];
  active: boolean;
  /** A password was given to them once. */
  hasSignIn: boolean;
  schools: { id: string; name: string; owner: Owner }[];
}

/** People of the district by name, those who left as well or alone; machines are none. */
export async function readStaffPage(
  db: Kysely<Database>,
  {
    search,
    active,
    afterId,
    limit,
  }: { search: string; active: boolean; afterId: string | undefined; limit: number },
): Promise<StaffDirectoryRow[]> {
  const like = containing(search);
  const rows = await sql<StaffDirectoryRow>`
    select s.id, s.name, s.email, s.role, s.languages, s.active, s.auth_user_id is not null as has_sign_in,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', school.id, 'name', school.name, 'owner', ss.owner)
          order by school.name, school.id)
        from staff_school ss join school on school.id = ss.school_id where ss.staff_id = s.id), '[]') as schools
    from staff s
    where s.active = ${active} and not s.is_machine and (s.name ilike ${like} or s.email ilike ${like})
      and (${afterId ?? null}::uuid is null or (lower(s.name), s.id) > (
        select lower(a.name), a.id from staff a where a.id = ${afterId ?? null}::uuid))
    order by lower(s.name), s.id limit ${limit}`.execute(db);
  return rows.rows;
}

export interface LockedStaff {
  id: string;
  name: string;
  role: StaffRole;
  active: boolean;
  schools: { schoolId: string; owner: Owner }[];
}

/** People that are about to be changed, locked in the order of their ids; machines and strangers are left out. */
export async function lockStaff(
  trx: Transaction<Database>,
  ids: readonly string[],
): Promise<Map<string, LockedStaff>> {
  const people = await trx
    .selectFrom('staff')
    .select(['id', 'name', 'role', 'active'])
    .where('id', 'in', [...ids])
    .where('isMachine', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute();
  const places = await trx
    .selectFrom('staffSchool')
    .select(['staffId', 'schoolId', 'owner'])
    .where('staffId', 'in', [...ids])
    .execute();
  return new Map(
    people.map((one) => [one.id, { ...one, schools: places.filter(({ staffId }) => staffId === one.id) }]),
  );
}

/** Sets what somebody is and speaks. A role set by hand is staff's: no import overwrites it. */
export async function setRoleAndLanguages(
  trx: Transaction<Database>,
  was: Pick<LockedStaff, 'id' | 'role'>,
  { role, languages }: { role: StaffRole; languages: readonly string[] },
): Promise<void> {
  await trx
    .updateTable('staff')
    .set({ role, languages: [...languages] })
    .where('id', '=', was.id)
    .execute();
  if (role !== was.role) await ownField(trx, 'staff', was.id, 'role', 'staff');
}

/** Lets somebody work at these schools and at those the roster names for them, and at no others. */
export async function setWorkplaces(
  trx: Transaction<Database>,
  staffId: string,
  schoolIds: readonly string[],
): Promise<void> {
  await sql`
    delete from staff_school where staff_id = ${staffId} and owner <> 'sis'
      and school_id <> all(${[...schoolIds]}::uuid[])`.execute(trx);
  if (schoolIds.length === 0) return;
  await trx
    .insertInto('staffSchool')
    .values(schoolIds.map((schoolId) => ({ staffId, schoolId, owner: 'staff' as const })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
