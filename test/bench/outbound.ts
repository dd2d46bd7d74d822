import { sql, type Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';
import { createLogger } from '../../src/lib/log.js';
import { createJobQueue, openQueueStore } from '../../src/queues/bullmq-queue.js';
import { testAccount } from '../support/runtime.js';
import { until } from '../support/stage.js';
import { letGo, queueHeldTexts, seedDistrict, storeOldTexts, type BenchDistrict } from './district.js';
import { processorSeconds, runProcess } from './processes.js';
import { median, round, type Report } from './report.js';
import { startBenchServers, startQuietCarrier, type BenchServers, type QueueBackend } from './servers.js';

export interface OutboundOptions {
  queue: QueueBackend;
  count: number;
  concurrency: number;
  pairs: number;
  families: number;
  stored: number;
}

interface Round {
  perSecond: number;
  processorMicros: number;
}

/** Texts a second of one worker beside a bare loop over the SDK, in turns; the median of the pairs counts. */
export async function benchOutbound(options: OutboundOptions): Promise<Report> {
  const servers = await startBenchServers(options.queue);
  try {
    const district = await seedDistrict(servers.db, Math.max(options.families, options.count));
    await storeOldTexts(servers.db, district, options.stored);
    const carrier = await startQuietCarrier(servers);
    const worker = servers.start('workers/main.ts', {
      TWILIO_API_BASE_URL: carrier.url,
    });
    const wake = await openWake(servers, district.lineId);
    const bare = (count: number): Promise<Round> =>
      runProcess<Round>('test/bench/bare-loop.ts', servers.env, {
        apiBaseUrl: carrier.url,
        ...testAccount,
        line: district.line,
        count,
        warmUp: Math.ceil(count / 5),
        concurrency: options.concurrency,
      });
    const sides: { bare: Round[]; engine: Round[] } = { bare: [], engine: [] };
    for (let pair = 0; pair <= options.pairs; pair += 1) {
      const one = await bare(options.count);
      const other = await drain(servers.db, district, options.count, worker.pid, wake.now);
      await letWeeksPass(servers.db, 60 + pair);
      // The first pair warms both up and does not count.
      if (pair === 0) continue;
      sides.bare.push(one);
      sides.engine.push(other);
    }
    await wake.close();
    return report(options, sides);
  } finally {
    await servers.close();
  }
}

/** From the moment the texts are due and the line is woken until the last of them is accepted, in the books. */
async function drain(
  db: Kysely<Database>,
  district: BenchDistrict,
  count: number,
  pid: number,
  wake: () => Promise<void>,
): Promise<Round> {
  await queueHeldTexts(db, district, count);
  await sql`analyze delivery`.execute(db);
  await letGo(db);
  const used = await processorSeconds(pid);
  const start = performance.now();
  await wake();
  await until('every text is accepted', async () => !(await isUnderWay(db)), 600);
  const seconds = (performance.now() - start) / 1000;
  const accepted = await sql<{ count: number }>`
    select count(*)::integer as count from delivery where state = 'accepted'`.execute(db);
  if (accepted.rows[0]?.count !== count) throw new Error('Not every text was accepted.');
  await sql`update delivery set state = 'delivered' where state = 'accepted'`.execute(db);
  await sql`update delivery_attempt set state = 'delivered' where state = 'accepted'`.execute(db);
  return {
    perSecond: count / seconds,
    processorMicros: (((await processorSeconds(pid)) - used) * 1e6) / count,
  };
}

/** The families' weeks and days have room again: what was just sent was sent so many weeks ago, before the old texts. */
async function letWeeksPass(db: Kysely<Database>, weeks: number): Promise<void> {
  const days = 7 * weeks;
  await sql`update contact_slot set week = week - ${days}::integer where week > current_date - 7`.execute(db);
  await sql`update contact_day set day = day - ${days}::integer where day > current_date - 7`.execute(db);
}

async function isUnderWay(db: Kysely<Database>): Promise<boolean> {
  const found = await sql`select from delivery where state in ('waiting', 'sending') limit 1`.execute(db);
  return found.rows.length > 0;
}

/** Wakes a line as the product does, through the queue. */
async function openWake(
  servers: BenchServers,
  lineId: string,
): Promise<{ now: () => Promise<void>; close: () => Promise<void> }> {
  const store = openQueueStore(
    { databaseUrl: servers.databaseUrl, redisUrl: servers.redisUrl },
    { size: 4, patienceMs: 2_000 },
  );
  const jobs = createJobQueue(store, createLogger('warn', 'bench'));
  await until('the queues answer', () => jobs.isReachable());
  return {
    now: () => jobs.enqueue('delivery.wake', { lineId }, { deduplicationKey: lineId }),
    async close() {
      await jobs.close();
      await store.close();
    },
  };
}

function report({ queue, ...settings }: OutboundOptions, sides: { bare: Round[]; engine: Round[] }): Report {
  const row = (what: string, rounds: readonly Round[]): Report['rows'][number] => ({
    what,
    'texts/s': round(median(rounds.map((one) => one.perSecond))),
    'CPU µs each': round(median(rounds.map((one) => one.processorMicros))),
  });
  const ratio = median(
    sides.engine.map((one, pair) => one.perSecond / (sides.bare[pair]?.perSecond ?? Number.NaN)),
  );
  return {
    benchmark: 'outbound',
    queue,
    settings,
    rows: [row('bare loop over the SDK', sides.bare), row('this engine', sides.engine)],
    goals: [{ goal: 'at least 1.0 of the bare loop', reached: round(ratio), isMet: ratio >= 1 }],
  };
}
