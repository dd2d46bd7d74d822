import { messageOf } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import type { CarrierText } from '../vendors/carriers/carrier.js';
import {
  attemptsToLookUp,
  attemptsToPoll,
  moveAttempt,
  noteLookup,
  ownedSids,
  retryText,
  type UnsettledAttempt,
} from './attempts.queries.js';
import { sameButForLookAlikes } from './look-alikes.js';
import { receiveStatus } from './status.js';

const batchSize = 50;
/** Clocks differ: the carrier may date a text a little before we wrote the request. */
const clockSkewMs = 60_000;

/**
 * Settles attempts whose outcome nobody told us. The carrier's list of texts to that address is read back past the
 * request's start; an SID there that no attempt of ours owns is this one's. Only after two empty looks, the last at
 * least `surelyNoneSeconds` after the request, is the text sent again.
 * @returns how many were settled
 */
export async function reconcileAttempts(rt: Runtime): Promise<number> {
  const attempts = await attemptsToLookUp(rt.db, rt.clock.now(), batchSize);
  let settled = 0;
  for (const attempt of attempts) {
    try {
      if (await reconcileAttempt(rt, attempt)) settled += 1;
    } catch (error) {
      rt.log.warn({ attemptId: attempt.id, reason: messageOf(error) }, 'a look-up failed; it is tried again');
      await noteLookup(rt.db, attempt.id, { empty: false, nextLookupAt: lookAgainAt(rt) });
    }
  }
  return settled;
}

async function reconcileAttempt(rt: Runtime, attempt: UnsettledAttempt): Promise<boolean> {
  const since = new Date(attempt.requestStartedAt.getTime() - clockSkewMs);
  const listed = await rt.carrier.listTexts({ from: attempt.from, to: attempt.to, since });
  const outbound = listed.filter((text) => text.direction.startsWith('outbound-api'));
  const owned = await ownedSids(
    rt.db,
    outbound.map((text) => text.sid),
  );
  const found = pickOurs(
    outbound.filter((text) => !owned.has(text.sid)),
    attempt.body,
  );
  if (found) {
    return receiveStatus(rt, attempt.id, {
      sid: found.sid,
      status: found.status,
      errorCode: found.errorCode,
    });
  }
  return rt.db.transaction().execute(async (trx) => {
    const now = rt.clock.now();
    const ageSeconds = (now.getTime() - attempt.requestStartedAt.getTime()) / 1000;
    if (attempt.emptyLookups === 0 || ageSeconds < rt.config.surelyNoneSeconds) {
      await noteLookup(trx, attempt.id, { empty: true, nextLookupAt: lookAgainAt(rt) });
      return false;
    }
    const moved = await moveAttempt(trx, now, attempt.id, { state: 'abandoned' });
    if (moved?.moved) {
      await retryText(trx, attempt.messageId, now, 'the carrier has no record of it; it is sent again');
    }
    return true;
  });
}

/** One unsettled attempt a line and address keeps this unambiguous; the body only breaks a tie. */
function pickOurs(unowned: CarrierText[], body: string): CarrierText | undefined {
  return unowned.find((text) => sameButForLookAlikes(text.body, body)) ?? unowned[0];
}

/** Asks about texts the carrier took and then fell silent about: their callbacks may have been lost. */
export async function pollSilentAttempts(rt: Runtime): Promise<number> {
  const attempts = await attemptsToPoll(rt.db, rt.clock.now(), batchSize);
  for (const attempt of attempts) {
    try {
      const text = await rt.carrier.findText(attempt.carrierSid);
      await noteLookup(rt.db, attempt.id, {
        empty: false,
        nextLookupAt: pollAgainAt(rt, attempt.requestStartedAt),
      });
      if (text) {
        await receiveStatus(rt, attempt.id, {
          sid: text.sid,
          status: text.status,
          errorCode: text.errorCode,
        });
      }
    } catch (error) {
      rt.log.warn({ attemptId: attempt.id, reason: messageOf(error) }, 'asking about a text failed');
    }
  }
  return attempts.length;
}

function lookAgainAt(rt: Runtime): Date {
  const seconds = Math.min(60, Math.max(1, rt.config.surelyNoneSeconds / 4));
  return new Date(rt.clock.now().getTime() + seconds * 1000);
}

/** Twice as long each time, up to half a day. */
function pollAgainAt(rt: Runtime, requestStartedAt: Date): Date {
  const now = rt.clock.now().getTime();
  const age = now - requestStartedAt.getTime();
  return new Date(now + Math.min(Math.max(age, 60_000), 12 * 3_600_000));
}
