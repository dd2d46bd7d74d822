import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { findAskingAgain, readNudgeWords, silentAddresses } from './ask-again.queries.js';
import type { Audience } from './audience.js';
import { insertNudge, lockNudge, readNudges } from './nudges.queries.js';
import { presentNudge, type NudgeSummary } from './present.js';
import { planSchedule } from './schedule-input.js';

/**
 * Asks those families once more who got the last run of a nudge and have not answered it when this goes out; once for
 * each key and run, and no third time. It is a nudge of its own, with the same words and all rules of contact.
 * @param input.waitSeconds it waits before it goes, in which it can be taken back whole
 * @returns the new nudge
 * @throws RecadoError 404 `not_found`; 409 `not_asked_yet`, `nobody_to_ask`, `asked_again`, `idempotency_key_reused`
 */
export async function askAgain(
  rt: Pick<Runtime, 'db' | 'clock' | 'texts' | 'jobs' | 'live'>,
  staff: SignedInStaff,
  nudgeId: string,
  { waitSeconds }: { waitSeconds: number },
  idempotencyKey: string,
): Promise<NudgeSummary> {
  const now = rt.clock.now();
  const request = {
    actor: staffActor(staff),
    key: idempotencyKey,
    requestBody: { what: 'ask again', nudgeId, waitSeconds },
  };
  const { id, schoolId } = await rt.db.transaction().execute((trx) =>
    withIdempotency(trx, now, request, async () => {
      // Whoever else asks again at this moment waits for the row, and is then told.
      if (!(await lockNudge(trx, staff, nudgeId))) throw notFound('This nudge');
      const [row] = await readNudges(trx, staff, { id: nudgeId });
      const runId = row?.runId ?? null;
      if (runId === null) throw conflict('not_asked_yet', 'This nudge has not gone out yet.');
      if (row?.asksAgainRunId !== null || (await findAskingAgain(trx, runId)) !== null)
        throw conflict('asked_again', 'Those who have not answered were asked again already.');
      if ((await silentAddresses(trx, runId)).size === 0)
        throw conflict('nobody_to_ask', 'Every family that got it has answered.');
      const words = await readNudgeWords(trx, nudgeId);
      const wanted = { startsLocal: null, repeats: 'once', endsOn: null, waitSeconds } as const;
      const { first, ...times } = planSchedule(wanted, now, words.timeZone);
      const asking = { ...words, ...times, staffId: staff.id, asksAgainRunId: runId };
      const asked = await insertNudge(trx, now, asking, first);
      await recordAudit(trx, now, {
        actor: staffActor(staff),
        action: 'nudge.asked_again',
        subject: `nudge:${asked}`,
        detail: { of: nudgeId, firstRunAt: first.at.toISOString() },
      });
      return { id: asked, schoolId: words.schoolId };
    }),
  );
  await rt.jobs.enqueue('nudges.tick', {}, { delayMs: waitSeconds * 1000 });
  for (const changed of [id, nudgeId]) await rt.live.publish({ kind: 'nudge', id: changed, schoolId });
  const [row] = await readNudges(rt.db, staff, { id });
  if (!row) throw notFound('This nudge');
  return presentNudge(rt, row);
}

/** Of those a nudge would go to, those at these addresses. Pure. */
export function onlyAt({ recipients, leftOut }: Audience, addresses: ReadonlySet<string>): Audience {
  const isThere = ({ addressId }: { addressId: string | null }): boolean =>
    addressId !== null && addresses.has(addressId);
  return { recipients: recipients.filter(isThere), leftOut: leftOut.filter(isThere) };
}
