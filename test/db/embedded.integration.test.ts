import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import {
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/db/embedded/start-embedded-postgres.js';
import { temporaryFolder } from '../support/servers.js';

const run = promisify(execFile);
let dataDir: string;
const servers: EmbeddedPostgres[] = [];
const parents: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await temporaryFolder('recado-embedded-');
});

afterEach(async () => {
  for (const parent of parents.splice(0)) parent.kill('SIGKILL');
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  servers.push(server);
  return server;
}

/** Another process with a server on the same folder. */
async function startInParent(): Promise<{ parent: ChildProcess; url: string; postmaster: number }> {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = fileURLToPath(new URL('./embedded-parent.ts', import.meta.url));
  const parent = spawn(process.execPath, ['--import', tsx, script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  parents.push(parent);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: parent.stdout as NodeJS.ReadableStream }).once('line', resolve);
    parent.once('exit', () => reject(new Error('The parent process ended before its server was ready.')));
  });
  const file = await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  return { parent, url, postmaster: Number(file.split('\n')[0]) };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

function isRunning(pid: number): boolean {
  try {
    // A process that has ended and was not yet collected by its parent is a zombie.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function untilEnded(pid: number): Promise<void> {
  while (isRunning(pid)) await sleep(20);
}

const parentOf = (pid: number): number =>
  Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);

describe('the embedded PostgreSQL, on an empty folder,', () => {
  test('stores UTF-8 and finds trigrams in Arabic, Chinese and Cyrillic', async () => {
    const { connectionString } = await start();
    await query(connectionString, 'create extension pg_trgm');
    const [row] = await query(
      connectionString,
      `select current_setting('server_encoding') as encoding, show_trgm('مدرسة') as arabic,
         show_trgm('学校巴士') as chinese, show_trgm('школа') as cyrillic`,
    );
    expect(row?.encoding).toBe('UTF8');
    expect(row?.arabic).toHaveLength(6);
    expect(row?.chinese).toHaveLength(5);
    expect(row?.cyrillic).toHaveLength(6);
  });

  test('deletes what a throw-away server wrote', async () => {
    const server = await startEmbeddedPostgres({ dataDir, throwaway: true, log: () => undefined });
    await server.stop();
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });
});

describe('the embedded PostgreSQL', () => {
  // Making the data takes longer than all else: made once, each test finds a copy in its folder.
  let made: string;
  beforeAll(async () => {
    made = await temporaryFolder('recado-embedded-made-');
    await (await startEmbeddedPostgres({ dataDir: made, log: () => undefined })).stop();
  });
  afterAll(() => rm(made, { recursive: true }));
  beforeEach(() => run('cp', ['-a', join(made, 'postgres'), dataDir]));

  test('lets nobody in without the password, which only its owner may read', async () => {
    const { connectionString, port } = await start();
    const wrong = query(`postgres://recado:wrong@127.0.0.1:${port}/recado`, 'select 1');
    await expect(wrong).rejects.toThrow(/password authentication failed/);
    const mode = (await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777;
    expect(mode).toBe(0o600);
    expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('keeps its data over a restart', async () => {
    const first = await start();
    await query(first.connectionString, `create table kept as select 'Bonjou' as word`);
    await first.stop();
    const second = await start();
    expect(await query(second.connectionString, 'select word from kept')).toEqual([{ word: 'Bonjou' }]);
  });

  test('takes over what came back from a back-up, whoever copied it and however open it is', async () => {
    const first = await start();
    await query(first.connectionString, `create table kept as select 'Bonjou' as word`);
    await first.stop();
    const copy = await temporaryFolder('recado-embedded-copy-');
    // Without -p: the files belong to whoever copies, and are as open as his umask leaves them.
    await run('cp', ['-r', join(dataDir, 'postgres'), copy]);
    await run('chmod', ['-R', 'go+rX', copy]);
    await rm(dataDir, { recursive: true });
    dataDir = copy;
    const { connectionString } = await start();
    expect(await query(connectionString, 'select word from kept')).toEqual([{ word: 'Bonjou' }]);
  });

  test('ends by itself when its parent is killed, and the data committed until then are there again', async () => {
    const { parent, url, postmaster } = await startInParent();
    await query(url, `create table kept as select 'Olá' as word`);
    parent.kill('SIGKILL');
    await untilEnded(postmaster);
    const { connectionString } = await start();
    expect(await query(connectionString, 'select word from kept')).toEqual([{ word: 'Olá' }]);
  });

  test('starts at once after its parent was killed, even while the old server is still stopping', async () => {
    const { parent, url } = await startInParent();
    await query(url, `create table kept as select 'Salam' as word`);
    parent.kill('SIGKILL');
    const { connectionString } = await start();
    expect(await query(connectionString, 'select word from kept')).toEqual([{ word: 'Salam' }]);
  });

  test('stops a server whose parent and supervisor were both killed, and takes its data over', async () => {
    const { parent, url, postmaster } = await startInParent();
    await query(url, `create table kept as select 'Xin chào' as word`);
    process.kill(parentOf(postmaster), 'SIGKILL');
    parent.kill('SIGKILL');
    const { connectionString } = await start();
    expect(isRunning(postmaster)).toBe(false);
    expect(await query(connectionString, 'select word from kept')).toEqual([{ word: 'Xin chào' }]);
  });

  test('recovers when the server itself was killed', async () => {
    const { connectionString, ended } = await start();
    await query(connectionString, `create table kept as select 'Mwen la' as word`);
    const file = await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8');
    process.kill(Number(file.split('\n')[0]), 'SIGKILL');
    await ended;
    await servers.pop()?.stop();
    const again = await start();
    expect(await query(again.connectionString, 'select word from kept')).toEqual([{ word: 'Mwen la' }]);
  });

  test('is not held up by a lock file that names some other process', async () => {
    const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    await writeFile(file, `${process.pid}\n${join(dataDir, 'postgres', 'data')}\n1\n5432\n`);
    const { connectionString } = await start();
    expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('says so when another process has the folder, whose address can be asked for', async () => {
    const { url } = await startInParent();
    await expect(start()).rejects.toMatchObject({ code: 'database_in_use' });
    expect(await findRunningEmbeddedPostgres(dataDir)).toBe(url);
  });

  test('says in one sentence that its data were made by another major version', async () => {
    await writeFile(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({
      code: 'database_version',
      message: expect.stringMatching(/made by PostgreSQL 17, and this Recado brings PostgreSQL 18: /),
    });
  });

  test('leaves nothing of a start that was killed while it made its data', async () => {
    await rm(join(dataDir, 'postgres', 'data'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'data.new'), 'half made');
    const { connectionString } = await start();
    expect(await query(connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, 'postgres', 'data.new'))).toBe(false);
  });
});
