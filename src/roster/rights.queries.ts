import { sql, type Insertable, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { GuardianRightTable, RightKind } from './roster.table.js';

// How the two sources of a right combine: the decision that was set last, among those whose dates hold today at the
// child's school, counts; where there is none, what the school's records say does (`guardian_student.may_contact` for
// contact; nothing is on record for records and pick-up). `contact_allowed` of migration 0009 is that rule for contact,
// and `standingDecision` below for a row at hand.

export type NewRight = Pick<
  Insertable<GuardianRightTable>,
  'guardianId' | 'studentId' | 'kind' | 'allowed' | 'fromDate' | 'untilDate' | 'orderSummary'
>;

/** Adds a decision of staff; earlier ones stay and count for less. @returns its id */
export async function insertRight(
  trx: Transaction<Database>,
  now: Date,
  right: NewRight,
  staffId: string,
): Promise<string> {
  const id = newId();
  await trx
    .insertInto('guardianRight')
    .values({ ...right, id, source: 'staff', setByStaffId: staffId, setAt: now })
    .execute();
  return id;
}

/** Takes a decision back, so that it counts for nothing. @returns false where that was done already */
export async function withdrawRight(
  trx: Transaction<Database>,
  now: Date,
  rightId: string,
  staffId: string,
): Promise<boolean> {
  const withdrawn = await trx
    .updateTable('guardianRight')
    .set({ withdrawnAt: now, withdrawnByStaffId: staffId })
    .where('id', '=', rightId)
    .where('withdrawnAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return withdrawn !== undefined;
}

export interface RightPlace {
  guardianId: string;
  studentId: string;
  kind: RightKind;
}

export function findRight(db: Kysely<Database>, rightId: string): Promise<RightPlace | undefined> {
  return db
    .selectFrom('guardianRight')
    .select(['guardianId', 'studentId', 'kind'])
    .where('id', '=', rightId)
    .executeTakeFirst();
}

/** The numbers a guardian is reached at now. */
export async function addressesOfGuardian(db: Kysely<Database>, guardianId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('guardianAddress')
    .select('addressId')
    .where('guardianId', '=', guardianId)
    .where('retiredAt', 'is', null)
    .execute();
  return rows.map((row) => row.addressId);
}

/** A decision as it is kept. */
export interface Decision {
  id: string;
  studentId: string;
  kind: RightKind;
  allowed: boolean;
  fromDate: string;
  untilDate: string | null;
  orderSummary: string | null;
  source: 'sis' | 'staff';
  setBy: string | null;
  setAt: Date;
  withdrawnAt: Date | null;
  /** Its dates hold today at the child's school, it was not taken back, and none that does was set later. */
  stands: boolean;
}

/** Every decision about a guardian's rights for these children, the latest first. */
export async function readDecisions(
  db: Kysely<Database>,
  now: Date,
  guardianId: string,
  studentIds: readonly string[],
): Promise<Decision[]> {
  const rows = await sql<Decision>`
    select r.id, r.student_id, r.kind, r.allowed, r.from_date, r.until_date, r.order_summary, r.source,
      staff.name as set_by, r.set_at, r.withdrawn_at,
      (r.withdrawn_at is null and r.id = ${standingDecision(now, { guardian: 'r.guardian_id', student: 'r.student_id', kind: sql`r.kind` })}) is true as stands
    from guardian_right r left join staff on staff.id = r.set_by_staff_id
    where r.guardian_id = ${guardianId} and r.student_id = any(${[...studentIds]}::uuid[])
    order by r.set_at desc, r.id desc`.execute(db);
  return rows.rows;
}

function standingDecision(
  now: Date,
  columns: { guardian: string; student: string; kind: ReturnType<typeof sql> },
): ReturnType<typeof sql> {
  return sql`(
    select d.id from guardian_right d
    join student ds on ds.id = d.student_id join school dsc on dsc.id = ds.school_id
    where d.guardian_id = ${sql.ref(columns.guardian)} and d.student_id = ${sql.ref(columns.student)}
      and d.kind = ${columns.kind} and d.withdrawn_at is null
      and d.from_date <= (${now}::timestamptz at time zone dsc.time_zone)::date
      and (d.until_date is null or d.until_date >= (${now}::timestamptz at time zone dsc.time_zone)::date)
    order by d.set_at desc, d.id desc limit 1)`;
}

/** A right that somebody at a number does not have: what staff read before they write there. */
export interface Order {
  /** Changes when the decision does: what was read is known by it. */
  key: string;
  guardianName: string;
  studentName: string;
  kind: RightKind;
  summary: string | null;
  fromDate: string | null;
  untilDate: string | null;
  setBy: string | null;
}

/** The orders that stand for the guardians at a number, about these children of theirs. */
export async function readOrders(
  db: Kysely<Database>,
  now: Date,
  addressId: string,
  studentIds: readonly string[],
): Promise<Order[]> {
  const rows = await sql<Order>`
    select coalesce(d.id::text, 'records:' || gs.guardian_id || ':' || gs.student_id) as key,
      g.name as guardian_name, s.given_name || ' ' || s.family_name as student_name, k.kind,
      d.order_summary as summary, d.from_date, d.until_date, staff.name as set_by
    from guardian_address ga
    join guardian g on g.id = ga.guardian_id
    join guardian_student gs on gs.guardian_id = g.id
    join student s on s.id = gs.student_id and s.id = any(${[...studentIds]}::uuid[])
    cross join unnest(array['contact', 'records', 'pick_up']) with ordinality as k (kind, n)
    left join guardian_right d on d.id = ${standingDecision(now, { guardian: 'gs.guardian_id', student: 'gs.student_id', kind: sql`k.kind` })}
    left join staff on staff.id = d.set_by_staff_id
    where ga.address_id = ${addressId} and ga.retired_at is null
      and not coalesce(d.allowed, k.kind <> 'contact' or gs.may_contact)
    order by g.name, s.given_name, s.id, k.n`.execute(db);
  return rows.rows;
}
