import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { recordConsent } from '../consent/consent.queries.js';
import type { ConsentStateName } from '../consent/consent.table.js';
import { readDecidedConsent, restoreConsent } from '../consent/restore.queries.js';
import { nameWriter, unnameWriter } from '../conversations/attribution.queries.js';
import type { Database } from '../db/database.js';
import { badRequest, conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import {
  findLink,
  insertIdentityCheck,
  linkGuardian,
  lockIdentityCheck,
  restoreLink,
  retireLinks,
  undoIdentityCheck,
} from '../roster/links.queries.js';
import type { IdentityCheckHow } from '../roster/roster.table.js';
import { canSeeGuardian, placeOfConversation } from './families-access.queries.js';
import { obeyChange, tellPages } from './obey-change.js';
import { mayChangeFamilies } from './who-may.js';

export interface LinkInput {
  guardianId: string;
  how: IdentityCheckHow;
  note: string | null;
  /** The guardian's earlier number, which retires with it. */
  retireAddressId: string | null;
}

type Families = Pick<Runtime, 'db' | 'clock' | 'live'>;

/**
 * Links the number of a conversation to a guardian, after staff made sure who writes and asked whether texts are
 * welcome there: the check, the link and the fresh consent are one act. What waits for a number that retires is given
 * up.
 * @throws RecadoError 404 `not_found`; 409 `linked_already`; 400 `number_unknown` where the earlier number is not the
 *   guardian's
 */
export async function linkSender(
  rt: Families,
  staff: SignedInStaff,
  conversationId: string,
  input: LinkInput,
): Promise<{ id: string }> {
  const now = rt.clock.now();
  if (!mayChangeFamilies(staff)) throw notFound('This conversation');
  const { id, addressIds } = await rt.db.transaction().execute(async (trx) => {
    const place = await placeOfConversation(trx, staff, conversationId);
    if (!place) throw notFound('This conversation');
    if (!(await canSeeGuardian(trx, staff, input.guardianId))) throw notFound('This guardian');
    const { addressId } = place;
    const { guardianId } = input;
    const known = await findLink(trx, { guardianId, addressId });
    if (known?.retiredAt === null) {
      throw conflict('linked_already', 'This guardian is linked to this number already.');
    }
    await refuseForeignNumber(trx, input, addressId);
    const before = await readDecidedConsent(trx, addressId);
    await linkGuardian(trx, { guardianId, addressId });
    const checkId = await insertIdentityCheck(trx, now, {
      addressId,
      conversationId,
      guardianId,
      how: input.how,
      note: input.note,
      staffId: staff.id,
      retiredAddressId: input.retireAddressId,
      // A pause is not given back, its time may be over.
      consentBefore:
        before?.state === 'paused' ? (before.afterPause ?? 'subscribed') : (before?.state ?? null),
    });
    await recordConsent(trx, now, {
      addressId,
      kind: 'opt_in',
      basis: 'staff_correction',
      note: 'the guardian agreed when staff checked who they are',
      staffId: staff.id,
      happenedAt: now,
    });
    await nameWriter(trx, addressId, guardianId);
    if (input.retireAddressId !== null) {
      const from = { addressId: input.retireAddressId, guardianIds: [guardianId] };
      await retireLinks(trx, now, from, { reason: 'moved', staffId: staff.id });
      await obeyChange(trx, now, [input.retireAddressId]);
    }
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'guardian.number_linked',
      subject: `guardian:${guardianId}`,
      detail: { checkId, addressId, how: input.how, retiredAddressId: input.retireAddressId },
    });
    return {
      id: checkId,
      addressIds: [addressId, ...(input.retireAddressId === null ? [] : [input.retireAddressId])],
    };
  });
  await tellPages(rt, addressIds);
  return { id };
}

async function refuseForeignNumber(
  trx: Transaction<Database>,
  { guardianId, retireAddressId }: LinkInput,
  addressId: string,
): Promise<void> {
  if (retireAddressId === null) return;
  const old = await findLink(trx, { guardianId, addressId: retireAddressId });
  if (old?.retiredAt !== null || retireAddressId === addressId) {
    throw badRequest(
      'number_unknown',
      'The earlier number is not one this guardian is reached at. Choose another.',
    );
  }
}

/**
 * Takes a link back that was a mistake: the number is unknown again, the earlier one stands again, and consent reads
 * what it did before, unless the family has decided since.
 * @throws RecadoError 404 `not_found`; 409 `check_undone` where somebody was first
 */
export async function undoLink(rt: Families, staff: SignedInStaff, checkId: string): Promise<void> {
  const now = rt.clock.now();
  if (!mayChangeFamilies(staff)) throw notFound('This link');
  const addressIds = await rt.db.transaction().execute(async (trx) => {
    const check = await lockIdentityCheck(trx, checkId);
    if (!check || !(await placeOfConversation(trx, staff, check.conversationId))) throw notFound('This link');
    if (check.undoneAt !== null) throw conflict('check_undone', 'Somebody has taken this link back already.');
    const { guardianId, addressId, retiredAddressId } = check;
    await undoIdentityCheck(trx, now, checkId, staff.id);
    await retireLinks(
      trx,
      now,
      { addressId, guardianIds: [guardianId] },
      { reason: 'mistake', staffId: staff.id },
    );
    await unnameWriter(trx, addressId, guardianId);
    const decided = await readDecidedConsent(trx, addressId);
    if (decided?.decidedAt.getTime() === check.checkedAt.getTime()) {
      await restoreConsent(trx, now, {
        addressId,
        state: (check.consentBefore as ConsentStateName | null) ?? 'subscribed',
        basis: 'staff took a mistaken link back',
        staffId: staff.id,
      });
    }
    if (retiredAddressId !== null) await restoreLink(trx, { guardianId, addressId: retiredAddressId });
    await obeyChange(trx, now, [addressId]);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'guardian.number_unlinked',
      subject: `guardian:${guardianId}`,
      detail: { checkId, addressId, restoredAddressId: retiredAddressId },
    });
    return [addressId, ...(retiredAddressId === null ? [] : [retiredAddressId])];
  });
  await tellPages(rt, addressIds);
}
