import { openAlerts } from '../src/alerts/run.js';
import { forgetOldTries } from '../src/auth/sign-in-tries.js';
import { linesWithDueTexts, releaseStaleClaims } from '../src/delivery/delivery.queries.js';
import { pollSilentAttempts, reconcileAttempts } from '../src/delivery/reconcile.js';
import { textsWithMediaToFetch } from '../src/conversations/media.queries.js';
import { conversationsToProcess } from '../src/conversations/processing.queries.js';
import { textsToTranslate } from '../src/conversations/translating.queries.js';
import { importsToDo } from '../src/imports/imports.queries.js';
import { forgetLeftoverFiles } from '../src/imports/leftover-files.js';
import { today } from '../src/imports/tools.js';
import { escalateDecisions } from '../src/inbox/escalate-decisions.js';
import { escalateLooks } from '../src/inbox/escalate-looks.js';
import { forgetOldPictures } from '../src/inbox/pictures.js';
import { restateHeldReplies } from '../src/inbox/restate-held.js';
import { tendOverdueReviews } from '../src/inbox/overdue-reviews.js';
import type { Runtime } from '../src/lib/runtime.js';
import { restateNudges } from '../src/nudges/restate.js';
import { openRuns } from '../src/nudges/run.js';
import { catchUpWithTranslations } from '../src/withdrawals/catch-up.js';
import { passOnWithdrawals } from '../src/withdrawals/pass-on.js';
import { catchUpWithWithdrawals } from '../src/withdrawals/reword-waiting.js';
import type { HandlersOf } from './bind.js';

const batchSize = 500;
const spanMs = 4_000;

export const sweep: HandlersOf<'sweep'> = {
  'sweep.all': async (rt) => {
    await sweepAll(rt);
  },
};

/**
 * Wakes whatever the tables say is due. It decides by row state and time alone, never by asking the queue, so a queue
 * that was emptied costs no more than the time to the next sweep. A step that fails holds up none of the others, in
 * whose hands other families' texts are.
 * @throws what the first step that failed threw, after the last one
 */
async function sweepAll(rt: Runtime): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step(rt);
    } catch (error) {
      failures.push(error);
      rt.log.error({ err: error, step: step.name }, 'a step of the sweep failed');
    }
  }
  if (failures.length > 0) throw failures[0];
}

const steps: readonly ((rt: Runtime) => Promise<unknown>)[] = [
  putClaimsBack,
  wakeInbound,
  wakeTranslation,
  wakeNudges,
  wakeAlerts,
  wakeImports,
  escalateDecisions,
  escalateLooks,
  tendOverdueReviews,
  passOnWithdrawals,
  restateWaitingNudges,
  restateHeldReplies,
  // What families wrote comes before what we say, and wrong words go before any line is woken.
  catchUpWithWithdrawals,
  catchUpWithTranslations,
  wakeLines,
  forgetOldPictures,
  forgetLeftoverFiles,
  forgetOldTries,
  // Questions to the carrier come last: it may be slow, and nobody else should wait for it.
  pollSilentAttempts,
  reconcileAndWake,
];

async function putClaimsBack(rt: Runtime): Promise<void> {
  await releaseStaleClaims(rt.db, rt.clock.now());
}

async function wakeInbound(rt: Runtime): Promise<void> {
  const now = rt.clock.now();
  for (const conversationId of await conversationsToProcess(rt.db, now, batchSize)) {
    await rt.jobs.enqueue(
      'inbound.process',
      { conversationId },
      { deduplicationKey: inThisSpan(rt, conversationId) },
    );
  }
  for (const messageId of await textsWithMediaToFetch(rt.db, now, batchSize)) {
    await rt.jobs.enqueue('inbound.media', { messageId }, { deduplicationKey: inThisSpan(rt, messageId) });
  }
}

async function wakeTranslation(rt: Runtime): Promise<void> {
  for (const messageId of await textsToTranslate(rt.db, rt.clock.now(), batchSize)) {
    await rt.jobs.enqueue(
      'translation.translate',
      { messageId },
      { deduplicationKey: inThisSpan(rt, messageId) },
    );
  }
}

async function wakeNudges(rt: Runtime): Promise<void> {
  for (const nudgeRunId of await openRuns(rt)) {
    await rt.jobs.enqueue('nudges.run', { nudgeRunId }, { deduplicationKey: inThisSpan(rt, nudgeRunId) });
  }
}

async function wakeAlerts(rt: Runtime): Promise<void> {
  for (const alertId of await openAlerts(rt)) {
    await rt.jobs.enqueue('alerts.run', { alertId }, { deduplicationKey: inThisSpan(rt, alertId) });
  }
}

async function wakeImports(rt: Runtime): Promise<void> {
  for (const { id, job } of await importsToDo(rt.db, today(rt))) {
    await rt.jobs.enqueue(job, { importId: id }, { deduplicationKey: inThisSpan(rt, id) });
  }
}

async function restateWaitingNudges(rt: Runtime): Promise<void> {
  await restateNudges(rt);
}

async function reconcileAndWake(rt: Runtime): Promise<void> {
  if ((await reconcileAttempts(rt)) > 0) await wakeLines(rt);
}

async function wakeLines(rt: Runtime): Promise<void> {
  for (const lineId of await linesWithDueTexts(rt.db, rt.clock.now())) {
    await rt.jobs.enqueue('delivery.wake', { lineId }, { deduplicationKey: inThisSpan(rt, lineId) });
  }
}

/**
 * One wake-up a span, however many sweep. Not one for ever: a job that a dead worker had begun keeps its key until the
 * queue notices, which takes up to 40 s, and nobody should wait for that.
 */
function inThisSpan(rt: Runtime, key: string): string {
  return `${key}-${Math.floor(rt.clock.now().getTime() / spanMs)}`;
}
