import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../src/db/embedded/free-port.js';
import { packageRoot } from '../src/cli/up/node-arguments.js';
import { createDatabase, createPool } from '../src/db/database.js';
import { buildDeployment } from './support/builders.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { programArguments } from './support/program.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const account = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'secret' };

/** What a part started by itself says before it ends. @param args of Node; unset, those for what this test run wrote */
async function startOf(
  file: string,
  variables: Record<string, string>,
  args: readonly string[] = programArguments(file),
): Promise<string[]> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: packageRoot,
    env: { PATH, HOME, TMPDIR, LOG_LEVEL: 'silent', ...account, ...variables },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(1);
  return said.trimEnd().split('\n');
}

const withPath = (path: string): string => Object.assign(new URL(database.url), { pathname: path }).href;

describe.each(['src/main.ts', 'workers/main.ts'])('%s, started by itself, says in one sentence', (file) => {
  test('that the database does not answer', async () => {
    const url = `postgres://somebody:hidden@127.0.0.1:${await freePort()}/recado`;
    const said = await startOf(file, { DATABASE_URL: url }, ['--import', 'tsx', file]);
    expect(said).toEqual([expect.stringMatching(/^The database does not answer\. Check DATABASE_URL/u)]);
  }, 60_000);
});

test('a start says what is wrong with the database, and never its password', async () => {
  const wrongPassword = Object.assign(new URL(database.url), { password: 'hidden' }).href;
  const said = await Promise.all(
    [wrongPassword, withPath('/nowhere'), withPath('/postgres')].map((url) =>
      startOf('src/main.ts', { DATABASE_URL: url }),
    ),
  );
  expect(said).toEqual([
    ['The database refuses the user or the password in DATABASE_URL: correct them.'],
    [expect.stringContaining('has no database of that name')],
    [expect.stringContaining('run "npm run -s recado -- migrate"')],
  ]);
}, 60_000);

test('the web server says that its port is taken', async () => {
  const other = createServer().listen(0);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const said = await startOf('src/main.ts', { DATABASE_URL: database.url, PORT: String(port) });
  other.close();
  expect(said).toEqual([
    `Port ${port} is taken by another program: stop that one, or set PORT to a free one.`,
  ]);
}, 60_000);

test('a demo district is started with no carrier but the one on this machine, by whatever name', async () => {
  const db = createDatabase(createPool(database.url, 1));
  await buildDeployment(db);
  await db.destroy();
  for (const address of ['', 'https://api.twilio.com', 'https://carrier.example']) {
    const said = await startOf('workers/main.ts', {
      DATABASE_URL: database.url,
      TWILIO_API_BASE_URL: address,
    });
    expect(said).toEqual([
      'This database holds the demo district, which only texts simulated phones: set TWILIO_API_BASE_URL to the simulator, which is on this machine, or use another database.',
    ]);
  }
}, 90_000);
