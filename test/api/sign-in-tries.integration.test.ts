import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { accountKey, forgetOldTries } from '../../src/auth/sign-in-tries.js';
import { createSignIn } from '../../src/auth/sign-in.js';
import { setUpSignIn } from '../../src/cli/set-up.js';
import { createLogger } from '../../src/lib/log.js';
import { buildStaff, type BuiltStaff } from '../support/builders.js';
import { startApi, type Answer, type ApiServer } from './api-server.js';

let api: ApiServer;
let staff: BuiltStaff;
let start: Date;

beforeAll(async () => {
  // What is asked here is the limit by account: the one by address is out of the way.
  api = await startApi({ signInsPerMinute: 10_000 });
  start = api.rt.clock.now();
  // Connections are there before passwords are checked, which a busy machine takes longer for than one is waited for.
  await Promise.all(Array.from({ length: 5 }, () => sql`select pg_sleep(0.1)`.execute(api.rt.db)));
});
afterAll(() => api.close());
beforeEach(async () => {
  staff = await buildStaff(api.rt.db);
  await createSignIn(api.auth, api.rt.db, staff.id, { ...staff, password });
});
afterEach(() => api.setNow(start));

const password = 'a-good-long-password';

const signIn = (email: string, secret = password, headers: Record<string, string> = {}): Promise<Answer> =>
  api.ask('POST', '/auth/sign-in/email', {
    body: { email, password: secret },
    headers: { origin: api.origin, ...headers },
  });
const guess = (email: string, cookie?: string): Promise<Answer> =>
  signIn(email, 'wrong wrong wrong', cookie === undefined ? {} : { cookie });
async function guessTimes(times: number, email: string, cookie?: string): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: times }, () => guess(email, cookie)));
  return answers.map(({ status }) => status).toSorted();
}
const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);
const minutesLater = (minutes: number): void => api.setNow(new Date(start.getTime() + minutes * 60_000));
const cookiesOf = (answer: Answer): string[] =>
  answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
/** What the browser sends back of what it was given: only the mark, as after signing out. */
const markOf = (answer: Answer): string =>
  cookiesOf(answer)
    .filter((cookie) => cookie.startsWith('recado.known_browser='))
    .join('; ');

describe('wrong passwords for one account', () => {
  test('are ten in a quarter of an hour, many at once too; then the right one waits as well', async () => {
    expect(await guessTimes(25, staff.email)).toEqual([...times(10, 401), ...times(15, 429)]);
    minutesLater(3);
    const answer = await signIn(staff.email.toUpperCase());
    expect(answer).toMatchObject({ status: 429, json: { code: 'too_many_tries' } });
    expect((answer.json as { detail: string }).detail).toBe(
      'Too many wrong passwords for this email. Wait 12 minutes, then try again. A browser in which you have signed in before may let you in at once. If you do not know the password any more, ask your administrator for a new one.',
    );
    expect(answer.headers.get('retry-after')).toBe('720');
    expect(answer.headers.getSetCookie()).toEqual([]);
    // Guessing on makes it no longer.
    await guessTimes(20, staff.email);
    minutesLater(15);
    expect((await signIn(staff.email)).status).toBe(200);
  });

  test('are answered as those for nobody, to the letter', async () => {
    const nobody = `nobody.${staff.email}`;
    for (let n = 0; n < 12; n += 1) {
      const [known, unknown] = [await guess(staff.email), await guess(nobody)];
      expect(unknown.text).toBe(known.text);
      expect(unknown.status).toBe(n < 10 ? 401 : 429);
      expect(unknown.headers.get('retry-after')).toBe(known.headers.get('retry-after'));
    }
  });

  test('leave other accounts alone, and so do right ones, however many', async () => {
    const other = await buildStaff(api.rt.db);
    await createSignIn(api.auth, api.rt.db, other.id, { ...other, password });
    await guessTimes(11, staff.email);
    for (let n = 0; n < 12; n += 1) expect((await signIn(other.email)).status).toBe(200);
  });

  test('are not counted where nobody looked at the password', async () => {
    const foreign = { origin: 'https://evil.example' };
    for (let n = 0; n < 12; n += 1) expect((await signIn(staff.email, 'wrong', foreign)).status).toBe(403);
    expect((await signIn(staff.email)).status).toBe(200);
  });

  test('are kept without the email, and forgotten when they count no more', async () => {
    const kept = () =>
      api.rt.db.selectFrom('signInTry').selectAll().where('startedAt', '<=', start).execute();
    await guess(staff.email);
    expect((await guess('my secret, typed into the wrong field')).status).toBe(401);
    const rows = await kept();
    expect(rows).toContainEqual({ key: accountKey(staff.email), startedAt: start, count: 1 });
    for (const { key } of rows) expect(key).toMatch(/^[\da-f]{64}$/);
    minutesLater(14);
    await forgetOldTries(api.rt);
    expect(await kept()).toEqual(rows);
    minutesLater(15);
    await forgetOldTries(api.rt);
    expect(await kept()).toEqual([]);
  });

  test('are told in the log once, with whose account it is and no email', async () => {
    const lines: string[] = [];
    const { log } = api.rt;
    Object.assign(api.rt, {
      log: createLogger('info', 'test', { write: (line: string) => void lines.push(line) }),
    });
    await guessTimes(13, staff.email);
    Object.assign(api.rt, { log });
    const told = lines.filter((line) => line.includes('too many wrong passwords'));
    expect(told).toHaveLength(1);
    expect(told.join()).toContain(staff.id);
    expect(lines.join().toLowerCase()).not.toContain(staff.email.toLowerCase());
  });

  test('are over with a new password', async () => {
    await guessTimes(11, staff.email);
    const fresh = await setUpSignIn(api.rt.db, start, api.auth, { email: staff.email, schools: [] });
    expect((await signIn(staff.email, fresh.password)).status).toBe(200);
  });
});

test('more than can be looked at are told so, count for nobody, and hold up nobody who is signed in', async () => {
  const cookie = cookiesOf(await signIn(staff.email)).join('; ');
  const flood = Promise.all(Array.from({ length: 200 }, (_, n) => guess(`${n}.${staff.email}`)));
  expect((await api.ask('GET', '/me', { headers: { cookie } })).status).toBe(200);
  const answers = await flood;
  const busy = answers.filter(({ status }) => status === 503);
  expect(busy.length).toBeGreaterThan(0);
  for (const { json } of busy) expect(json).toMatchObject({ code: 'sign_in_busy' });
  const wrong = answers.filter(({ status }) => status === 401).length;
  expect(wrong).toBe(200 - busy.length);
  const counted = await api.rt.db.selectFrom('signInTry').select('key').where('count', '>', 0).execute();
  const keys = answers.map((_, n) => accountKey(`${n}.${staff.email}`));
  expect(counted.filter(({ key }) => keys.includes(key))).toHaveLength(wrong);
  expect((await signIn(staff.email)).status).toBe(200);
});

describe('a browser in which somebody signed in before', () => {
  test('lets her in while strangers guess', async () => {
    const mark = markOf(await signIn(staff.email));
    expect(mark).not.toBe('');
    await guessTimes(15, staff.email);
    expect((await signIn(staff.email)).status).toBe(429);
    const answer = await signIn(staff.email, password, { cookie: mark });
    expect(answer.status).toBe(200);
    expect(markOf(answer)).not.toBe(mark);
  });

  test('takes ten wrong ones too, apart from those of strangers', async () => {
    const mark = markOf(await signIn(staff.email));
    expect(await guessTimes(12, staff.email, mark)).toEqual([...times(10, 401), 429, 429]);
    const refused = await signIn(staff.email, password, { cookie: mark });
    expect(refused.status).toBe(429);
    expect((refused.json as { detail: string }).detail).not.toContain('browser');
    expect((await signIn(staff.email)).status).toBe(200);
  });

  test('is known for her account alone', async () => {
    const other = await buildStaff(api.rt.db);
    await createSignIn(api.auth, api.rt.db, other.id, { ...other, password });
    const mark = markOf(await signIn(other.email));
    await guessTimes(11, staff.email);
    expect((await signIn(staff.email, password, { cookie: mark })).status).toBe(429);
  });

  test('keeps the mark where no script and no other site reaches it, and sends it on signing in alone', async () => {
    const cookie = (await signIn(staff.email)).headers
      .getSetCookie()
      .find((one) => one.startsWith('recado.known_browser='));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Path=\/api\/auth\/sign-in;/);
    expect(cookie).toMatch(/; Max-Age=34560000/);
    expect((await guess(staff.email)).headers.getSetCookie()).toEqual([]);
  });
});
