import type { Transaction } from 'kysely';
import { isBlockedByCarrier, recordConsent } from '../consent/consent.queries.js';
import type { Database } from '../db/database.js';
import type { Understood } from '../understanding/understood.js';
import type { ConsentKind } from '../understanding/vocabulary.js';
import type { FamilyAtAddress, TextToUnderstand } from './inbound.queries.js';
import { obeyWrongNumber } from './wrong-number.js';

export interface ConsentOutcome {
  kind: ConsentKind | null;
  /** The carrier knew the word itself: it has acted and answered already. */
  byCarrier: boolean;
  /** Why a person must look at it, or null. */
  needsStaff: string | null;
}

/** Writes down what the family said about the texting itself. The carrier's own words were obeyed on arrival. */
export async function applyConsent(
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
  understood: Understood,
  guardians: FamilyAtAddress['guardians'],
): Promise<ConsentOutcome> {
  const keyword = text.optOutType;
  if (keyword === 'opt_out' || keyword === 'opt_in' || keyword === 'help') {
    return { kind: keyword, byCarrier: true, needsStaff: null };
  }
  const kind = understood.consent;
  if (kind === null) return { kind, byCarrier: false, needsStaff: null };
  if (kind === 'wrong_number') {
    const needsStaff = await obeyWrongNumber(trx, now, text, guardians);
    return { kind, byCarrier: false, needsStaff };
  }
  if (kind !== 'help') {
    await recordConsent(trx, now, {
      addressId: text.addressId,
      kind,
      basis: kind === 'opt_in' ? 'opted_in_by_text' : 'said_by_text',
      messageId: text.messageId,
      happenedAt: text.carrierAt ?? text.createdAt,
    });
  }
  return { kind, byCarrier: false, needsStaff: await reasonForStaff(trx, text, kind) };
}

async function reasonForStaff(
  trx: Transaction<Database>,
  text: TextToUnderstand,
  kind: ConsentKind,
): Promise<string | null> {
  if (kind === 'opt_in' && (await isBlockedByCarrier(trx, text.addressId, text.lineId))) {
    return 'the family wants texts again, but only the word START, sent by the family, lifts the block at the carrier';
  }
  return null;
}
