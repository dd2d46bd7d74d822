import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Kysely } from 'kysely';
import { createAuth, type Auth } from '../../src/auth/auth.js';
import { setUpLeaving, setUpLine, setUpSignIn } from '../../src/cli/set-up.js';
import { createApiToken } from '../../src/cli/token.js';
import { hashToken } from '../../src/auth/sign-in.js';
import { activeStaffByEmail, staffOfApiToken } from '../../src/auth/staff.queries.js';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { newId } from '../../src/lib/ids.js';
import { createLogger } from '../../src/lib/log.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const now = new Date('2026-11-23T15:00:00Z');
let database: TestDatabase;
let db: Kysely<Database>;
let auth: Auth;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(createPool(database.url, 2));
  auth = createAuth({
    databaseUrl: database.url,
    secret: 'a-secret-for-tests-that-is-long-enough',
    publicBaseUrl: 'http://127.0.0.1',
    log: createLogger('silent', 'test'),
  });
});
afterAll(async () => {
  await auth.close();
  await db.destroy();
  await database.drop();
});

const addSchool = (name: string) =>
  db
    .insertInto('school')
    .values({ id: newId(), sourceId: null, name, timeZone: 'America/New_York', createdAt: now })
    .execute();

test('the first line asks whose district it is, and makes the database a real one for ever', async () => {
  const line = { number: '+1 (860) 555-0101', name: 'Main', schools: [] };
  await expect(setUpLine(db, now, line)).rejects.toThrow('--district');
  await addSchool('Lincoln Elementary');
  await addSchool('Adams Middle');
  const added = await setUpLine(db, now, { ...line, district: 'Riverbend' });
  expect(added).toEqual({ isNew: true, serves: ['Adams Middle', 'Lincoln Elementary'] });
  expect(await db.selectFrom('deployment').select(['kind', 'districtName']).execute()).toEqual([
    { kind: 'live', districtName: 'Riverbend' },
  ]);
  expect(await db.selectFrom('line').select(['e164', 'carrier']).execute()).toEqual([
    { e164: '+18605550101', carrier: 'twilio' },
  ]);
  expect(await setUpLine(db, now, line)).toEqual({ isNew: false, serves: [] });
});

test('a line serves the schools that are named, and says which there are where one is not', async () => {
  await addSchool('Douglass High');
  const line = { number: '+18605550102', name: 'High school' };
  await expect(setUpLine(db, now, { ...line, schools: ['Douglas'] })).rejects.toThrow(
    'There is no one school Douglas; there are: Adams Middle, Douglass High, Lincoln Elementary.',
  );
  expect(await setUpLine(db, now, { ...line, schools: ['douglass high'] })).toEqual({
    isNew: true,
    serves: ['Douglass High'],
  });
});

test.each(['8605550101', 'Main', '+1'])('"%s" is no number, and the message shows one', async (number) => {
  await expect(setUpLine(db, now, { number, name: 'x', schools: [] })).rejects.toThrow('+18605550101');
});

test('somebody new gets a password to sign in with, and a new one when asked again', async () => {
  const who = { email: 'Pat.Lee@riverbend.example', schools: [] };
  await expect(setUpSignIn(db, now, auth, who)).rejects.toThrow('--name and --role');
  const first = await setUpSignIn(db, now, auth, { ...who, name: 'Pat Lee', role: 'district_admin' });
  const second = await setUpSignIn(db, now, auth, who);
  expect(first.isNew && !second.isNew && first.password !== second.password).toBe(true);
  const staff = await db
    .selectFrom('staff')
    .select(['name', 'role', 'authUserId'])
    .where('email', '=', who.email)
    .execute();
  expect(staff).toMatchObject([{ name: 'Pat Lee', role: 'district_admin' }]);
  expect(staff[0]?.authUserId).not.toBeNull();
  const { internalAdapter, password } = await auth.$context;
  const user = await internalAdapter.findUserByEmail(who.email.toLowerCase(), { includeAccounts: true });
  const hash = user?.accounts[0]?.password ?? '';
  expect(await password.verify({ hash, password: second.password })).toBe(true);
  expect(await password.verify({ hash, password: first.password })).toBe(false);
});

test('somebody new who is no district administrator works at a school that is there', async () => {
  const who = { email: 'sam@riverbend.example', name: 'Sam', role: 'liaison' } as const;
  await expect(setUpSignIn(db, now, auth, { ...who, schools: [] })).rejects.toThrow('--school');
  await expect(setUpSignIn(db, now, auth, { ...who, schools: ['Nowhere'] })).rejects.toThrow('there are:');
  await setUpSignIn(db, now, auth, { ...who, schools: ['Adams Middle'] });
  const at = await db
    .selectFrom('staffSchool')
    .innerJoin('school', 'school.id', 'staffSchool.schoolId')
    .select('school.name')
    .execute();
  expect(at).toEqual([{ name: 'Adams Middle' }]);
});

test('a new password signs out whoever is in with the old one', async () => {
  const who = { email: 'kim@riverbend.example', schools: [] };
  await setUpSignIn(db, now, auth, { ...who, name: 'Kim Roe', role: 'district_admin' });
  const { internalAdapter } = await auth.$context;
  const user = await internalAdapter.findUserByEmail(who.email);
  const { token } = await internalAdapter.createSession(user?.user.id ?? '', false);
  expect(await internalAdapter.findSession(token)).not.toBeNull();
  await setUpSignIn(db, now, auth, who);
  expect(await internalAdapter.findSession(token)).toBeNull();
});

test('somebody who leaves has no access any more, and comes back only when that is said', async () => {
  const who = { email: 'noa@riverbend.example', schools: ['Adams Middle'] };
  await setUpSignIn(db, now, auth, { ...who, name: 'Noa Lin', role: 'liaison' });
  const { internalAdapter } = await auth.$context;
  const user = await internalAdapter.findUserByEmail(who.email);
  const { token } = await internalAdapter.createSession(user?.user.id ?? '', false);
  const api = { name: 'export', staffEmail: who.email, days: 90 };
  const bearer = await createApiToken(db, now, api);
  expect(await setUpLeaving(db, now, 'NOA@riverbend.example')).toEqual({
    nudges: 0,
    conversations: 0,
    isOfRoster: false,
  });
  expect(await internalAdapter.findSession(token)).toBeNull();
  expect(await staffOfApiToken(db, now, hashToken(bearer.token))).toBeUndefined();
  await expect(setUpLeaving(db, now, who.email)).rejects.toThrow('No active member of staff');
  await expect(setUpSignIn(db, now, auth, who)).rejects.toThrow('--back');
  expect(await setUpSignIn(db, now, auth, { ...who, back: true })).toMatchObject({ isNew: false });
  expect(await activeStaffByEmail(db, who.email)).toMatchObject({ role: 'liaison' });
});

test('somebody who left is not brought back by a password', async () => {
  await db.updateTable('staff').set({ active: false }).where('email', '=', 'sam@riverbend.example').execute();
  const who = {
    email: 'Sam@riverbend.example',
    name: 'Sam',
    role: 'liaison',
    schools: ['Adams Middle'],
  } as const;
  await expect(setUpSignIn(db, now, auth, who)).rejects.toThrow('somebody who left');
});
