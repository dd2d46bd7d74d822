import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { ConsentEventKind, ConsentStateName } from './consent.table.js';
import { readLedger, recordConsent } from './consent.queries.js';
import { replayConsent, summariseConsent, type AfterPause } from './consent-state.js';

/** What leads to each state; a pause is not given back, its time may be over. */
const eventFor: Record<ConsentStateName, ConsentEventKind> = {
  subscribed: 'opt_in',
  fewer: 'fewer',
  alerts_only: 'alerts_only',
  paused: 'opt_in',
  opted_out: 'opt_out',
};

export interface DecidedConsent {
  state: ConsentStateName;
  /** What a pause gives way to; null: everything again. */
  afterPause: AfterPause | null;
  kind: ConsentEventKind;
  decidedAt: Date;
}

/** The state of an address with the event that decided it. */
export function readDecidedConsent(
  db: Kysely<Database>,
  addressId: string,
): Promise<DecidedConsent | undefined> {
  return db
    .selectFrom('consentState')
    .innerJoin('consentEvent', 'consentEvent.id', 'consentState.eventId')
    .select(['consentState.state', 'consentState.afterPause'])
    .select(['consentEvent.kind', 'consentState.decidedAt'])
    .where('consentState.addressId', '=', addressId)
    .executeTakeFirst();
}

/** Puts the state back to what it was before an event that was a mistake; the ledger keeps both. */
export async function restoreConsent(
  trx: Transaction<Database>,
  now: Date,
  {
    addressId,
    state,
    basis,
    staffId,
  }: { addressId: string; state: ConsentStateName; basis: string; staffId: string },
): Promise<void> {
  const event = { addressId, basis: 'staff_correction' as const, note: basis, staffId, happenedAt: now };
  // "Fewer" alone is no way back from an opt-out.
  if (state === 'fewer') await recordConsent(trx, now, { ...event, kind: 'opt_in' });
  await recordConsent(trx, now, { ...event, kind: eventFor[state] });
}

/** What the events before a moment led to; `subscribed` where there were none. */
export async function consentBefore(
  db: Kysely<Database>,
  addressId: string,
  moment: Date,
): Promise<ConsentStateName> {
  const earlier = (await readLedger(db, addressId)).filter((event) => event.happenedAt < moment);
  const { state, afterPause } = summariseConsent(replayConsent(earlier));
  return state === 'paused' ? afterPause : state;
}
