import { sql, type Insertable, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { IdentityCheckHow, IdentityCheckTable, RetiredReason } from './roster.table.js';

/** A guardian is reached at a number from now on, also where an earlier link had retired. */
export async function linkGuardian(
  trx: Transaction<Database>,
  link: { guardianId: string; addressId: string },
): Promise<void> {
  await trx
    .insertInto('guardianAddress')
    // Of staff: an import leaves it alone.
    .values({ ...link, owner: 'staff' })
    .onConflict((conflict) =>
      conflict
        .columns(['guardianId', 'addressId'])
        .doUpdateSet({ owner: 'staff', retiredAt: null, retiredReason: null, retiredByStaffId: null }),
    )
    .execute();
}

/**
 * Guardians are no longer reached at a number; their links stay, retired.
 * @returns the guardians who were reached there until now
 */
export async function retireLinks(
  trx: Transaction<Database>,
  now: Date,
  { addressId, guardianIds }: { addressId: string; guardianIds: readonly string[] },
  why: { reason: RetiredReason; staffId: string | null },
): Promise<string[]> {
  if (guardianIds.length === 0) return [];
  const retired = await trx
    .updateTable('guardianAddress')
    .set({ retiredAt: now, retiredReason: why.reason, retiredByStaffId: why.staffId })
    .where('addressId', '=', addressId)
    .where('guardianId', 'in', guardianIds)
    .where('retiredAt', 'is', null)
    .returning('guardianId')
    .execute();
  return retired.map((row) => row.guardianId);
}

/**
 * A link that retired by mistake stands again. It is of staff from then on: an import leaves it alone.
 * @returns false where it stands, or never was
 */
export async function restoreLink(
  trx: Transaction<Database>,
  { guardianId, addressId }: { guardianId: string; addressId: string },
): Promise<boolean> {
  const restored = await trx
    .updateTable('guardianAddress')
    .set({ owner: 'staff', retiredAt: null, retiredReason: null, retiredByStaffId: null })
    .where('guardianId', '=', guardianId)
    .where('addressId', '=', addressId)
    .where('retiredAt', 'is not', null)
    .returning('guardianId')
    .executeTakeFirst();
  return restored !== undefined;
}

export interface LinkRow {
  addressId: string;
  e164: string;
  retiredAt: Date | null;
  retiredReason: RetiredReason | null;
}

/** A guardian's link to a number, standing or retired. */
export function findLink(
  db: Kysely<Database>,
  { guardianId, addressId }: { guardianId: string; addressId: string },
): Promise<LinkRow | undefined> {
  return db
    .selectFrom('guardianAddress')
    .innerJoin('address', 'address.id', 'guardianAddress.addressId')
    .select(['addressId', 'address.e164', 'retiredAt', 'retiredReason'])
    .where('guardianId', '=', guardianId)
    .where('addressId', '=', addressId)
    .executeTakeFirst();
}

/** Guardians who were reached at a number and are not any more. */
export async function formerGuardians(
  db: Kysely<Database>,
  addressId: string,
  schoolId: string,
): Promise<{ id: string; name: string; reason: RetiredReason; retiredAt: Date }[]> {
  const rows = await sql<{ id: string; name: string; reason: RetiredReason; retiredAt: Date }>`
    select g.id, g.name, ga.retired_reason as reason, ga.retired_at
    from guardian_address ga join guardian g on g.id = ga.guardian_id
    where ga.address_id = ${addressId} and ga.retired_at is not null and ga.retired_reason <> 'mistake'
      and exists (select from guardian_student gs join student s on s.id = gs.student_id
                  where gs.guardian_id = g.id and s.school_id = ${schoolId})
    order by ga.retired_at desc, g.name`.execute(db);
  return rows.rows;
}

export type NewIdentityCheck = Pick<
  Insertable<IdentityCheckTable>,
  | 'addressId'
  | 'guardianId'
  | 'conversationId'
  | 'how'
  | 'note'
  | 'staffId'
  | 'retiredAddressId'
  | 'consentBefore'
>;

/** Keeps how staff made sure who writes. @returns its id */
export async function insertIdentityCheck(
  trx: Transaction<Database>,
  now: Date,
  check: NewIdentityCheck,
): Promise<string> {
  const id = newId();
  await trx
    .insertInto('identityCheck')
    .values({ ...check, id, checkedAt: now })
    .execute();
  return id;
}

/** A check that stands, locked for taking it back. */
export async function lockIdentityCheck(trx: Transaction<Database>, id: string) {
  return trx
    .selectFrom('identityCheck')
    .select(['id', 'addressId', 'guardianId', 'conversationId', 'checkedAt', 'retiredAddressId'])
    .select(['consentBefore', 'undoneAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function undoIdentityCheck(
  trx: Transaction<Database>,
  now: Date,
  id: string,
  staffId: string,
): Promise<void> {
  await trx
    .updateTable('identityCheck')
    .set({ undoneAt: now, undoneByStaffId: staffId })
    .where('id', '=', id)
    .execute();
}

export interface StandingCheck {
  id: string;
  guardianId: string;
  guardianName: string;
  how: IdentityCheckHow;
  by: string;
  checkedAt: Date;
}

/** The identity checks behind the links of a number, the latest first. */
export function standingChecks(db: Kysely<Database>, addressId: string): Promise<StandingCheck[]> {
  return db
    .selectFrom('identityCheck')
    .innerJoin('guardian', 'guardian.id', 'identityCheck.guardianId')
    .innerJoin('staff', 'staff.id', 'identityCheck.staffId')
    .innerJoin('guardianAddress', (join) =>
      join
        .onRef('guardianAddress.guardianId', '=', 'identityCheck.guardianId')
        .onRef('guardianAddress.addressId', '=', 'identityCheck.addressId'),
    )
    .select(['identityCheck.id', 'identityCheck.guardianId', 'guardian.name as guardianName'])
    .select(['identityCheck.how', 'staff.name as by', 'identityCheck.checkedAt'])
    .where('identityCheck.addressId', '=', addressId)
    .where('identityCheck.undoneAt', 'is', null)
    .where('guardianAddress.retiredAt', 'is', null)
    .orderBy('identityCheck.checkedAt', 'desc')
    .execute();
}
