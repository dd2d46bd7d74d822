import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';
import { newId } from '../../src/lib/ids.js';
import { until } from '../support/stage.js';
import { seedDistrict, storeOldTexts, type BenchDistrict } from './district.js';
import { processorSeconds, residentMegabytes } from './processes.js';
import { round, type Report } from './report.js';
import { startBenchServers, type QueueBackend } from './servers.js';

export interface FanoutOptions {
  queue: QueueBackend;
  families: number;
  stored: number;
}

/** A nudge to so many families: from the moment it is due until the last text is queued, and the memory it takes. */
export async function benchFanout(options: FanoutOptions): Promise<Report> {
  const servers = await startBenchServers(options.queue);
  try {
    const district = await seedDistrict(servers.db, options.families);
    if (options.stored > 0) await storeOldTexts(servers.db, district, options.stored);
    await sql`analyze`.execute(servers.db);
    // The texts stay queued: what is measured ends there.
    await sql`update line set stopped_at = now(), stopped_reason = 'for the benchmark'`.execute(servers.db);
    const worker = servers.start('workers/main.ts');
    const idle = await idleMegabytes(worker.pid);
    const used = await processorSeconds(worker.pid);
    const memory = watchMemory(worker.pid);
    const dueAt = await scheduleNudge(servers.db, district);
    await until('the run is done', () => isDone(servers.db), 600);
    const seconds = await secondsTaken(servers.db, dueAt);
    const peak = await memory.stop();
    const queued = await countQueued(servers.db);
    if (queued !== options.families) throw new Error(`${queued} of ${options.families} texts were queued.`);
    const processorTime = (await processorSeconds(worker.pid)) - used;
    return report(options, { seconds, idle, peak, processorTime });
  } finally {
    await servers.close();
  }
}

/** A worker that has started and has nothing to do. */
async function idleMegabytes(pid: number): Promise<number> {
  await sleep(8000);
  return residentMegabytes(pid);
}

function watchMemory(pid: number): { stop(): Promise<number> } {
  let peak = 0;
  const timer = setInterval(() => {
    void residentMegabytes(pid).then((now) => (peak = Math.max(peak, now)));
  }, 50);
  return {
    async stop() {
      clearInterval(timer);
      return Math.max(peak, await residentMegabytes(pid));
    },
  };
}

/** One that is due at once; the worker's own tick finds it. */
async function scheduleNudge(db: Kysely<Database>, district: BenchDistrict): Promise<Date> {
  const dueAt = new Date();
  await db
    .insertInto('nudge')
    .values({
      id: newId(),
      schoolId: district.schoolId,
      classId: district.classId,
      staffId: district.teacherId,
      libraryKey: 'reading.whatNext',
      ownText: null,
      ownLanguage: null,
      askKind: 'open',
      startsLocal: '2026-11-23 10:00:00',
      timeZone: 'America/New_York',
      repeats: 'once',
      endsOn: null,
      state: 'scheduled',
      nextRunAt: dueAt,
      nextOccurrence: '2026-11-23',
      createdAt: dueAt,
    })
    .execute();
  return dueAt;
}

async function isDone(db: Kysely<Database>): Promise<boolean> {
  const found = await sql`select from nudge_run where state = 'done'`.execute(db);
  return found.rows.length > 0;
}

/** From the moment the run was opened by the tick, which comes every few seconds, to its end. */
async function secondsTaken(db: Kysely<Database>, dueAt: Date): Promise<{ waited: number; run: number }> {
  const { openedAt, finishedAt } = await db
    .selectFrom('nudgeRun')
    .select(['openedAt', 'finishedAt'])
    .executeTakeFirstOrThrow();
  const end = finishedAt?.getTime() ?? Number.NaN;
  return {
    waited: (openedAt.getTime() - dueAt.getTime()) / 1000,
    run: (end - openedAt.getTime()) / 1000,
  };
}

async function countQueued(db: Kysely<Database>): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::integer as count from delivery where state = 'waiting'`.execute(db);
  return found.rows[0]?.count ?? 0;
}

function report(
  { queue, ...settings }: FanoutOptions,
  found: { seconds: { waited: number; run: number }; idle: number; peak: number; processorTime: number },
): Report {
  const total = found.seconds.waited + found.seconds.run;
  const over = found.peak - found.idle;
  // The goals are set for this many families; other numbers are held to their share.
  const share = settings.families / 100_000;
  return {
    benchmark: 'fanout',
    queue,
    settings,
    rows: [
      { what: 'due until the tick opens the run', seconds: round(found.seconds.waited) },
      {
        what: 'run opened until all are queued',
        seconds: round(found.seconds.run),
        'texts/s': round(settings.families / found.seconds.run),
        'CPU s': round(found.processorTime),
      },
      { what: 'memory of the idle worker', MB: round(found.idle) },
      { what: 'memory at its peak', MB: round(found.peak) },
    ],
    goals: [
      {
        goal: `due to all queued in at most ${30 * share} s`,
        reached: round(total),
        isMet: total <= 30 * share,
      },
      { goal: 'at most 300 MB over the idle process', reached: round(over), isMet: over <= 300 },
    ],
  };
}
