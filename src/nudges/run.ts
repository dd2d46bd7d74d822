import type { Runtime } from '../lib/runtime.js';
import { readClassAddresses, readClassAudience } from '../roster/audience.queries.js';
import { onlyAt } from './ask-again.js';
import { silentAddresses } from './ask-again.queries.js';
import { planAudience, type Audience, type LeftOut, type Recipient } from './audience.js';
import { composeNudge, namesToKeep, type ComposedNudge } from './compose.js';
import {
  finishRun,
  insertRecipients,
  noteWorkOnRun,
  readOpenRuns,
  readRunToSend,
  settledAddresses,
  type RunToSend,
} from './runs.queries.js';
import { storeBatch, type SendingRun } from './store-batch.js';

/** Families a transaction: large enough for few round trips, small enough that no family's answer waits for long. */
const familiesABatch = 200;

/** Families that are read into memory at a time. */
const familiesAPart = 5_000;

/** Batches under way at a time: while the database works on one, the next is made. */
const lanes = 2;

/** So often, in milliseconds, while texts are being queued, the line is woken and it is noted that somebody is at it. */
const tellEveryMs = 1000;

/** So long, in minutes, a language waits for an engine that is away before its texts go to a person. */
const patienceMinutes = 10;

/** After this many hours a learning text is of no use any more. */
const usefulHours = 24;

/**
 * Sends one occurrence of a nudge: finds out who gets it, puts it into their languages and queues the texts in
 * batches, each with its question. May be killed at any moment and called again, also twice at once: every address
 * gets one text. A run that is over is left alone. Languages whose engine is away stay open for a while: a sweep comes
 * back to the run, and the others do not wait for them.
 * @param options.batchSize families a transaction, 200 by default
 */
export async function runNudge(
  rt: Runtime,
  nudgeRunId: string,
  options: { batchSize?: number } = {},
): Promise<void> {
  const run = await readRunToSend(rt.db, nudgeRunId);
  if (run?.state !== 'open') return;
  const { lineId } = run;
  if (lineId === null) {
    rt.log.error({ nudgeRunId, schoolId: run.schoolId }, 'a nudge was not sent: its school has no line');
    await finish(rt, run, 'cancelled');
    return;
  }
  await noteWorkOnRun(rt.db, run.id);
  const isComplete = await send(rt, { ...run, lineId }, options.batchSize ?? familiesABatch);
  if (isComplete) await finish(rt, run, 'done');
}

/** Runs somebody has to go on with, and nobody does: what a sweep wakes. */
export function openRuns(rt: Pick<Runtime, 'db'>): Promise<string[]> {
  return readOpenRuns(rt.db);
}

async function finish(rt: Runtime, run: RunToSend, state: 'done' | 'cancelled'): Promise<void> {
  await finishRun(rt.db, rt.clock.now(), run.id, state);
  await rt.live.publish({ kind: 'nudge', id: run.nudgeId, schoolId: run.schoolId });
}

/** @returns false where families are left whose language waits for its engine */
async function send(rt: Runtime, run: RunToSend & { lineId: string }, batchSize: number): Promise<boolean> {
  const patientUntil = new Date(run.openedAt.getTime() + patienceMinutes * 60_000);
  let isComplete = true;
  const expiresAt = new Date(run.openedAt.getTime() + usefulHours * 3_600_000);
  const settled = await settledAddresses(rt.db, run.id);
  const composed = new Map<string, ComposedNudge>();
  const addresses = await readClassAddresses(rt.db, run.classId);
  const parts = ['no address' as const, ...batches(addresses, familiesAPart)];
  for await (const { recipients, leftOut } of oneAhead(parts, (part) =>
    whoGetsIt(rt, run, expiresAt, part),
  )) {
    await noteLeftOut(rt, run.id, leftOut, batchSize);
    const open = recipients.filter((one) => !settled.has(one.addressId));
    for (const [language, words] of await compose(rt, run, open, composed)) composed.set(language, words);
    const isPatient = rt.clock.now() < patientUntil;
    const ready = open.filter((one) => !isPatient || composed.get(one.language)?.isEngineAway !== true);
    if (ready.length < open.length) isComplete = false;
    const todo = batches(ready, batchSize);
    const sending: SendingRun = { ...run, expiresAt, composed };
    await Promise.all(Array.from({ length: lanes }, () => storeAll(rt, sending, todo)));
  }
  return isComplete;
}

/** Lanes share what is to do. */
async function storeAll(rt: Runtime, run: SendingRun, todo: Iterable<Recipient[]>): Promise<void> {
  let toldAt = 0;
  const wake = (): Promise<void> =>
    rt.jobs.enqueue('delivery.wake', { lineId: run.lineId }, { deduplicationKey: run.lineId });
  for (const batch of todo) {
    await storeBatch(rt, run, batch);
    if (performance.now() - toldAt < tellEveryMs) continue;
    await Promise.all([wake(), noteWorkOnRun(rt.db, run.id)]);
    toldAt = performance.now();
  }
  await wake();
}

/** A run that is gone on with after its time reaches nobody any more, and says so. */
async function whoGetsIt(
  rt: Runtime,
  run: RunToSend & { lineId: string },
  expiresAt: Date,
  part: string[] | 'no address',
): Promise<Audience> {
  const now = rt.clock.now();
  const ofClass = planAudience(await readClassAudience(rt.db, now, run, part), now, run.timeZone);
  const { asksAgainRunId } = run;
  const audience =
    asksAgainRunId === null ? ofClass : onlyAt(ofClass, await silentAddresses(rt.db, asksAgainRunId));
  if (now < expiresAt) return audience;
  const late = audience.recipients.map((one) => ({ ...one, reason: 'it came too late to be of use' }));
  return { recipients: [], leftOut: [...audience.leftOut, ...late] };
}

/** The nudge in those of their languages it is not known in yet. */
async function compose(
  rt: Runtime,
  run: RunToSend,
  recipients: readonly Recipient[],
  known: ReadonlyMap<string, ComposedNudge>,
): Promise<Map<string, ComposedNudge>> {
  const content = run.libraryKey === null ? { ownText: run.ownText ?? '' } : { libraryKey: run.libraryKey };
  const words = {
    content,
    teacher: run.staffName,
    className: run.className,
    // A text of the library names nobody.
    names: namesToKeep(
      [run.staffName, run.className, run.schoolName],
      run.libraryKey === null ? recipients : [],
    ),
  };
  return composeNudge(
    rt,
    words,
    recipients.map((one) => one.language).filter((language) => !known.has(language)),
  );
}

async function noteLeftOut(
  rt: Runtime,
  nudgeRunId: string,
  leftOut: readonly LeftOut[],
  batchSize: number,
): Promise<void> {
  for (const batch of batches(leftOut, batchSize)) {
    const rows = batch.map((one) => ({
      addressId: one.addressId,
      // Without a number there is a row a student; with one, a row an address.
      studentId: one.addressId === null ? (one.students[0]?.id ?? null) : null,
      guardianId: one.guardians[0]?.id ?? null,
      messageId: null,
      outcome: 'left_out' as const,
      reason: one.reason,
    }));
    await rt.db.transaction().execute((trx) => insertRecipients(trx, nudgeRunId, rows));
  }
}

/** The results in order; while one is worked on, the next is being read. */
async function* oneAhead<T, R>(items: readonly T[], read: (item: T) => Promise<R>): AsyncGenerator<R> {
  let next: Promise<R> | undefined;
  for (const [n, item] of items.entries()) {
    const result = await (next ?? read(item));
    const following = items[n + 1];
    next = following === undefined ? undefined : read(following);
    // Told when its turn comes, or not at all when that never does.
    next?.catch(() => undefined);
    yield result;
  }
}

function* batches<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
