import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../src/db/embedded/free-port.js';
import { runSupervised } from '../../src/db/embedded/run-supervised.js';
import { startEmbeddedPostgres } from '../../src/db/embedded/start-embedded-postgres.js';
import { createDatabase, createPool } from '../../src/db/database.js';
import { migrate } from '../../src/db/migrate.js';
import { approveLanguages } from './approve-languages.js';

/** The database every test database is a copy of. */
export const templateName = 'recado_template';

export interface TestServers {
  /** Connects to the server's own database, for making and dropping others. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL with a migrated template database in which speakers approved every language. It ends with this
 * process, however that ends, and leaves nothing behind.
 * @param options.throwaway nothing is made safe against a power cut; otherwise it runs as the product's own does
 */
export async function startTestServers(options: { throwaway: boolean }): Promise<TestServers> {
  const dataDir = await temporaryFolder('recado-test-');
  const server = await startEmbeddedPostgres({
    dataDir,
    throwaway: options.throwaway,
    maxConnections: 400,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const adminUrl = urlOf(server.connectionString, 'postgres');
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(`create database ${templateName}`);
    await migrate(urlOf(server.connectionString, templateName));
    const db = createDatabase(createPool(urlOf(server.connectionString, templateName), 1));
    await approveLanguages(db);
    await db.destroy();
    // Nobody may connect any more: a database in use cannot be copied.
    await admin.query(`alter database ${templateName} with is_template true allow_connections false`);
    await admin.end();
    return { adminUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The same server's address with another database. */
export function urlOf(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** A new folder below the system's temporary one; the user PostgreSQL runs as instead of root may pass through it. */
export async function temporaryFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await chmod(folder, 0o711);
  return folder;
}

/**
 * Starts a private Redis for a test file; it ends with this process, however that ends, and leaves nothing behind.
 * @throws Error naming the command that installs what is missing
 */
export async function startTestRedis(): Promise<{ url: string; stop(): Promise<void> }> {
  const program = 'redis-server';
  if (spawnSync(program, ['--version']).status !== 0) {
    throw new Error('These tests need a Redis server. Install it: sudo apt-get install -y redis-server');
  }
  const folder = await mkdtemp(join(tmpdir(), 'recado-redis-'));
  const port = await freePort();
  const args = [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
    ...['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''],
  ];
  const server = runSupervised({
    command: program,
    args,
    cwd: folder,
    env: process.env,
    logFile: join(folder, 'redis.log'),
    stopSignals: ['SIGKILL'],
    patienceMs: 1_000,
    removeAfter: folder,
  });
  const answered = await Promise.race([answersPing(port), server.ended.then(() => false)]);
  if (!answered) {
    await server.stop();
    throw new Error(`The test Redis did not start: ${program} ${args.join(' ')}`);
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => server.stop() };
}

async function answersPing(port: number): Promise<boolean> {
  const { Redis } = await import('ioredis');
  const redis = new Redis({ host: '127.0.0.1', port, retryStrategy: () => 20, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  try {
    return await Promise.race([redis.ping().then(() => true), sleep(10_000, false, { ref: false })]);
  } finally {
    redis.disconnect();
  }
}
