import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createSignIn } from '../../src/auth/sign-in.js';
import { demoSignIns } from '../../src/auth/staff.queries.js';
import { startApi, type Answer, type ApiServer } from '../api/api-server.js';
import { buildStaff, type BuiltStaff } from '../support/builders.js';

let api: ApiServer;
let staff: BuiltStaff;
const old = 'the-old-long-password';
const next = 'the-new-long-password';

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  staff = await buildStaff(api.rt.db);
  await createSignIn(api.auth, api.rt.db, staff.id, { ...staff, password: old });
});

const signIn = (password: string, email = staff.email) =>
  api.ask('POST', '/auth/sign-in/email', { body: { email, password }, headers: { origin: api.origin } });
const cookieOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const change = (cookie: string, body: object, origin = api.origin) =>
  api.ask('POST', '/auth/change-password', { body, headers: { cookie, origin } });
const isIn = async (cookie: string) => (await api.ask('GET', '/me', { headers: { cookie } })).status === 200;
const audited = async () =>
  (
    await api.rt.db
      .selectFrom('auditEvent')
      .select(['actor', 'action', 'detail'])
      .where('subject', '=', `staff:${staff.id}`)
      .orderBy('happenedAt')
      .orderBy('id')
      .execute()
  ).map(({ actor, action, detail }) => ({ isOwn: actor === `staff:${staff.id}`, action, detail }));

describe('changing one’s own password', () => {
  test('asks for the old one, ends the other sessions, keeps this one, and is written down without either', async () => {
    const [here, there] = [cookieOf(await signIn(old)), cookieOf(await signIn(old))];
    const colleague = await buildStaff(api.rt.db);
    await createSignIn(api.auth, api.rt.db, colleague.id, { ...colleague, password: old });
    const others = cookieOf(await signIn(old, colleague.email));
    expect((await change(here, { current: old, next })).status).toBe(204);
    expect([await isIn(here), await isIn(there), await isIn(others)]).toEqual([true, false, true]);
    expect((await signIn(old)).status).toBe(401);
    expect((await signIn(next)).status).toBe(200);
    expect((await signIn(old, colleague.email)).status).toBe(200);
    expect(await audited()).toEqual([
      { isOwn: true, action: 'staff.password_changed', detail: { endedSessions: 1 } },
    ]);
  });

  test('with a wrong old one changes nothing, is written down, and is not asked for ever', async () => {
    const [here, there] = [cookieOf(await signIn(old)), cookieOf(await signIn(old))];
    for (let n = 0; n < 5; n += 1) {
      const answer = await change(here, { current: `guess number ${n}`, next });
      expect([answer.status, answer.json]).toEqual([
        400,
        expect.objectContaining({ code: 'wrong_password' }),
      ]);
    }
    const refused = await change(here, { current: old, next });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
    expect([await isIn(here), await isIn(there)]).toEqual([true, true]);
    expect((await signIn(old)).status).toBe(200);
    expect((await audited()).map(({ action }) => action)).toEqual(Array(5).fill('staff.password_refused'));
  });

  test.each([
    ['short', { current: old, next: 'short' }, 400, 'invalid_input'],
    ['the old one', { current: old, next: old }, 400, 'same_password'],
  ])('does not take one that is %s', async (_what, body, status, code) => {
    const here = cookieOf(await signIn(old));
    expect(await change(here, body)).toMatchObject({ status, json: { code } });
    expect((await signIn(old)).status).toBe(200);
  });

  test('is no page’s of others, no token’s, and nobody’s who is not signed in', async () => {
    const here = cookieOf(await signIn(old));
    const body = { current: old, next };
    expect(await change(here, body, 'https://elsewhere.example')).toMatchObject({ status: 403 });
    expect(await api.ask('POST', '/auth/change-password', { as: staff, body })).toMatchObject({
      status: 403,
    });
    expect(await change('', body)).toMatchObject({ status: 401 });
    expect((await signIn(old)).status).toBe(200);
  });

  test('of two at once lets one through, and says so to the other', async () => {
    const here = cookieOf(await signIn(old));
    const answers = await Promise.all([
      change(here, { current: old, next }),
      change(here, { current: old, next: `${next}!` }),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    const won = statuses[0] === 204 ? next : `${next}!`;
    expect((await signIn(won)).status).toBe(200);
  });

  test('takes the demo’s account off the page that shows its password', async () => {
    const emails = async () => (await demoSignIns(api.rt.db)).map(({ email }) => email);
    expect(await emails()).toContain(staff.email);
    await change(cookieOf(await signIn(old)), { current: old, next });
    expect(await emails()).not.toContain(staff.email);
  });
});

test('an email that went on to somebody else signs in that person, and who had it signs in with the new one', async () => {
  const before = staff.email;
  const married = `new-${before}`;
  await api.rt.db.updateTable('staff').set({ email: married }).where('id', '=', staff.id).execute();
  const successor = await buildStaff(api.rt.db, { email: before });
  await createSignIn(api.auth, api.rt.db, successor.id, { ...successor, password: next });
  const me = async (answer: Answer) =>
    (await api.ask('GET', '/me', { headers: { cookie: cookieOf(answer) } })).json;
  expect(await me(await signIn(next, before))).toMatchObject({ id: successor.id });
  expect(await me(await signIn(old, married))).toMatchObject({ id: staff.id });
  expect((await signIn(old, before)).status).toBe(401);
});

test('an email that still is somebody else’s replaces nobody’s password', async () => {
  const other = await buildStaff(api.rt.db);
  await expect(
    createSignIn(api.auth, api.rt.db, other.id, { ...other, email: staff.email, password: next }),
  ).rejects.toMatchObject({ code: 'sign_in_taken' });
  expect((await signIn(old)).status).toBe(200);
});
