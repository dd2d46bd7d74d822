import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { accountForServer } from '../../src/db/embedded/account.js';
import { prepareBinaries } from '../../src/db/embedded/binaries.js';
import { freePort } from '../../src/db/embedded/free-port.js';
import { runSupervised, type Supervised } from '../../src/db/embedded/run-supervised.js';
import { locateServerFolder } from '../../src/db/embedded/server-folder.js';
import { serverArguments, serverEnvironment } from '../../src/db/embedded/server-settings.js';
import { startEmbeddedPostgres } from '../../src/db/embedded/start-embedded-postgres.js';
import { migrate } from '../../src/db/migrate.js';

/** A server that can be stopped and started again at the same address, with the same data. */
export interface RestartableServer {
  readonly url: string;
  /** Stops it as each server's function says, leaves it down for so long, and starts it again. Resolves when it answers. */
  restart(downMs: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of the run's own, migrated. What it committed it keeps: nothing is relaxed as it is for other tests. It is
 * restarted after a crash (its immediate shutdown): what it had not yet written of its log is gone.
 */
export async function startRestartablePostgres(folder: string): Promise<RestartableServer> {
  // The product's own launcher makes the data folder; it chooses another port at each start, so it is left then.
  const made = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  const port = await freePort();
  const url = new URL(made.connectionString);
  url.port = String(port);
  await made.stop();

  const server = await locateServerFolder(folder);
  const account = await accountForServer(server.path);
  const { postgres } = await prepareBinaries(account);
  const run = async (): Promise<Supervised> => {
    const running = runSupervised({
      command: postgres,
      args: serverArguments({ data: server.data, port, maxConnections: 300, throwaway: false }),
      cwd: server.path,
      env: serverEnvironment(process.env),
      logFile: server.logFile,
      stopSignals: ['SIGQUIT', 'SIGKILL'],
      patienceMs: 15_000,
      ...(account ? { account: { uid: account.uid, gid: account.gid } } : {}),
    });
    await untilAnswered('PostgreSQL', () => askPostgres(url.href));
    return running;
  };
  let running = await run();
  await migrate(url.href);
  return {
    url: url.href,
    restart: async (downMs) => {
      await running.stop();
      await sleep(downMs);
      running = await run();
    },
    stop: () => running.stop(),
  };
}

/** A Redis of the run's own that writes everything down. Its binary comes from the system's package. */
export async function startRestartableRedis(
  folder: string,
): Promise<RestartableServer & { empty(): Promise<void> }> {
  const port = await freePort();
  const data = join(folder, 'redis');
  await mkdir(data, { recursive: true });
  const run = async (): Promise<Supervised> => {
    const running = runSupervised({
      command: 'redis-server',
      args: [
        ...['--port', String(port), '--bind', '127.0.0.1', '--dir', data],
        ...['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''],
      ],
      cwd: data,
      env: process.env,
      logFile: join(data, 'redis.log'),
      stopSignals: ['SIGTERM', 'SIGKILL'],
      patienceMs: 5_000,
    });
    await untilAnswered('Redis (sudo apt-get install -y redis-server)', () =>
      withRedis(port, (redis) => redis.ping()),
    );
    return running;
  };
  let running = await run();
  return {
    url: `redis://127.0.0.1:${port}`,
    restart: async (downMs) => {
      await running.stop();
      await sleep(downMs);
      running = await run();
    },
    empty: async () => {
      await withRedis(port, (redis) => redis.flushall());
    },
    stop: async () => {
      await running.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function askPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function withRedis(port: number, work: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis({ host: '127.0.0.1', port, lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await work(redis);
  } finally {
    redis.disconnect();
  }
}

async function untilAnswered(what: string, ask: () => Promise<void>): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what} did not start.`, { cause: error });
      await sleep(50);
    }
  }
}
