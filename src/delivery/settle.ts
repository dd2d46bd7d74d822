import type { Transaction } from 'kysely';
import { openCallForText } from '../calls/calls.queries.js';
import { isTollFree } from '../consent/carrier-keywords.js';
import { blockByCarrier, recordConsent } from '../consent/consent.queries.js';
import type { Database } from '../db/database.js';
import { markUnreachable } from '../roster/addresses.queries.js';
import { closeWhatsappWindow, markTextOnly, markWhatsappUnusable } from '../roster/channels.queries.js';
import { stopLine, stopLinesOfAccount } from '../roster/lines.queries.js';
import { restAskedFor, type Rest } from './pace.js';
import { restLine } from './pace.queries.js';
import { explainCode } from '../vendors/carriers/error-codes.js';
import type { RefusalClass } from '../vendors/carriers/carrier.js';
import { moveAttempt, retryText, type MovedAttempt, type SettledAttempt } from './attempts.queries.js';
import { openIncident } from './incidents.queries.js';

/** How many times a text is tried when the network, not the family, was at fault, or it did not arrive in its hours. */
const transientTries = 2;
const transientWaitMinutes = 10;
/** A mobile network takes no more of this line's texts today. */
const dayIsFull = 30023;
/** On a toll-free line also what becomes of a text after a STOP the networks themselves obeyed. */
const blockedOnTheWay = 30004;

/**
 * Settles an attempt the carrier refused or could not deliver: the text fails with the reason in words, goes back on
 * the road where that can help, and the address, the line or the account is marked where they are the reason.
 * One family's failure touches nobody else's texts.
 */
export async function settleRefusal(
  trx: Transaction<Database>,
  now: Date,
  attemptId: string,
  refusal: { code: number | null; refusal: RefusalClass; carrierStatus?: string; carrierSid?: string },
): Promise<MovedAttempt | undefined> {
  const reason =
    refusal.code === null ? 'the carrier refused it without saying why' : explainCode(refusal.code);
  const moved = await moveAttempt(trx, now, attemptId, {
    state: 'failed',
    errorCode: refusal.code,
    errorClass: refusal.refusal,
    reason,
    ...(refusal.carrierStatus === undefined ? {} : { carrierStatus: refusal.carrierStatus }),
    ...(refusal.carrierSid === undefined ? {} : { carrierSid: refusal.carrierSid }),
  });
  if (!moved?.moved) return moved;
  await applyEffect(trx, now, moved.attempt, refusal, reason);
  if (!moved.decides) return moved;
  const isTriedAgain = await sendAgain(trx, now, moved.attempt, refusal, reason);
  // Where an alert does not arrive, or surely not today, somebody calls.
  if (moved.attempt.purpose === 'alert' && (!isTriedAgain || refusal.code === dayIsFull)) {
    await openCallForText(trx, now, moved.attempt.messageId, reason);
  }
  return moved;
}

/** What the refusal means for the address, the line and the account. */
async function applyEffect(
  trx: Transaction<Database>,
  now: Date,
  attempt: SettledAttempt,
  { code, refusal }: { code: number | null; refusal: RefusalClass },
  reason: string,
): Promise<void> {
  // By the attempt's time: the family may have said START since, and this news only came late.
  const since = attempt.requestStartedAt ?? now;
  switch (refusal) {
    case 'opted_out':
      await blockByCarrier(trx, { addressId: attempt.addressId, lineId: attempt.lineId, since });
      await recordConsent(trx, now, {
        addressId: attempt.addressId,
        kind: 'opt_out',
        basis: 'carrier',
        note: `the carrier refused a text (${code ?? 'no code'})`,
        happenedAt: since,
      });
      return;
    case 'bad_number':
      await markUnreachable(trx, now, attempt.addressId, reason);
      return;
    case 'line':
      await stopLine(trx, now, attempt.lineId, reason);
      await openIncident(trx, now, {
        kind: 'line_stopped',
        subject: attempt.lineId,
        detail: { code, reason },
      });
      return;
    case 'account':
      await stopLinesOfAccount(trx, now, reason);
      await openIncident(trx, now, { kind: 'account_stopped', subject: 'carrier', detail: { code, reason } });
      return;
    case 'window_closed':
      if (attempt.channel === 'whatsapp') await closeWhatsappWindow(trx, attempt, now);
      return;
    case 'bad_channel':
      if (attempt.channel === 'whatsapp') await markWhatsappUnusable(trx, attempt, reason);
      return;
    case 'text_only':
      return markTextOnly(trx, attempt.addressId, reason);
    case 'rate': {
      const rest = restAskedFor(code, now);
      if (rest) await restLine(trx, now, attempt.lineId, rest);
      return;
    }
    case 'transient':
    case 'blocked':
      // A STOP that the mobile networks obey by themselves may never have reached us: only START opens that road.
      if (code === blockedOnTheWay && isTollFree(attempt.lineNumber))
        await blockByCarrier(trx, { addressId: attempt.addressId, lineId: attempt.lineId, since });
      return;
    case 'recipient':
    case 'filtered':
    case 'content':
    case 'expired':
    case 'unknown':
      return;
  }
}

/**
 * Puts the text back on the road where that can help. Only for the attempt that decides about the text.
 * @returns whether it is tried again
 */
async function sendAgain(
  trx: Transaction<Database>,
  now: Date,
  attempt: SettledAttempt,
  { refusal, code }: { refusal: RefusalClass; code: number | null },
  reason: string,
): Promise<boolean> {
  const again = retryOf(now, attempt, refusal, code, reason);
  if (again === null) return false;
  await retryText(trx, attempt.messageId, again.until, again.reason);
  return true;
}

function retryOf(
  now: Date,
  attempt: SettledAttempt,
  refusal: RefusalClass,
  code: number | null,
  reason: string,
): Rest | null {
  switch (refusal) {
    case 'line':
      return { until: now, reason: `the line is stopped: ${reason}` };
    case 'account':
      return { until: now, reason: `all lines are stopped: ${reason}` };
    case 'rate':
      return restAskedFor(code, now) ?? { until: minutesFrom(now, 1), reason };
    case 'expired':
      // Surely not delivered: the rules of contact say when it may go, if it is still of use.
      return attempt.tries >= transientTries ? null : { until: now, reason };
    case 'transient':
      return attempt.tries >= transientTries
        ? null
        : { until: minutesFrom(now, transientWaitMinutes), reason: `${reason}; it is tried once more` };
    case 'window_closed':
    case 'bad_channel':
      // The books now say so, and another road is chosen; without one the text is given up with the reason.
      return attempt.channel === 'whatsapp' ? { until: now, reason: `not by WhatsApp: ${reason}` } : null;
    case 'opted_out':
    case 'bad_number':
    case 'recipient':
    case 'blocked':
    case 'filtered':
    case 'text_only':
    case 'content':
    case 'unknown':
      return null;
  }
}

function minutesFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}
