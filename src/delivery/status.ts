import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Runtime } from '../lib/runtime.js';
import type { RefusalClass } from '../vendors/carriers/carrier.js';
import { refusalClass } from '../vendors/carriers/error-codes.js';
import { moveAttempt, type MovedAttempt } from './attempts.queries.js';
import type { AttemptState } from './delivery.table.js';
import { publishMessage } from './publish.js';
import { settleRefusal } from './settle.js';

/** What the carrier says of one text. */
export interface CarrierStatus {
  sid: string;
  status: string;
  errorCode: number | null;
}

/**
 * Carrier status → how far the attempt is
 * (https://www.twilio.com/docs/messaging/guides/track-outbound-message-status). Statuses not in the list are new to
 * us: they prove that the carrier has the text and change nothing else.
 */
const stateOf: ReadonlyMap<string, AttemptState> = new Map([
  ['accepted', 'accepted'],
  ['scheduled', 'accepted'],
  ['queued', 'accepted'],
  ['sending', 'accepted'],
  ['sent', 'sent'],
  ['partially_delivered', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
]);

/**
 * One forward-only step for one attempt, by callback or by asking. Late, repeated and reordered ones change nothing
 * that is further on already.
 * @returns false when no such attempt is known
 */
export async function receiveStatus(rt: Runtime, attemptId: string, said: CarrierStatus): Promise<boolean> {
  const applied = await rt.db.transaction().execute((trx) => applyStatus(rt, trx, attemptId, said));
  if (!applied) return false;
  // Not waited for: whoever brought the news has nothing to gain from the pages knowing it.
  if (applied.moved) void publishMessage(rt, applied.attempt.messageId);
  return true;
}

async function applyStatus(
  rt: Runtime,
  trx: Transaction<Database>,
  attemptId: string,
  said: CarrierStatus,
): Promise<MovedAttempt | undefined> {
  const now = rt.clock.now();
  const state = stateOf.get(said.status) ?? 'accepted';
  if (state === 'failed') {
    return settleRefusal(trx, now, attemptId, {
      code: said.errorCode,
      refusal: refusalOf(said),
      carrierStatus: said.status,
      carrierSid: said.sid,
    });
  }
  return moveAttempt(trx, now, attemptId, {
    state,
    carrierSid: said.sid,
    carrierStatus: said.status,
    ...(state === 'delivered' ? {} : { nextLookupAt: askWhenSilent(rt, now) }),
  });
}

function refusalOf({ status, errorCode }: CarrierStatus): RefusalClass {
  // Somebody took it back on purpose: it is not to go out again by itself.
  if (status === 'canceled') return 'blocked';
  return errorCode === null ? 'transient' : refusalClass(errorCode);
}

/** When to ask the carrier about a text it took, should it stay silent: as long as an unknown outcome is waited for. */
export function askWhenSilent(rt: Pick<Runtime, 'config'>, now: Date): Date {
  return new Date(now.getTime() + rt.config.surelyNoneSeconds * 1000);
}
