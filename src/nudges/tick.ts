import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Runtime } from '../lib/runtime.js';
import { isDayOff } from './days-off.queries.js';
import { insertRun, lockDueNudge, moveNudge } from './runs.queries.js';
import { nextOccurrence } from './schedule.js';

/** A run that is later than this, because everything was down, is not sent at a time nobody chose. */
const latestHours = 12;

/**
 * Opens a run for every nudge that is due, moves the nudge on, and wakes a worker for each run. One transaction a
 * nudge; any number of workers may do this at once.
 * @returns the runs this call opened
 */
export async function openDueRuns(rt: Pick<Runtime, 'db' | 'clock' | 'jobs'>): Promise<string[]> {
  const now = rt.clock.now();
  const opened: string[] = [];
  for (;;) {
    const due = await rt.db.transaction().execute((trx) => openNextDue(trx, now));
    if (due === null) return opened;
    if (due.runId === undefined) continue;
    opened.push(due.runId);
    await rt.jobs.enqueue('nudges.run', { nudgeRunId: due.runId }, { deduplicationKey: due.runId });
  }
}

/** @returns null when nothing is due; no run id where it is too late, the school is off, or the occurrence had its run already */
async function openNextDue(
  trx: Transaction<Database>,
  now: Date,
): Promise<{ runId: string | undefined } | null> {
  const nudge = await lockDueNudge(trx, now);
  if (!nudge) return null;
  const tooLate = now.getTime() - nudge.nextRunAt.getTime() > latestHours * 3_600_000;
  const isOff = tooLate || (await isDayOff(trx, nudge.schoolId, nudge.nextOccurrence));
  const runId = await insertRun(trx, now, {
    nudgeId: nudge.id,
    occurrence: nudge.nextOccurrence,
    state: isOff ? 'cancelled' : 'open',
  });
  await moveNudge(trx, nudge.id, nextOccurrence(nudge, nudge.nextRunAt));
  return { runId: isOff ? undefined : runId };
}
