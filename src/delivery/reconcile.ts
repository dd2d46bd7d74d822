import type { Transaction } from 'kysely';
import { openCallForText } from '../calls/calls.queries.js';
import type { Database } from '../db/database.js';
import { reasonOf } from '../lib/log.js';
import type { Runtime } from '../lib/runtime.js';
import type { CarrierText } from '../vendors/carriers/carrier.js';
import { moveAttempt, retryText } from './attempts.queries.js';
import { writeWithinSeconds } from './delivery.queries.js';
import {
  attemptsToLookUp,
  attemptsToPoll,
  noteLookup,
  noteUnclear,
  ownedSids,
  type UnsettledAttempt,
} from './look-ups.queries.js';
import { sameButForLookAlikes } from './look-alikes.js';
import { createPlaces } from './places.js';
import { publishMessage } from './publish.js';
import { receiveStatus, type CarrierStatus } from './status.js';
import { isUnclearForLong, nextRound, unclearReasons } from './unclear-outcome.js';

const batchSize = 50;
const pollBatchSize = 200;
/** Look-ups at once. */
const inPlace = createPlaces(10);
/** A sweep has more to do: what was not begun by then is left to the next one. */
const patienceMs = 5_000;
/**
 * The latest moment, after its claim, at which a request may still be on its way to the carrier: 5 s until it is
 * written and 10 s until it is answered or given up. Nothing is called "surely none" before, whatever is configured.
 */
const requestSeconds = writeWithinSeconds + 10;
/** Clocks differ: the carrier may date a text a little before we wrote the request. */
const clockSkewMs = 60_000;
/** A clock that was wrong when the request was written may have dated it so far ahead; the words must be the same then. */
const wrongClockMs = 2 * 3_600_000;

/**
 * Settles attempts whose outcome nobody told us. The carrier's list of texts to that address is read back past the
 * request's start; an SID there that no attempt of ours owns is this one's. Only after two empty looks, the last at
 * least `surelyNoneSeconds` after the request, by our clock and by the database's, is the text sent again. Staff read
 * meanwhile what is known; what stays unclear for long stands before them, an alert as a call to be made.
 * @returns how many were settled
 */
export async function reconcileAttempts(rt: Runtime): Promise<number> {
  const attempts = await attemptsToLookUp(rt.db, rt.clock.now(), batchSize);
  const settled = await eachInTime(attempts, (attempt) => lookUp(rt, attempt));
  return settled.filter(Boolean).length;
}

/** Does it for all of them, some at once, and begins no more once the patience is over. */
async function eachInTime<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<(R | undefined)[]> {
  const began = performance.now();
  return Promise.all(
    items.map((item) =>
      inPlace(async () => (performance.now() - began > patienceMs ? undefined : await work(item))),
    ),
  );
}

async function lookUp(rt: Runtime, attempt: UnsettledAttempt): Promise<boolean> {
  try {
    return await reconcileAttempt(rt, attempt);
  } catch (error) {
    rt.log.warn({ attemptId: attempt.id, reason: reasonOf(error) }, 'a look-up failed; it is tried again');
    const isNews = await rt.db.transaction().execute((trx) => lookLater(rt, trx, attempt, { empty: false }));
    if (isNews) await publishMessage(rt, attempt.messageId);
    return false;
  }
}

/**
 * Not settled yet: it is looked up again, and staff read why it takes so long.
 * @returns whether that is news to them
 */
async function lookLater(
  rt: Runtime,
  trx: Transaction<Database>,
  attempt: UnsettledAttempt,
  { empty }: { empty: boolean },
): Promise<boolean> {
  const now = rt.clock.now();
  await noteLookup(trx, attempt.id, { empty, nextLookupAt: lookAgainAt(rt) });
  const isLong = isUnclearForLong(attempt, now);
  const reason = isLong ? unclearReasons.long : unclearReasons.asking;
  if (isLong && attempt.purpose === 'alert') await openCallForText(trx, now, attempt.messageId, reason);
  return noteUnclear(trx, attempt.messageId, reason);
}

/** The carrier surely has no such text: it is sent again, unless that has been in vain too often. */
async function surelyNone(rt: Runtime, trx: Transaction<Database>, attempt: UnsettledAttempt): Promise<void> {
  const now = rt.clock.now();
  const next = nextRound(attempt, now, rt.config.surelyNoneSeconds);
  if (next !== null) {
    const moved = await moveAttempt(trx, now, attempt.id, { state: 'abandoned' });
    if (moved?.decides) await retryText(trx, attempt.messageId, next.at, next.reason);
    return;
  }
  const reason = unclearReasons.givenUp;
  const step = { state: 'failed', errorClass: 'unknown', reason } as const;
  const moved = await moveAttempt(trx, now, attempt.id, step);
  if (moved?.decides && attempt.purpose === 'alert')
    await openCallForText(trx, now, attempt.messageId, reason);
}

async function reconcileAttempt(rt: Runtime, attempt: UnsettledAttempt): Promise<boolean> {
  const startedAt = attempt.requestStartedAt.getTime();
  // The age that counts is the one at the question: this process may stand still before it reads the answer.
  const askedAt = rt.clock.now();
  const listed = await rt.carrier.listTexts({
    from: attempt.from,
    to: attempt.to,
    channel: attempt.channel,
    since: new Date(startedAt - wrongClockMs),
  });
  const outbound = listed.filter((text) => text.direction.startsWith('outbound-api'));
  const owned = await ownedSids(
    rt.db,
    outbound.map((text) => text.sid),
  );
  const found = pickOurs(
    outbound.filter((text) => !owned.has(text.sid)),
    attempt.body,
    new Date(startedAt - clockSkewMs),
  );
  if (found) {
    return receiveStatus(rt, attempt.id, statusOf(found));
  }
  const { isSettled, isNews } = await rt.db.transaction().execute(async (trx) => {
    // Of two clocks the one by which less time has passed: one of them may have been set ahead.
    const ageSeconds = Math.min(
      (askedAt.getTime() - attempt.requestStartedAt.getTime()) / 1000,
      attempt.claimedSecondsAgo - writeWithinSeconds,
    );
    const enoughSeconds = Math.max(requestSeconds, rt.config.surelyNoneSeconds);
    if (attempt.emptyLookups === 0 || ageSeconds < enoughSeconds) {
      return { isSettled: false, isNews: await lookLater(rt, trx, attempt, { empty: true }) };
    }
    await surelyNone(rt, trx, attempt);
    return { isSettled: true, isNews: true };
  });
  if (isNews) await publishMessage(rt, attempt.messageId);
  return isSettled;
}

/**
 * One unsettled attempt a line and address keeps this unambiguous; among texts since the request the body only breaks a
 * tie, and of earlier ones it must be the same.
 */
function pickOurs(unowned: CarrierText[], body: string, since: Date): CarrierText | undefined {
  return (
    unowned.find((text) => sameButForLookAlikes(text.body, body)) ??
    unowned.find((text) => text.createdAt >= since)
  );
}

/** Asks about texts the carrier took and then fell silent about: their callbacks may have been lost. */
export async function pollSilentAttempts(rt: Runtime): Promise<number> {
  const attempts = await attemptsToPoll(rt.db, rt.clock.now(), pollBatchSize);
  await eachInTime(attempts, async (attempt) => {
    try {
      const text = await rt.carrier.findText(attempt.carrierSid);
      if (text) await receiveStatus(rt, attempt.id, statusOf(text));
      // After what it said: a step forward sets a moment of its own, which would come again and again.
      await noteLookup(rt.db, attempt.id, {
        empty: false,
        nextLookupAt: pollAgainAt(rt, attempt.requestStartedAt),
      });
    } catch (error) {
      rt.log.warn({ attemptId: attempt.id, reason: reasonOf(error) }, 'asking about a text failed');
    }
  });
  return attempts.length;
}

function statusOf({ sid, status, errorCode }: CarrierText): CarrierStatus {
  return { sid, status, errorCode };
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
