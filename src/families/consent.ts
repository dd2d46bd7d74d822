import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { reconsiderTexts } from '../delivery/delivery.queries.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { setConsent, takeEntryBack, type ConsentCorrection } from '../inbox/consent.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { findLink } from '../roster/links.queries.js';
import { canSeeGuardian } from './families-access.queries.js';
import { tellPages } from './obey-change.js';
import { addressOfEntry } from './person.queries.js';
import { mayChangeFamilies } from './who-may.js';

type Families = Pick<Runtime, 'db' | 'clock' | 'live'>;

/**
 * Takes an entry of a guardian's consent history back, with the reason; never the word of the carrier.
 * @throws RecadoError 404 `not_found`; 409 `carrier_stop`, `undone`, `idempotency_key_reused`
 */
export async function undoConsentEntry(
  rt: Families,
  staff: SignedInStaff,
  guardianId: string,
  { eventId, reason }: { eventId: string; reason: string },
  idempotencyKey: string,
): Promise<void> {
  const addressId = await addressOfEntry(rt.db, guardianId, eventId);
  const place = { guardianId, addressId, action: 'consent.undone', input: { eventId, reason } };
  await change(rt, staff, place, idempotencyKey, (trx, now, at) =>
    takeEntryBack(trx, now, staff, { addressId: at, eventId, reason }),
  );
}

/**
 * Sets what was agreed to at a guardian's number, with the reason; never against a STOP of the carrier.
 * @throws RecadoError 404 `not_found`; 409 `carrier_stop`, `idempotency_key_reused`
 */
export async function correctConsentAt(
  rt: Families,
  staff: SignedInStaff,
  link: { guardianId: string; addressId: string },
  correction: ConsentCorrection,
  idempotencyKey: string,
): Promise<void> {
  const known = await findLink(rt.db, link);
  const addressId = known?.retiredAt === null ? link.addressId : undefined;
  const place = {
    guardianId: link.guardianId,
    addressId,
    action: 'consent.corrected',
    input: { ...correction },
  };
  await change(rt, staff, place, idempotencyKey, (trx, now, at) =>
    setConsent(trx, now, staff, at, correction),
  );
}

/** One change of consent: once, audited, and with what waits at the number looked at again. */
async function change(
  rt: Families,
  staff: SignedInStaff,
  { guardianId, addressId, action, input }: Place,
  idempotencyKey: string,
  act: (trx: Transaction<Database>, now: Date, addressId: string) => Promise<void>,
): Promise<void> {
  const now = rt.clock.now();
  const isAllowed = mayChangeFamilies(staff) && (await canSeeGuardian(rt.db, staff, guardianId));
  if (!isAllowed || addressId === undefined) throw notFound('This number');
  const actor = staffActor(staff);
  const requestBody = { what: action, guardianId, addressId, ...input };
  await rt.db.transaction().execute((trx) =>
    withIdempotency(trx, now, { actor, key: idempotencyKey, requestBody }, async () => {
      await act(trx, now, addressId);
      await reconsiderTexts(trx, now, addressId);
      await recordAudit(trx, now, {
        actor,
        action,
        subject: `address:${addressId}`,
        detail: { guardianId },
      });
      return {};
    }),
  );
  await tellPages(rt, [addressId]);
}

interface Place {
  guardianId: string;
  /** Undefined where the guardian is not reached there. */
  addressId: string | undefined;
  action: string;
  input: object;
}
