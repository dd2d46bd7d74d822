import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { ConsentEventKind, ConsentStateName } from './consent.table.js';
import { recordConsent } from './consent.queries.js';

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
    .select(['consentState.state', 'consentEvent.kind', 'consentState.decidedAt'])
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
  await recordConsent(trx, now, { addressId, kind: eventFor[state], basis, staffId, happenedAt: now });
}

/** What the events before a moment led to; `subscribed` where there were none. */
export async function consentBefore(
  db: Kysely<Database>,
  addressId: string,
  moment: Date,
): Promise<ConsentStateName> {
  const row = await db
    .selectFrom('consentEvent')
    .select('kind')
    .where('addressId', '=', addressId)
    .where('happenedAt', '<', moment)
    .orderBy('happenedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? 'subscribed' : stateOf(row.kind);
}

function stateOf(kind: ConsentEventKind): ConsentStateName {
  switch (kind) {
    case 'opt_out':
    case 'wrong_number':
      return 'opted_out';
    case 'fewer':
    case 'alerts_only':
      return kind;
    case 'opt_in':
    case 'pause':
      return 'subscribed';
  }
}
