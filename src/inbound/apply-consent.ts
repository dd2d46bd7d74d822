import type { Transaction } from 'kysely';
import { isBlockedByCarrier, recordConsent } from '../consent/consent.queries.js';
import { settleDecisions } from '../consent/decisions.queries.js';
import { closeRequestsOf } from '../conversations/requests.queries.js';
import type { Database } from '../db/database.js';
import type { Understood } from '../understanding/understood.js';
import type { ConsentKind } from '../understanding/words/understanding-file.js';
import type { WishedPause } from '../understanding/consent/wished-pause.js';
import type { FamilyAtAddress, TextToUnderstand } from './inbound.queries.js';
import { obeyWrongNumber } from './wrong-number.js';

export interface ConsentOutcome {
  kind: ConsentKind | null;
  /** The carrier knew the word itself: it has acted and answered already. */
  byCarrier: boolean;
  /** Why a person must look at it, or null. */
  needsStaff: string | null;
  /** Something reads otherwise than before. */
  changed: boolean;
  /** It may be an opt-out: a person decides. */
  toDecide: boolean;
  /** When a pause ends; null for as long as pauses last. */
  until: Date | null;
}

/** Writes down what the family said about the texting itself. The carrier's own words were obeyed on arrival. */
export async function applyConsent(
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
  understood: Understood,
  guardians: FamilyAtAddress['guardians'],
  pause: WishedPause | null,
): Promise<ConsentOutcome> {
  const keyword = text.optOutType;
  const outcome = { byCarrier: false, needsStaff: null, changed: false, toDecide: false, until: null };
  if (keyword === 'opt_out' || keyword === 'opt_in' || keyword === 'help') {
    if (keyword !== 'help') await settle(trx, now, text);
    return { ...outcome, kind: keyword, byCarrier: true };
  }
  // "Not now" is a wish about the texts where it answers one of them.
  const kind = understood.consent ?? (pause === null ? null : 'pause');
  const doubt = doubtIn(understood);
  if (doubt === 'opt_in') {
    // Whoever said stop hears from us again only once a person has read this.
    return { ...outcome, kind: null, needsStaff: 'this family may want texts again: nothing was changed' };
  }
  if (doubt !== null) {
    const { changed } = await record(trx, now, text, 'suspend');
    const needsStaff = `${doubts[doubt]}: learning texts and pulses wait until you decide`;
    return { ...outcome, kind: null, needsStaff, changed, toDecide: true };
  }
  if (kind === null) return { ...outcome, kind };
  if (kind === 'wrong_number') {
    const needsStaff = await obeyWrongNumber(trx, now, text, guardians);
    return { ...outcome, kind, needsStaff, changed: true };
  }
  if (kind === 'help') return { ...outcome, kind };
  const until = kind === 'pause' ? (pause?.until ?? null) : null;
  const { changed } = await record(trx, now, text, kind, until);
  await settle(trx, now, text);
  return { ...outcome, kind, needsStaff: await reasonForStaff(trx, text, kind, understood), changed, until };
}

/** What was still to be decided about this family is said now: whoever had it need not look any more. */
async function settle(trx: Transaction<Database>, now: Date, { addressId }: TextToUnderstand): Promise<void> {
  await closeRequestsOf(trx, now, await settleDecisions(trx, now, addressId), null);
}

/** What the family may be asking for, where that is not sure; help costs nobody anything. */
function doubtIn({ consent, consentCertainty }: Understood): keyof typeof doubts | 'opt_in' | null {
  if (consentCertainty === 'possible') return 'opt_out';
  return consentCertainty === 'likely' && consent !== 'help' ? consent : null;
}

const doubts = {
  opt_out: 'this family may be asking for no more texts',
  alerts_only: 'this family may be asking for alerts only',
  fewer: 'this family may be asking for fewer texts',
  pause: 'this family may be asking for a pause',
  wrong_number: 'this may be the wrong number',
};

function record(
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
  kind: Exclude<ConsentKind, 'help'> | 'suspend',
  until: Date | null = null,
): Promise<{ changed: boolean }> {
  return recordConsent(trx, now, {
    addressId: text.addressId,
    kind,
    basis: kind === 'opt_in' ? 'opted_in_by_text' : 'said_by_text',
    messageId: text.messageId,
    until,
    happenedAt: text.carrierAt ?? text.createdAt,
  });
}

async function reasonForStaff(
  trx: Transaction<Database>,
  text: TextToUnderstand,
  kind: ConsentKind,
  { mayBeWrongNumber }: Understood,
): Promise<string | null> {
  if (kind === 'opt_out' && mayBeWrongNumber) {
    return 'whoever has this number wants no more texts and has no child there: find out whether it is the right number';
  }
  if (kind === 'opt_in' && (await isBlockedByCarrier(trx, text.addressId, text.lineId))) {
    return 'the family wants texts again, but only the word START, sent by the family, lifts the block at the carrier';
  }
  return null;
}
