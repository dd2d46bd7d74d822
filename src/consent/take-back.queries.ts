import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { readLedger, recordConsent } from './consent.queries.js';
import { mayUndo } from './consent-state.js';

export type TakenBack =
  | 'done'
  /** The ledger of this address has no such entry. */
  | 'unknown'
  /** It is the word of the carrier, or says why the number may be texted at all: nobody takes that back. */
  | 'not_ours'
  /** Somebody was faster. */
  | 'already';

/** Takes an entry of the ledger back, with the reason: what our reading inferred, or what staff did. */
export async function takeBack(
  trx: Transaction<Database>,
  now: Date,
  entry: { addressId: string; eventId: string; reason: string; staffId: string },
): Promise<TakenBack> {
  const ledger = await readLedger(trx, entry.addressId);
  const found = ledger.find((one) => one.id === entry.eventId);
  if (!found) return 'unknown';
  if (!mayUndo(found)) return 'not_ours';
  if (ledger.some((one) => one.undoesEventId === entry.eventId)) return 'already';
  await recordConsent(trx, now, {
    addressId: entry.addressId,
    kind: 'undo',
    basis: 'staff_correction',
    note: entry.reason,
    staffId: entry.staffId,
    undoesEventId: entry.eventId,
    happenedAt: now,
  });
  return 'done';
}
