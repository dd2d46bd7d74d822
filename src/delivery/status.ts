import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Runtime } from '../lib/runtime.js';
import { refusalClass } from '../vendors/carriers/error-codes.js';
import { moveAttempt, openIncident, type SettledAttempt } from './attempts.queries.js';
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
const stateOf: Record<string, AttemptState> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  partially_delivered: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/**
 * One forward-only step for one attempt, by callback or by asking. Late, repeated and reordered ones change nothing
 * that is further on already.
 * @returns false when no such attempt is known
 */
export async function receiveStatus(rt: Runtime, attemptId: string, said: CarrierStatus): Promise<boolean> {
  const attempt = await rt.db.transaction().execute((trx) => applyStatus(rt, trx, attemptId, said));
  if (!attempt) return false;
  await publishMessage(rt, attempt.messageId);
  return true;
}

async function applyStatus(
  rt: Runtime,
  trx: Transaction<Database>,
  attemptId: string,
  said: CarrierStatus,
): Promise<SettledAttempt | undefined> {
  const now = rt.clock.now();
  const state = stateOf[said.status] ?? 'accepted';
  const attempt = await (state === 'failed'
    ? settleRefusal(trx, now, attemptId, {
        code: said.errorCode,
        refusal: said.errorCode === null ? 'transient' : refusalClass(said.errorCode),
        carrierStatus: said.status,
        carrierSid: said.sid,
      })
    : moveAttempt(trx, now, attemptId, {
        state,
        carrierSid: said.sid,
        carrierStatus: said.status,
        ...(state === 'delivered'
          ? {}
          : { nextLookupAt: new Date(now.getTime() + silentPollMinutes * 60_000) }),
      }).then((moved) => moved?.attempt));
  if (attempt?.carrierSid && attempt.carrierSid !== said.sid) {
    // Two texts of the carrier for one attempt of ours: a family may have got it twice, and somebody must know.
    await openIncident(trx, now, {
      kind: 'second_sid',
      subject: attemptId,
      detail: { first: attempt.carrierSid, second: said.sid },
    });
  }
  return attempt;
}

/** A text the carrier took is asked about when it falls silent for this long. */
const silentPollMinutes = 10;
