import type { Transaction } from 'kysely';
import { openCallForText } from '../calls/calls.queries.js';
import { whyNoText } from '../consent/why-no-text.js';
import type { Database } from '../db/database.js';
import { queueSystemText } from '../delivery/queue-system-text.js';
import { priorities } from '../delivery/queue-text.js';
import { askInBetween } from '../flows/put-aside.queries.js';
import { languageName } from '../i18n/languages.js';
import type { Runtime } from '../lib/runtime.js';
import { passOnOverdueTasks } from '../translation/interpreter-tasks.queries.js';
import {
  lockOverdueReview,
  markOverdue,
  settleAbandonedReviews,
  settleReview,
  type OverdueReview,
} from '../translation/reviews.queries.js';
import { announce } from './announce.js';
import { readTextingFacts } from './overdue-reviews.queries.js';

/**
 * Sees to texts nobody looked at in time, each once: a text to one family brings it the offer of a call in its language;
 * one of many goes to an administrator, and so does a family's text that waits for an interpreter. Where a family is sent
 * no texts any more, a call is opened instead.
 * @returns how many texts of ours
 */
export async function tendOverdueReviews(
  rt: Pick<Runtime, 'db' | 'clock' | 'jobs' | 'live' | 'texts'>,
): Promise<number> {
  const now = rt.clock.now();
  await rt.db.transaction().execute((trx) => settleAbandonedReviews(trx, now));
  for (const task of await passOnOverdueTasks(rt.db, now)) await announce(rt, task);
  for (let count = 0; ; count += 1) {
    const overdue = await rt.db.transaction().execute(async (trx) => {
      const found = await lockOverdueReview(trx, now);
      if (!found) return undefined;
      const { messageId, isBulk, adminId, ownerStaffId, isOffered } = found;
      await markOverdue(trx, now, messageId, isBulk ? (adminId ?? ownerStaffId) : ownerStaffId);
      if (isBulk) return found;
      const why = whyNoText(await readTextingFacts(trx, now, found));
      if (why !== null) await askForCall(trx, now, found, why);
      else if (!isOffered) await offerCall(rt, trx, now, found);
      return found;
    });
    if (!overdue) return count;
    await announce(rt, overdue, overdue.isBulk ? null : overdue.lineId);
  }
}

/** No offer reaches a family that is sent no texts: somebody calls it without having been asked to. */
async function askForCall(
  trx: Transaction<Database>,
  now: Date,
  { messageId, language }: OverdueReview,
  why: string,
): Promise<void> {
  const reason = `${why} What was written to it waits for somebody who speaks ${languageName(language)}.`;
  await openCallForText(trx, now, messageId, reason);
  await settleReview(trx, now, messageId, { state: 'called', staffId: null, afterText: null });
}

async function offerCall(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  { conversationId, addressId, schoolId, lineId, language, messageId }: OverdueReview,
): Promise<void> {
  const to = { conversationId, addressId, schoolId, lineId, language };
  const offer = { key: 'review.offerCall', values: {}, subtype: 'dialogue', priority: priorities.answer };
  await queueSystemText(rt, trx, now, to, offer);
  const phrases = rt.texts.familyPhrases(rt.texts.has(language, offer.key) ? language : 'en');
  await askInBetween(trx, now, {
    addressId,
    conversationId,
    language,
    dialogue: 'call',
    ask: { key: 'call', kind: 'choice', options: [phrases.get('yes') ?? 'yes', phrases.get('no') ?? 'no'] },
    messageId,
  });
}
