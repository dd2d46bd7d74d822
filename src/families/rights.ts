import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { addressesOfGuardian, findRight, insertRight, withdrawRight } from '../roster/rights.queries.js';
import type { RightKind } from '../roster/roster.table.js';
import { schoolOfChild } from './families-access.queries.js';
import { obeyChange, tellPages } from './obey-change.js';
import { mayChangeFamilies } from './who-may.js';

export interface RightInput {
  studentId: string;
  kind: RightKind;
  allowed: boolean;
  /** Days at the child's school, `YYYY-MM-DD`. */
  fromDate: string;
  untilDate: string | null;
  orderSummary: string | null;
}

/**
 * Writes down a decision about a right of a guardian for one child. It binds at once: what waits for the guardian's
 * numbers and may not go out any more is given up in the same transaction.
 * @throws RecadoError 404 `not_found` for whoever may not set it
 */
export async function setRight(
  rt: Pick<Runtime, 'db' | 'clock' | 'live'>,
  staff: SignedInStaff,
  guardianId: string,
  input: RightInput,
): Promise<{ id: string }> {
  const now = rt.clock.now();
  if (!mayChangeFamilies(staff)) throw notFound('This guardian');
  const { id, addressIds } = await rt.db.transaction().execute(async (trx) => {
    const schoolId = await schoolOfChild(trx, staff, guardianId, input.studentId);
    if (schoolId === undefined) throw notFound('This guardian');
    const right = await insertRight(trx, now, { guardianId, ...input }, staff.id);
    const { orderSummary, ...choices } = input;
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'guardian.right_set',
      subject: `guardian:${guardianId}`,
      detail: { rightId: right, ...choices, hasSummary: orderSummary !== null },
    });
    const reachedAt = await addressesOfGuardian(trx, guardianId);
    await obeyChange(trx, now, reachedAt);
    return { id: right, addressIds: reachedAt };
  });
  await tellPages(rt, addressIds);
  return { id };
}

/**
 * Takes a decision back that was a mistake: what stood before it stands again. Texts it stopped stay stopped.
 * @throws RecadoError 404 `not_found`; 409 `right_withdrawn` where somebody was first
 */
export async function takeRightBack(
  rt: Pick<Runtime, 'db' | 'clock' | 'live'>,
  staff: SignedInStaff,
  rightId: string,
): Promise<void> {
  const now = rt.clock.now();
  const right = await findRight(rt.db, rightId);
  if (!right || !mayChangeFamilies(staff)) throw notFound('This decision');
  const { guardianId, studentId, kind } = right;
  const addressIds = await rt.db.transaction().execute(async (trx) => {
    if ((await schoolOfChild(trx, staff, guardianId, studentId)) === undefined)
      throw notFound('This decision');
    if (!(await withdrawRight(trx, now, rightId, staff.id))) {
      throw conflict('right_withdrawn', 'Somebody has taken this decision back already.');
    }
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'guardian.right_withdrawn',
      subject: `guardian:${guardianId}`,
      detail: { rightId, studentId, kind },
    });
    const reachedAt = await addressesOfGuardian(trx, guardianId);
    await obeyChange(trx, now, reachedAt);
    return reachedAt;
  });
  await tellPages(rt, addressIds);
}
