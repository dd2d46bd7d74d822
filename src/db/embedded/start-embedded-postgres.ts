import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, open, readFile, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { RecadoError } from '../../lib/errors.js';
import { accountForServer, type Account } from './account.js';
import { prepareBinaries, type Binaries } from './binaries.js';
import { freePort } from './free-port.js';
import { lockHolder, takeLock } from './owner-lock.js';
import { endLeftover, readPostmaster } from './postmaster-file.js';
import { runSupervised, type Supervised } from './run-supervised.js';
import { locateServerFolder, makeServerFolder, passwordOf, type ServerFolder } from './server-folder.js';
import { serverError } from './server-error.js';
import {
  databaseName,
  initdbArguments,
  roleName,
  serverArguments,
  serverEnvironment,
} from './server-settings.js';

export interface EmbeddedPostgresOptions {
  /** Existing folder of the installation; the server keeps its files in `postgres` inside it, or says where else. */
  readonly dataDir: string;
  /** For tests: nothing is made safe against a power cut, and the data folder is deleted at the end. Default false. */
  readonly throwaway?: boolean;
  /** Default 200: every queue owns a pool and a listening connection. */
  readonly maxConnections?: number;
  /** Sentences for the person who waits. */
  readonly log: (line: string) => void;
}

export interface EmbeddedPostgres {
  readonly connectionString: string;
  readonly port: number;
  /** Resolves when the server has ended, with the reason it wrote down, in case nobody asked it to. */
  readonly ended: Promise<RecadoError>;
  /** Fast shutdown: open transactions are rolled back. Resolves when the server has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm brought, on loopback and a free port, and makes its data folder on the first start.
 * The server ends with this process, however that ends.
 * @throws RecadoError `no_embedded_database`, `no_account_for_database`, `database_folder`, `database_in_use`,
 * `database_version`, `disk_full`, `database_start`
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const throwaway = options.throwaway ?? false;
  const account = await accountForServer((await locateServerFolder(options.dataDir)).path);
  const [binaries, folder] = await Promise.all([
    prepareBinaries(account),
    makeServerFolder(options.dataDir, account, options.log),
  ]);
  const lock = await takeLock(folder.lockFile, '');
  if (!lock.taken) {
    throw new RecadoError(
      'database_in_use',
      `The database in ${folder.path} is in use by another Recado (process ${lock.holder.pid}): stop that one first.`,
    );
  }
  let started: Supervised | undefined;
  try {
    const password = await passwordOf(folder, account);
    await endLeftover(folder.data, options.log);
    await makeData({ binaries, folder, account, throwaway });
    const maxConnections = options.maxConnections ?? 200;
    const ground = { binaries, folder, account, throwaway, maxConnections };
    const { server, port, lines } = await startServer(ground, options.log);
    started = server;
    await makeDatabase(urlFor(port, password, 'postgres'));
    return {
      connectionString: urlFor(port, password, databaseName),
      port,
      ended: server.ended.then(async () =>
        serverError('The database ended by itself', await lines(), folder.logFile),
      ),
      stop: async () => {
        await server.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await started?.stop();
    await lock.release();
    throw error;
  }
}

/** The address of the server another process runs on this data folder, or undefined when none is running. */
export async function findRunningEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const folder = await locateServerFolder(dataDir);
  if (!(await lockHolder(folder.lockFile))) return undefined;
  const postmaster = await readPostmaster(folder.data);
  const password = (await readFile(folder.passwordFile, 'utf8').catch(() => '')).trim();
  if (!postmaster?.ready || password === '') return undefined;
  return urlFor(postmaster.port, password, databaseName);
}

const urlFor = (port: number, password: string, database: string): string =>
  `postgres://${roleName}:${password}@127.0.0.1:${port}/${database}`;

interface Ground {
  readonly binaries: Binaries;
  readonly folder: ServerFolder;
  readonly account: Account | undefined;
  readonly throwaway: boolean;
}

/** Makes the data folder unless it is there; a start that was killed in between leaves nothing half made. */
async function makeData({ binaries, folder, account, throwaway }: Ground): Promise<void> {
  for (const name of await readdir(folder.path)) {
    if (name.startsWith('data.new')) await rm(join(folder.path, name), { recursive: true, force: true });
  }
  if (existsSync(folder.data)) {
    const version = (await readFile(join(folder.data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
    if (Number(version) === binaries.majorVersion) return;
    throw new RecadoError(
      'database_version',
      `The data in ${folder.data} were made by PostgreSQL ${version || 'of an unknown version'}, and this Recado brings PostgreSQL ${binaries.majorVersion}: dump them with the Recado that made them and restore the dump, or set DATA_DIR to another folder.`,
    );
  }
  const draft = `${folder.data}.new`;
  await runInitdb(
    binaries.initdb,
    initdbArguments({ data: draft, passwordFile: folder.passwordFile, throwaway }),
    folder.path,
    account,
  );
  await rename(draft, folder.data);
}

async function runInitdb(
  initdb: string,
  args: readonly string[],
  cwd: string,
  account: Account | undefined,
): Promise<void> {
  const child = spawn(initdb, args, {
    cwd,
    env: serverEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw serverError('PostgreSQL could not make its data folder', said);
}

/** Starts the server and waits until it takes connections. */
async function startServer(
  ground: Ground & { maxConnections: number },
  log: (line: string) => void,
): Promise<{ server: Supervised; port: number; lines: () => Promise<string> }> {
  await prepareLog(ground.folder.logFile, ground.account);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const logStart = (await stat(ground.folder.logFile)).size;
    const lines = async (): Promise<string> =>
      (await readFile(ground.folder.logFile).catch(() => Buffer.alloc(0)))
        .subarray(logStart)
        .toString('utf8');
    const server = superviseServer(ground, port);
    if (await untilReady(server, ground.folder, port, log)) return { server, port, lines };
    const said = await lines();
    // Somebody took the port in between, or the last processes of a killed server are still going.
    const passing = /could not create any TCP\/IP sockets|pre-existing shared memory block/.test(said);
    if (!passing || attempt === 5) throw serverError('PostgreSQL did not start', said, ground.folder.logFile);
    await sleep(attempt * 200);
  }
}

function superviseServer(ground: Ground & { maxConnections: number }, port: number): Supervised {
  const { binaries, folder, account, throwaway } = ground;
  return runSupervised({
    command: binaries.postgres,
    args: serverArguments({ data: folder.data, port, maxConnections: ground.maxConnections, throwaway }),
    cwd: folder.path,
    env: serverEnvironment(process.env),
    logFile: folder.logFile,
    // Fast, then immediate shutdown (PostgreSQL manual 18.5); what is thrown away need not be written out.
    stopSignals: throwaway ? ['SIGQUIT', 'SIGKILL'] : ['SIGINT', 'SIGQUIT'],
    patienceMs: 15_000,
    windowsStop: [binaries.pgCtl, 'stop', '-D', folder.data, '-m', 'fast'],
    ...(account ? { account: { uid: account.uid, gid: account.gid } } : {}),
    ...(throwaway ? { removeAfter: folder.path } : {}),
  });
}

/** True once the server takes connections, false when it ended before that. Recovery after a crash may take minutes. */
async function untilReady(
  server: Supervised,
  folder: ServerFolder,
  port: number,
  log: (line: string) => void,
): Promise<boolean> {
  let ended = false;
  void server.ended.then(() => (ended = true));
  const began = Date.now();
  let told = false;
  while (!ended) {
    const postmaster = await readPostmaster(folder.data);
    // The file of a server that was killed says "ready" too, with that one's port.
    if (postmaster?.ready && postmaster.port === port) return true;
    if (!told && Date.now() - began > 10_000) {
      told = true;
      log('The database is still starting: it may be recovering from a crash.');
    }
    await sleep(10);
  }
  return false;
}

/** Begins the log file anew when it has grown past 5 MB. */
async function prepareLog(logFile: string, account: Account | undefined): Promise<void> {
  const handle = await open(logFile, 'a', 0o600);
  const size = (await handle.stat()).size;
  await handle.close();
  if (size > 5_000_000) await truncate(logFile);
  if (account) await chown(logFile, account.uid, account.gid);
}

async function makeDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}
