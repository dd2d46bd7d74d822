import { activeStaffById } from '../auth/staff.queries.js';
import type { Runtime } from '../lib/runtime.js';
import { openReviews } from '../translation/open-reviews.js';
import {
  addWithdrawnTexts,
  insertReaders,
  lockWithdrawing,
  withdrawnSince,
  type NewWithdrawnText,
} from '../translation/withdrawals.queries.js';
import { announceWithdrawal } from './announce.js';
import { findTexts, reviewsOf, stopTexts } from './stop-texts.js';

/** So long after words were withdrawn, texts are looked for that were made of them before. Milliseconds. */
const catchUpMs = 10 * 60_000;
/** A text may have been on its way into the books when its words were withdrawn. Milliseconds. */
const beforeMs = 2 * 60_000;

/**
 * Stops texts with withdrawn words that were written before and queued after: by an answer, a nudge or an alert that was
 * under way at that moment.
 * @returns how many relied on them
 */
export async function catchUpWithTranslations(rt: Pick<Runtime, 'db' | 'clock' | 'live'>): Promise<number> {
  const now = rt.clock.now();
  let found = 0;
  for (const withdrawal of await withdrawnSince(rt.db, new Date(now.getTime() - catchUpMs))) {
    const texts = await rt.db.transaction().execute(async (trx): Promise<readonly NewWithdrawnText[]> => {
      await lockWithdrawing(trx);
      const staff = await activeStaffById(trx, withdrawal.withdrawnByStaffId);
      if (!staff) return [];
      const { id, fromLanguage: from, toLanguage: to, withdrawnAt } = withdrawal;
      const since = new Date(withdrawnAt.getTime() - beforeMs);
      const words = { ...withdrawal, from, to };
      const { visible } = await findTexts({ db: trx }, staff, now, words, since);
      if (visible.length === 0) return [];
      const { relied, stopped } = await stopTexts(trx, now, visible);
      await addWithdrawnTexts(trx, now, withdrawal, relied);
      await openReviews(trx, now, reviewsOf(stopped, to));
      await insertReaders(trx, now, id, staff.id);
      return relied;
    });
    if (texts.length > 0) await announceWithdrawal(rt, withdrawal.id, texts);
    found += texts.length;
  }
  return found;
}
