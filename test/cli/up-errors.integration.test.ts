import { rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { checkFreeSpace, lockDataFolder } from '../../src/cli/up/data-folder.js';
import { migrate } from '../../src/db/migrate.js';
import { freePort } from '../../src/db/embedded/free-port.js';
import { createTestDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/servers.js';
import { runRecado, type Outcome } from './run-recado.js';

let folder: string;
let variables: Record<string, string>;

beforeEach(async () => {
  folder = await temporaryFolder('recado-up-');
  variables = { DATA_DIR: folder, PORT: String(await freePort()) };
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Exit code 1, and nothing printed but one sentence. */
function expectSentence(outcome: Outcome, sentence: string | RegExp): void {
  expect(outcome.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(outcome.stderr).toMatch(sentence);
  expect(outcome.stdout).toBe('');
  expect(outcome.exitCode).toBe(1);
}

describe('recado up says in one sentence, with exit code 1,', () => {
  test('that a file stands where the data folder should be', async () => {
    const file = join(folder, 'data');
    await writeFile(file, '');
    const outcome = await runRecado(['up'], { ...variables, DATA_DIR: file });
    expectSentence(
      outcome,
      `folder ${file}, but a file stands in its place: move the file away, or set DATA_DIR`,
    );
  });

  test('that it may not write the data folder', async () => {
    // Nobody may make a folder there, root neither.
    const outcome = await runRecado(['up'], { ...variables, DATA_DIR: '/sys/recado' });
    expectSentence(outcome, /\/sys\/recado .*may not be written.*, or set DATA_DIR to another folder/);
  });

  test('that no folder can be made there at all', async () => {
    const outcome = await runRecado(['up'], { ...variables, DATA_DIR: '/proc/recado/data' });
    expectSentence(outcome, /\/proc\/recado\/data .*could not be made.*, or set DATA_DIR to another folder/);
  });

  test('that another program has the port', async () => {
    const other = await listen();
    const { port } = other.address() as AddressInfo;
    const outcome = await runRecado(['up'], { ...variables, PORT: String(port) });
    other.close();
    expectSentence(outcome, `Port ${port} is taken by another program: stop that one, or set PORT`);
  });

  test('that it is running on the folder already, and where', async () => {
    const { unlock } = await lockDataFolder(folder, 'http://127.0.0.1:3456');
    const outcome = await runRecado(['up'], variables);
    await unlock();
    expectSentence(outcome, `already running on ${folder} at http://127.0.0.1:3456 (process ${process.pid})`);
  });

  test('that the database does not answer, without its password', async () => {
    const port = await freePort();
    const outcome = await runRecado(['up'], {
      ...variables,
      DATABASE_URL: `postgres://somebody:hidden@127.0.0.1:${port}/recado`,
    });
    expect(outcome.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(outcome.stderr).toContain('Check DATABASE_URL');
    expect(outcome.stdout + outcome.stderr).not.toContain('hidden');
    expect(outcome.exitCode).toBe(1);
  });

  test('that a database with real lines needs credentials', async () => {
    const database = await createTestDatabase();
    await query(
      database.url,
      `insert into deployment (kind, district_name, created_at) values ('live', 'Harbor', now());
       insert into line (id, e164, name, carrier, created_at)
       values (gen_random_uuid(), '+12035550100', 'Main', 'twilio', now());`,
    );
    const outcome = await runRecado(['up'], { ...variables, DATABASE_URL: database.url });
    await database.drop();
    expect(outcome.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(outcome.stderr).toMatch(/holds real lines.*set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN/);
    expect(outcome.exitCode).toBe(1);
  });
});

describe('recado', () => {
  test('says how much space is missing on a disk that is nearly full', async () => {
    await expect(checkFreeSpace(folder, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
      message: expect.stringMatching(
        /^Only \d+ MB are free on the disk of .*: free some space, or set DATA_DIR/,
      ),
    });
    await expect(checkFreeSpace(folder, 1)).resolves.toBeUndefined();
  });

  test.each([
    ['an unknown command', ['sing'], {}],
    ['an unknown option', ['up', '--loud'], {}],
    ['no command at all', [], {}],
    ['a variable that cannot be used', ['up'], { PORT: 'harbor' }],
    ['a file that is not there', ['understand', '/nowhere/texts.jsonl'], {}],
  ])('answers %s with exit code 2', async (_what, args, wrong) => {
    const outcome = await runRecado(args, { ...variables, ...wrong });
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).not.toBe('');
    expect(outcome.stdout).toBe('');
  });

  test('migrates the database that DATABASE_URL names, and does so again without harm', async () => {
    const database = await createTestDatabase();
    const outcome = await runRecado(['migrate', '--json'], { ...variables, DATABASE_URL: database.url });
    await expect(migrate(database.url)).resolves.toBeUndefined();
    await database.drop();
    expect(outcome).toEqual({ exitCode: 0, stdout: '{"event":"migrated"}\n', stderr: '' });
  });
});

async function listen(): Promise<Server> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
