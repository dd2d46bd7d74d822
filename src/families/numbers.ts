import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { consentBefore, readDecidedConsent, restoreConsent } from '../consent/restore.queries.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { findLink, restoreLink, retireLinks, type LinkRow } from '../roster/links.queries.js';
import { canSeeGuardian } from './families-access.queries.js';
import { obeyChange, tellPages } from './obey-change.js';
import { mayChangeFamilies } from './who-may.js';

type Families = Pick<Runtime, 'db' | 'clock' | 'live'>;

interface Link {
  guardianId: string;
  addressId: string;
}

async function requireLink(db: Runtime['db'], staff: SignedInStaff, link: Link): Promise<LinkRow> {
  const found =
    mayChangeFamilies(staff) && (await canSeeGuardian(db, staff, link.guardianId))
      ? await findLink(db, link)
      : undefined;
  if (!found) throw notFound('This number');
  return found;
}

/**
 * The whole number, for somebody about to call; that it was looked at stands in the audit log.
 * @throws RecadoError 404 `not_found`
 */
export async function revealNumber(
  rt: Families,
  staff: SignedInStaff,
  link: Link,
): Promise<{ number: string }> {
  const { e164 } = await requireLink(rt.db, staff, link);
  await rt.db.transaction().execute((trx) =>
    recordAudit(trx, rt.clock.now(), {
      actor: staffActor(staff),
      action: 'guardian.number_revealed',
      subject: `guardian:${link.guardianId}`,
      detail: { addressId: link.addressId },
    }),
  );
  return { number: e164 };
}

/**
 * A guardian is no longer reached at a number. Others on the same phone still are; what waits there about this
 * guardian's children alone is given up.
 * @throws RecadoError 404 `not_found`; 409 `number_retired` where it has retired already
 */
export async function retireNumber(
  rt: Families,
  staff: SignedInStaff,
  link: Link,
  reason: 'moved' | 'wrong_number' | 'reassigned',
): Promise<void> {
  const now = rt.clock.now();
  const { guardianId, addressId } = link;
  await requireLink(rt.db, staff, link);
  await rt.db.transaction().execute(async (trx) => {
    const why = { reason, staffId: staff.id };
    const retired = await retireLinks(trx, now, { addressId, guardianIds: [guardianId] }, why);
    if (retired.length === 0) throw conflict('number_retired', 'This number has retired already.');
    await obeyChange(trx, now, [addressId]);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'guardian.number_retired',
      subject: `guardian:${guardianId}`,
      detail: { addressId, reason },
    });
  });
  await tellPages(rt, [addressId]);
}

/**
 * A number that retired by mistake reaches the guardian again. Where "wrong number" had opted it out, consent reads
 * again what it did before.
 * @throws RecadoError 404 `not_found`; 409 `number_stands` where it has not retired
 */
export async function restoreNumber(rt: Families, staff: SignedInStaff, link: Link): Promise<void> {
  const now = rt.clock.now();
  const { guardianId, addressId } = link;
  await requireLink(rt.db, staff, link);
  await rt.db.transaction().execute(async (trx) => {
    if (!(await restoreLink(trx, link))) throw conflict('number_stands', 'This number is in use.');
    const decided = await readDecidedConsent(trx, addressId);
    if (decided?.kind === 'wrong_number') {
      const state = await consentBefore(trx, addressId, decided.decidedAt);
      const basis = 'staff found that it was not a wrong number';
      await restoreConsent(trx, now, { addressId, state, basis, staffId: staff.id });
    }
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'guardian.number_restored',
      subject: `guardian:${guardianId}`,
      detail: { addressId },
    });
  });
  await tellPages(rt, [addressId]);
}
