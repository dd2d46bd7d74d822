import { validitySeconds } from '../consent/contact-rules.js';
import { crashPoint } from '../lib/crash-points.js';
import { newId } from '../lib/ids.js';
import type { Runtime } from '../lib/runtime.js';
import type { SendOutcome } from '../vendors/carriers/carrier.js';
import { acceptTogether } from './accept-together.js';
import { moveAttempt, retryText } from './attempts.queries.js';
import {
  claimTexts,
  lockLine,
  markSending,
  nextDueAt,
  writeWithinSeconds,
  type LineToSend,
} from './delivery.queries.js';
import { lockDueTexts } from './due-texts.queries.js';
import { decideTexts, segmentsOf, type AllowedText } from './decide-texts.js';
import { isSidOfAnother, noteLookup } from './look-ups.queries.js';
import { capReached, carriersDay, leftForOthers, restOf } from './pace.js';
import { noteTurns, putOffDueTexts, readUsed } from './pace.queries.js';
import { createPlaces } from './places.js';
import { carrierWords } from './carrier-words.js';
import { publishMessage } from './publish.js';
import { settleRefusal } from './settle.js';
import { askWhenSilent } from './status.js';

/**
 * Texts one worker claims at once: small, so that a worker that dies holds up few and a hold stops all but few. A line
 * that sends more than so many a second gets larger batches, never more than it sends in a second.
 */
const batchSize = { least: 20, most: 200 };
/** A line may send this far ahead of an even pace. */
const burstSeconds = 1;
/** No line is used up so far ahead by sending: whoever wrote that had a wrong clock, and it is not waited for. */
const aheadAtMostMs = 60_000;
const shortRestMs = 5 * 60_000;
const firstLookupSeconds = 30;
/** Waits double while the carrier goes on asking for them, up to so long; what it asks for itself may be longer. */
const longestDoublingSeconds = 300;
/**
 * Requests a process has in flight at once: as many as the carrier's client has sockets. One that waited for a socket
 * inside the client would be written at a moment nobody sees.
 */
const inPlace = createPlaces(100);

type Accept = ReturnType<typeof acceptTogether>;

/** What came of waking a line, and when it has to be woken again. */
export interface WokenLine {
  sent: number;
  wakeAgainAt: Date | null;
}

interface ClaimedText extends AllowedText {
  attemptId: string;
}

interface Claim {
  line: LineToSend;
  token: string;
  texts: ClaimedText[];
  claimedAt: Moment;
  /** Texts whose fate was decided without sending them. */
  settled: string[];
}

/** On two clocks: one stands still while the machine sleeps, the other one may be set. */
interface Moment {
  steady: number;
  wall: number;
}

/**
 * Sends what a line has due, in small batches, until nothing is due or the line's pace is used up. Several workers may
 * wake the same line: its slot row is shared by all of them.
 */
export async function wakeLine(rt: Runtime, lineId: string): Promise<WokenLine> {
  const accept = acceptTogether(rt);
  // While one waits for the carrier, the other one claims; the line's slot row keeps them apart like two workers.
  const [one, other] = await Promise.all([drain(rt, lineId, accept), drain(rt, lineId, accept)]);
  const wakeAgain = [one, other].flatMap(({ wakeAgainAt }) => wakeAgainAt?.getTime() ?? []);
  return {
    sent: one.sent + other.sent,
    wakeAgainAt: wakeAgain.length === 0 ? null : new Date(Math.min(...wakeAgain)),
  };
}

async function drain(rt: Runtime, lineId: string, accept: Accept): Promise<WokenLine> {
  let sent = 0;
  for (;;) {
    const now = rt.clock.now();
    const claim = await claimBatch(rt, lineId);
    if (claim === 'none') return { sent, wakeAgainAt: await nextDueAt(rt.db, now, lineId) };
    if (claim instanceof Date) return { sent, wakeAgainAt: claim };
    for (const messageId of claim.settled) await publishMessage(rt, messageId);
    sent += await sendBatch(rt, claim, accept);
  }
}

/** One transaction: the line's pace, the texts that are due, every rule of contact, and the claim. */
async function claimBatch(rt: Runtime, lineId: string): Promise<Claim | Date | 'none'> {
  const now = rt.clock.now();
  return rt.db.transaction().execute(async (trx) => {
    const line = await lockLine(trx, now, lineId);
    if (!line || line.stoppedAt) return 'none';
    const slots = freeSlots(line, now);
    if (slots < 1) return line.freeAt;
    const today = carriersDay(now);
    const left =
      line.segmentsPerDay === null ? null : leftForOthers(line, await readUsed(trx, lineId, today.day));
    const rest = restOf(line, now) ?? (left === 0 ? capReached(today.endsAt) : null);
    const limit = Math.min(slots, batchOf(line));
    const { texts: due, isShared } = await lockDueTexts(trx, now, lineId, {
      limit,
      alertsOnly: rest !== null,
    });
    const token = newId();
    const claim = { line, token, texts: [], settled: [], claimedAt: momentOf(rt) };
    if (due.length === 0) {
      // So short a rest is not worth writing down with every text.
      if (rest && rest.until.getTime() - now.getTime() < shortRestMs) return rest.until;
      const putOff = rest === null ? 0 : await putOffDueTexts(trx, now, lineId, rest);
      return putOff === 0 ? 'none' : claim;
    }
    const { allowed, isDayFull } = await decideTexts(rt, trx, now, due, { left, endsAt: today.endsAt });
    if (isDayFull && allowed.length === 0) await putOffDueTexts(trx, now, lineId, capReached(today.endsAt));
    const attemptIds =
      allowed.length === 0
        ? []
        : await claimTexts(trx, lineId, token, allowed, {
            freeAt: slotsUsed(line, now, allowed.length),
            day: today.day,
            ...segmentsOf(allowed),
          });
    if (isShared) {
      await noteTurns(
        trx,
        now,
        lineId,
        due.map((text) => text.schoolId),
      );
    }
    const texts = allowed.map(({ text, road }, n) => ({ text, road, attemptId: attemptIds[n] ?? '' }));
    const sentIds = new Set(texts.map(({ text }) => text.messageId));
    const settled = due.map((text) => text.messageId).filter((id) => !sentIds.has(id));
    return { ...claim, texts, settled };
  });
}

function batchOf(line: LineToSend): number {
  return Math.min(batchSize.most, Math.max(batchSize.least, line.messagesPerSecond));
}

/** How many texts the line may send now. */
function freeSlots(line: LineToSend, now: Date): number {
  const ahead = (freeFrom(line, now) - now.getTime()) / 1000;
  return Math.floor((burstSeconds - ahead) * line.messagesPerSecond);
}

function slotsUsed(line: LineToSend, now: Date, count: number): Date {
  return new Date(freeFrom(line, now) + (count * 1000) / line.messagesPerSecond);
}

/** From when on the line's next slot is free, in epoch milliseconds; never before now. */
function freeFrom(line: LineToSend, now: Date): number {
  const ahead = line.freeAt.getTime() - now.getTime();
  return now.getTime() + (ahead > aheadAtMostMs ? 0 : Math.max(0, ahead));
}

/** The requests themselves: committed as begun, written at once, each outcome recorded for itself. */
async function sendBatch(rt: Runtime, claim: Claim, accept: Accept): Promise<number> {
  if (claim.texts.length === 0) return 0;
  crashPoint('delivery: claimed');
  const now = rt.clock.now();
  const attemptIds = claim.texts.map(({ attemptId }) => attemptId);
  const begun = await markSending(
    rt.db,
    now,
    { token: claim.token, attemptIds },
    secondsFrom(now, firstLookupSeconds),
  );
  const sending = claim.texts.filter(({ attemptId }) => begun.has(attemptId));
  crashPoint('delivery: sending');
  const written = await Promise.all(
    sending.map((claimed) => inPlace(() => writeRequest(rt, claim, claimed, { now, accept }))),
  );
  return written.filter(Boolean).length;
}

/**
 * One request. Right before it is written, the time since the claim is looked at once more: this process may have
 * stood still, and somebody else may by now have found that the carrier has no such text.
 * @returns false when it came too late and was not written
 */
async function writeRequest(
  rt: Runtime,
  claim: Claim,
  claimed: ClaimedText,
  { now, accept }: { now: Date; accept: Accept },
): Promise<boolean> {
  if (elapsedSince(rt, claim.claimedAt) > writeWithinSeconds * 1000) {
    await giveBack(rt, claimed);
    return false;
  }
  const { purpose, subtype, contact } = claimed.text;
  const outcome = await rt.carrier.send({
    ...(await carrierWords(rt, claim.line, claimed)),
    statusCallback: `${rt.config.publicBaseUrl}/webhooks/twilio/status/${claimed.attemptId}`,
    validitySeconds: validitySeconds(purpose, subtype, { ...contact, now }),
  });
  await recordOutcome(rt, claimed, outcome, accept);
  return true;
}

function momentOf(rt: Runtime): Moment {
  return { steady: performance.now(), wall: rt.clock.now().getTime() };
}

function elapsedSince(rt: Runtime, moment: Moment): number {
  const now = momentOf(rt);
  return Math.max(now.steady - moment.steady, now.wall - moment.wall);
}

/** The request was surely not written: the text goes back on the road, unless somebody settled it meanwhile. */
async function giveBack(rt: Runtime, { attemptId, text }: ClaimedText): Promise<void> {
  try {
    await rt.db.transaction().execute(async (trx) => {
      const now = rt.clock.now();
      const moved = await moveAttempt(trx, now, attemptId, { state: 'abandoned' });
      // Due as it was: by a clock that jumped, `now` may be an hour from now.
      const { messageId, nextAttemptAt } = text;
      if (moved?.decides) await retryText(trx, messageId, nextAttemptAt, 'it was held up before it was sent');
    });
  } catch (error) {
    // It stays `sending`: the look-up finds that the carrier has none.
    rt.log.error({ err: error, attemptId }, 'a text that came too late was not given back');
  }
}

/**
 * Writes down what the carrier answered. Should that fail, the attempt stays `sending` and is settled by the callback
 * or the look-up: the text is not sent again on our own lack of knowledge.
 */
async function recordOutcome(
  rt: Runtime,
  claimed: ClaimedText,
  outcome: SendOutcome,
  accept: Accept,
): Promise<void> {
  const { attemptId } = claimed;
  crashPoint('delivery: answered');
  try {
    if (outcome.outcome === 'accepted' && (await accept({ ...outcome, attemptId }))) return;
    await rt.db.transaction().execute((trx) => applyOutcome(rt, trx, claimed, outcome));
    await publishMessage(rt, claimed.text.messageId);
  } catch (error) {
    rt.log.error({ err: error, attemptId }, 'an answer of the carrier was not written down');
  }
}

async function applyOutcome(
  rt: Runtime,
  trx: Parameters<typeof moveAttempt>[0],
  claimed: ClaimedText,
  outcome: SendOutcome,
): Promise<void> {
  const now = rt.clock.now();
  const { attemptId, text } = claimed;
  switch (outcome.outcome) {
    case 'accepted':
      if (await isSidOfAnother(trx, { attemptId, sid: outcome.sid })) {
        const message = 'the answer named a text that belongs to another attempt';
        return applyOutcome(rt, trx, claimed, { outcome: 'unknown', message });
      }
      await moveAttempt(trx, now, attemptId, {
        state: 'accepted',
        carrierSid: outcome.sid,
        carrierStatus: outcome.status,
        nextLookupAt: askWhenSilent(rt, now),
      });
      return;
    case 'refused':
      await settleRefusal(trx, now, attemptId, outcome);
      return;
    case 'rate_limited': {
      const asked = outcome.retryAfterSeconds;
      const wait = Math.max(asked, Math.min(asked * 2 ** Math.min(text.tries, 8), longestDoublingSeconds));
      const step = { state: 'failed', errorCode: 429, errorClass: 'rate' } as const;
      const moved = await moveAttempt(trx, now, attemptId, step);
      // An answer that comes late, after somebody else settled the text, puts nothing back on the road.
      if (moved?.decides)
        await retryText(trx, text.messageId, secondsFrom(now, wait), 'the carrier asked us to slow down');
      return;
    }
    case 'unknown':
      rt.log.warn({ attemptId, reason: outcome.message }, 'the outcome of a text is unknown');
      await noteLookup(trx, attemptId, {
        empty: false,
        nextLookupAt: secondsFrom(now, firstLookupSeconds),
      });
  }
}

function secondsFrom(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
