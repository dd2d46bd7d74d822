import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { capReached, carriersDay } from '../delivery/pace.js';
import { bringBackPutOff } from '../delivery/pace.queries.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readLinePaces, setLinePace, type LinePace } from '../roster/lines.queries.js';

/** How fast each line sends, and how much of its day is kept for alerts. For district administrators. */
export async function listLinePaces(rt: Pick<Runtime, 'db'>) {
  return { items: await readLinePaces(rt.db) };
}

/**
 * Sets how fast a line sends. It holds from the next batch on; texts that were put off until tomorrow, because the day's
 * segments were used up, are looked at again at once. For district administrators.
 * @throws RecadoError 404 `not_found`
 */
export async function changeLinePace(
  rt: Pick<Runtime, 'db' | 'clock' | 'jobs'>,
  staff: SignedInStaff,
  lineId: string,
  pace: LinePace,
): Promise<void> {
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    if (!(await setLinePace(trx, lineId, pace))) throw notFound('This line');
    await bringBackPutOff(trx, now, lineId, capReached(carriersDay(now).endsAt));
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'line.pace_set',
      subject: `line:${lineId}`,
      detail: { ...pace },
    });
  });
  await rt.jobs.enqueue('delivery.wake', { lineId });
}
