import { rm } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { freePort } from '../../src/db/embedded/free-port.js';
import { createTestDatabase } from '../support/database.js';
import { testAccount } from '../support/runtime.js';
import { startTestRedis, startTestServers, temporaryFolder, urlOf } from '../support/servers.js';
import { until } from '../support/stage.js';
import { startProcess, type Running } from './processes.js';

export type QueueBackend = 'postgres' | 'redis';

/** A PostgreSQL, and a Redis where it is asked for, of a benchmark's own, with an empty district's database. */
export interface BenchServers {
  db: Kysely<Database>;
  databaseUrl: string;
  redisUrl: string | undefined;
  /** What every process of the product is told here. */
  env: NodeJS.ProcessEnv;
  /** Makes another, empty database on the same server. */
  createDatabase(name: string): Promise<string>;
  /** Starts a process that ends with the servers. */
  start(file: string, env?: NodeJS.ProcessEnv): Running;
  close(): Promise<void>;
}

export async function startBenchServers(queue: QueueBackend): Promise<BenchServers> {
  const server = await startTestServers({ throwaway: false });
  process.env['RECADO_TEST_ADMIN_URL'] = server.adminUrl;
  const redis = queue === 'redis' ? await startTestRedis() : undefined;
  const database = await createTestDatabase();
  const db = createDatabase(createPool(database.url, 4));
  const dataDir = await temporaryFolder('recado-bench-');
  const started: Running[] = [];
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    TWILIO_ACCOUNT_SID: testAccount.accountSid,
    TWILIO_AUTH_TOKEN: testAccount.authToken,
    // Never called unless a benchmark starts a simulator and says where it is.
    TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
    AUTH_SECRET: 'a-secret-for-benchmarks-that-is-long-enough',
    LOG_LEVEL: 'warn',
    TRANSLATION_ENGINES: 'none',
    ...(redis === undefined ? {} : { REDIS_URL: redis.url }),
  };
  return {
    db,
    databaseUrl: database.url,
    redisUrl: redis?.url,
    env,
    async createDatabase(name) {
      const admin = new pg.Client({ connectionString: server.adminUrl });
      await admin.connect();
      await admin.query(`create database ${name}`);
      await admin.end();
      return urlOf(server.adminUrl, name);
    },
    start(file, more = {}) {
      const running = startProcess(file, { ...env, ...more });
      started.push(running);
      return running;
    },
    async close() {
      await Promise.all(started.map((one) => one.stop()));
      await db.destroy();
      await redis?.stop();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts a simulated carrier that takes every text and leaves it at that: the sending itself is measured. */
export async function startQuietCarrier(servers: BenchServers): Promise<{ url: string }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  servers.start('src/simulator/main.ts', {
    SIMULATOR_PORT: String(port),
    SIMULATOR_BOOKS_DIR: `${servers.env['DATA_DIR'] ?? ''}/books`,
    SIMULATOR_WEBHOOK_BASE_URL: 'http://127.0.0.1:9',
    SIMULATOR_STATUS_REST_MS: '3600000-3600000',
  });
  await until('the simulator is ready', async () => (await fetch(`${url}/healthz`)).ok);
  const credentials = Buffer.from(`${testAccount.accountSid}:${testAccount.authToken}`).toString('base64');
  const answer = await fetch(`${url}/simulator/faults`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'callbacksMissing' }),
  });
  if (!answer.ok) throw new Error(`The simulator refused the rule: ${await answer.text()}`);
  return { url };
}
