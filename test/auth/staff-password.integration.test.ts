import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createSignIn } from '../../src/auth/sign-in.js';
import { startApi, type ApiServer } from '../api/api-server.js';
import { buildStaff, type BuiltStaff } from '../support/builders.js';

let api: ApiServer;
let admin: BuiltStaff;
let colleague: BuiltStaff;
const password = 'the-password-of-before';

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  admin = await buildStaff(api.rt.db, { role: 'district_admin' });
  colleague = await buildStaff(api.rt.db);
  for (const one of [admin, colleague]) await createSignIn(api.auth, api.rt.db, one.id, { ...one, password });
});

const signIn = (who: BuiltStaff, as = password) =>
  api.ask('POST', '/auth/sign-in/email', {
    body: { email: who.email, password: as },
    headers: { origin: api.origin },
  });
const cookieOf = async (who: BuiltStaff): Promise<string> =>
  (await signIn(who)).headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const give = (cookie: string, staffId: string, origin = api.origin) =>
  api.ask('POST', '/auth/staff-password', { body: { staffId }, headers: { cookie, origin } });

test('a district administrator makes a password for a colleague, which takes the place of the old one', async () => {
  const theirs = await cookieOf(colleague);
  const answer = await give(await cookieOf(admin), colleague.id);
  const { password: made } = answer.json as { password: string };
  expect([(await signIn(colleague)).status, (await signIn(colleague, made)).status]).toEqual([401, 200]);
  expect(await api.ask('GET', '/me', { headers: { cookie: theirs } })).toMatchObject({ status: 401 });
  const audits = await api.rt.db
    .selectFrom('auditEvent')
    .select(['actor', 'action', 'detail'])
    .where('subject', '=', `staff:${colleague.id}`)
    .execute();
  expect(audits).toEqual([{ actor: `staff:${admin.id}`, action: 'staff.sign_in', detail: {} }]);
});

test('nobody else does, for nobody who left, not with a token, and not from another’s page', async () => {
  const mine = await cookieOf(admin);
  expect(await give(await cookieOf(colleague), admin.id)).toMatchObject({ status: 404 });
  expect(await give(mine, admin.id)).toMatchObject({ status: 400, json: { code: 'own_password' } });
  expect(await give(mine, colleague.id, 'https://elsewhere.example')).toMatchObject({ status: 403 });
  const body = { staffId: colleague.id };
  expect(await api.ask('POST', '/auth/staff-password', { as: admin, body })).toMatchObject({ status: 403 });
  await api.rt.db.updateTable('staff').set({ active: false }).where('id', '=', colleague.id).execute();
  expect(await give(mine, colleague.id)).toMatchObject({ status: 404 });
});
