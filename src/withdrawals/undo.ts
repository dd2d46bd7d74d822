import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { tryAgainAfterAll } from '../delivery/give-up.queries.js';
import { resumeHeldTexts } from '../delivery/held-texts.queries.js';
import { askHeldQuestions } from '../flows/flows.queries.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { settleReview } from '../translation/reviews.queries.js';
import { lockWithdrawal, restoreWords } from '../translation/withdrawals.queries.js';
import { announceWithdrawal } from './announce.js';
import { readWithdrawalRow, stoppedTexts, touchedThreads, underWayTexts } from './withdrawals.queries.js';
import { mustUndo } from './who-may.js';
import { stoppedReason } from './stop-texts.js';

/**
 * Takes a withdrawal back before anything was corrected: the words stand and are used again, texts it stopped go on, and those
 * that were under way are tried again should they not arrive.
 * @throws RecadoError 404 `not_found`; 403 `forbidden` for somebody who neither withdrew them, reads the language, nor
 *   is an administrator; 409 `withdrawal_settled`
 */
export async function undoWithdrawal(rt: Runtime, staff: SignedInStaff, id: string): Promise<void> {
  const row = await readWithdrawalRow(rt.db, staff, id);
  if (!row) throw notFound('This withdrawal');
  const language = row.direction === 'to_staff' ? row.fromLanguage : row.toLanguage;
  const now = rt.clock.now();
  const resumed = await rt.db.transaction().execute(async (trx) => {
    const withdrawal = await lockWithdrawal(trx, id);
    if (withdrawal?.state !== 'open') {
      throw conflict('withdrawal_settled', 'This was settled before, and cannot be taken back any more.');
    }
    mustUndo(staff, withdrawal.withdrawnByStaffId, language);
    await restoreWords(trx, now, { id, toLanguage: withdrawal.toLanguage, staffId: staff.id });
    const going = await resumeHeldTexts(trx, now, await stoppedTexts(trx, id), stoppedReason);
    const again = await tryAgainAfterAll(trx, now, await underWayTexts(trx, id));
    await askHeldQuestions(
      trx,
      now,
      going.map(({ messageId }) => messageId),
    );
    for (const { messageId } of going) {
      await settleReview(trx, now, messageId, { state: 'released', staffId: staff.id, afterText: null });
    }
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'translation.withdrawal_undone',
      subject: `withdrawal:${id}`,
      detail: { resumed: going.length + again.length },
    });
    return [...going, ...again];
  });
  for (const lineId of new Set(resumed.map((text) => text.lineId))) {
    await rt.jobs.enqueue('delivery.wake', { lineId });
  }
  await announceWithdrawal(rt, id, await touchedThreads(rt.db, id));
}
