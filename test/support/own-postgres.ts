import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/db/embedded/start-embedded-postgres.js';
import { migrate } from '../../src/db/migrate.js';
import { temporaryFolder, templateName, urlOf } from './servers.js';

/** A PostgreSQL of a test file's own, to be frozen, stopped and started again under one address. */
export interface OwnPostgres {
  /** Stays the same whatever is done to the server. */
  readonly adminUrl: string;
  /** The server's processes stand still: connections stay open and nothing answers. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts it with the template database tests copy, and makes `createTestDatabase` of this test file use it. Each start
 * of the server is on another port, so a relay in between keeps the address.
 */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = await temporaryFolder('recado-own-');
  const launch = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, log: () => undefined });
  let server = await launch();
  const relay = await startRelay(() => server.port);
  const adminUrl = new URL(urlOf(server.connectionString, 'postgres'));
  adminUrl.port = String(relay.port);
  await makeTemplate(adminUrl.href);
  process.env.RECADO_TEST_ADMIN_URL = adminUrl.href;
  const signal = async (name: NodeJS.Signals): Promise<void> => {
    const postmaster = Number(
      (await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0],
    );
    for (const pid of [postmaster, ...childrenOf(postmaster)]) process.kill(pid, name);
  };
  return {
    adminUrl: adminUrl.href,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    stop: () => server.stop(),
    async start() {
      server = await launch();
    },
    async close() {
      await server.stop();
      await relay.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${templateName}`);
  await migrate(urlOf(adminUrl, templateName));
  await admin.end();
}

/** Linux tells the parent of each process in /proc. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) === parent;
      } catch {
        return false;
      }
    });
}

async function startRelay(port: () => number): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect(port(), '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  return {
    port: (relay.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => relay.close(resolve));
    },
  };
}
