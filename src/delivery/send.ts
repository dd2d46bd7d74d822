import { decideContact, validitySeconds } from '../consent/contact-rules.js';
import { newId } from '../lib/ids.js';
import type { Runtime } from '../lib/runtime.js';
import type { SendOutcome } from '../vendors/carriers/carrier.js';
import { moveAttempt, noteLookup, retryText } from './attempts.queries.js';
import {
  claimTexts,
  dropText,
  lockDueTexts,
  lockLine,
  markSending,
  moveSlot,
  nextDueAt,
  postponeText,
  type DueText,
  type LineToSend,
} from './delivery.queries.js';
import { publishMessage } from './publish.js';
import { settleRefusal } from './settle.js';

/** Texts one worker claims at once: small, so that a worker that dies holds up few. */
const batchSize = 20;
/** A line may send this far ahead of an even pace. */
const burstSeconds = 1;
const firstLookupSeconds = 30;
const silentPollMinutes = 10;

/** What came of waking a line, and when it has to be woken again. */
export interface WokenLine {
  sent: number;
  wakeAgainAt: Date | null;
}

interface ClaimedText extends DueText {
  attemptId: string;
}

interface Claim {
  line: LineToSend;
  token: string;
  texts: ClaimedText[];
  /** Texts whose fate was decided without sending them. */
  settled: string[];
}

/**
 * Sends what a line has due, in small batches, until nothing is due or the line's pace is used up. Several workers may
 * wake the same line: its slot row is shared by all of them.
 */
export async function wakeLine(rt: Runtime, lineId: string): Promise<WokenLine> {
  let sent = 0;
  for (;;) {
    const claim = await claimBatch(rt, lineId);
    if (claim === 'none') return { sent, wakeAgainAt: await nextDueAt(rt.db, lineId) };
    if (claim instanceof Date) return { sent, wakeAgainAt: claim };
    for (const messageId of claim.settled) await publishMessage(rt, messageId);
    sent += await sendBatch(rt, claim);
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
    const due = await lockDueTexts(trx, now, lineId, Math.min(slots, batchSize));
    if (due.length === 0) return 'none';
    const allowed: DueText[] = [];
    for (const text of due) {
      const decision = decideContact(text.purpose, text.subtype, { ...text, now });
      if (decision.verdict === 'send') allowed.push(text);
      else if (decision.verdict === 'drop') await dropText(trx, now, text.messageId, decision.reason);
      else await postponeText(trx, text.messageId, decision.until, decision.reason);
    }
    const token = newId();
    const attempts = allowed.length === 0 ? [] : await claimTexts(trx, lineId, token, allowed);
    await moveSlot(trx, lineId, slotsUsed(line, now, attempts.length));
    const byMessage = new Map(attempts.map((attempt) => [attempt.messageId, attempt.attemptId]));
    const texts = allowed.map((text) => ({ ...text, attemptId: byMessage.get(text.messageId) ?? '' }));
    const sentIds = new Set(texts.map((text) => text.messageId));
    const settled = due.map((text) => text.messageId).filter((id) => !sentIds.has(id));
    return { line, token, texts, settled };
  });
}

/** How many texts the line may send now. */
function freeSlots(line: LineToSend, now: Date): number {
  const ahead = Math.max(0, (line.freeAt.getTime() - now.getTime()) / 1000);
  return Math.floor((burstSeconds - ahead) * line.messagesPerSecond);
}

function slotsUsed(line: LineToSend, now: Date, count: number): Date {
  const from = Math.max(line.freeAt.getTime(), now.getTime());
  return new Date(from + (count * 1000) / line.messagesPerSecond);
}

/** The requests themselves: committed as begun, written at once, each outcome recorded for itself. */
async function sendBatch(rt: Runtime, claim: Claim): Promise<number> {
  if (claim.texts.length === 0) return 0;
  const now = rt.clock.now();
  const begun = await markSending(rt.db, now, claim.token, secondsFrom(now, firstLookupSeconds));
  const sending = claim.texts.filter((text) => begun.has(text.attemptId));
  await Promise.all(
    sending.map(async (text) => {
      const outcome = await rt.carrier.send({
        from: claim.line.e164,
        ...(claim.line.messagingServiceSid === null
          ? {}
          : { messagingServiceSid: claim.line.messagingServiceSid }),
        to: text.to,
        body: text.body,
        statusCallback: `${rt.config.publicBaseUrl}/webhooks/twilio/status/${text.attemptId}`,
        validitySeconds: validitySeconds(text.purpose, { ...text, now }),
      });
      await recordOutcome(rt, text, outcome);
    }),
  );
  return sending.length;
}

/**
 * Writes down what the carrier answered. Should that fail, the attempt stays `sending` and is settled by the callback
 * or the look-up: the text is not sent again on our own lack of knowledge.
 */
async function recordOutcome(rt: Runtime, text: ClaimedText, outcome: SendOutcome): Promise<void> {
  try {
    await rt.db.transaction().execute((trx) => applyOutcome(rt, trx, text, outcome));
    await publishMessage(rt, text.messageId);
  } catch (error) {
    rt.log.error({ err: error, attemptId: text.attemptId }, 'an answer of the carrier was not written down');
  }
}

async function applyOutcome(
  rt: Runtime,
  trx: Parameters<typeof moveAttempt>[0],
  text: ClaimedText,
  outcome: SendOutcome,
): Promise<void> {
  const now = rt.clock.now();
  switch (outcome.outcome) {
    case 'accepted':
      await moveAttempt(trx, now, text.attemptId, {
        state: 'accepted',
        carrierSid: outcome.sid,
        carrierStatus: outcome.status,
        nextLookupAt: secondsFrom(now, silentPollMinutes * 60),
      });
      return;
    case 'refused':
      await settleRefusal(trx, now, text.attemptId, outcome);
      return;
    case 'rate_limited': {
      const wait = outcome.retryAfterSeconds * 2 ** Math.min(text.tries, 8);
      await moveAttempt(trx, now, text.attemptId, { state: 'failed', errorCode: 429, errorClass: 'rate' });
      await retryText(trx, text.messageId, secondsFrom(now, wait), 'the carrier asked us to slow down');
      return;
    }
    case 'unknown':
      rt.log.warn({ attemptId: text.attemptId, reason: outcome.message }, 'the outcome of a text is unknown');
      await noteLookup(trx, text.attemptId, {
        empty: false,
        nextLookupAt: secondsFrom(now, firstLookupSeconds),
      });
  }
}

function secondsFrom(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
