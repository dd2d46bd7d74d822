import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import { newId } from '../../src/lib/ids.js';
import { createLogger } from '../../src/lib/log.js';
import { createJobQueue, openQueueStore } from '../../src/queues/bullmq-queue.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestRedis } from '../support/servers.js';
import { until } from '../support/stage.js';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let database: TestDatabase;
beforeAll(async () => {
  redis = await startTestRedis();
  database = await createTestDatabase();
});
afterAll(async () => {
  await redis.stop();
  await database.drop();
});

async function emptyRedis(): Promise<void> {
  const client = new Redis(redis.url);
  await client.flushall();
  await client.quit();
}

async function emptyPostgres(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'",
  );
  await client.query(`truncate ${tables.rows.map(({ name }) => `bullmq.${name}`).join(', ')} cascade`);
  await client.end();
}

test.each([
  ['Redis', () => redis.url],
  ['PostgreSQL', () => undefined],
])('the same wake-up several times at once is one on %s', async (_name, redisUrl) => {
  const store = openQueueStore(
    { databaseUrl: database.url, redisUrl: redisUrl() },
    { size: 6, patienceMs: 2_000 },
  );
  const queue = createJobQueue(store, createLogger('silent', 'test'));
  const [one, other] = [{ lineId: newId() }, { lineId: newId() }];
  await Promise.all([one, one, one, other].map((payload) => queue.enqueue('delivery.wake', payload)));
  const done: unknown[] = [];
  const worker = store.worker(
    'delivery',
    (job) => {
      done.push(job.data);
      return Promise.resolve();
    },
    1,
  );
  try {
    await until('the last one was done', () => Promise.resolve(done.length >= 2));
    expect(done).toEqual([one, other]);
  } finally {
    await worker.close();
    await queue.close();
    await store.close();
  }
});

describe.each([
  ['Redis', () => redis.url, emptyRedis],
  ['PostgreSQL', () => undefined, emptyPostgres],
])('a repeated job on %s', (_name, redisUrl, empty) => {
  test('keeps coming though it is set up over and over, and comes again after its store was emptied', async () => {
    const store = openQueueStore(
      { databaseUrl: database.url, redisUrl: redisUrl() },
      { size: 6, patienceMs: 2_000 },
    );
    const queue = createJobQueue(store, createLogger('silent', 'test'));
    let runs = 0;
    const worker = store.worker(
      'sweep',
      () => {
        runs += 1;
        return Promise.resolve();
      },
      1,
    );
    const comesAgain = async (what: string): Promise<void> => {
      const before = runs;
      await until(what, async () => {
        await queue.repeat('sweep.all', 300);
        return runs > before + 2;
      });
    };
    try {
      await comesAgain('the job repeats');
      await empty();
      await comesAgain('the job repeats again');
      expect(runs).toBeGreaterThan(5);
    } finally {
      await worker.close();
      await queue.close();
      await store.close();
    }
  });
});
