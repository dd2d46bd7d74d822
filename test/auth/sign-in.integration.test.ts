import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAuth, type Auth } from '../../src/auth/auth.js';
import { countByAddress } from '../../src/auth/requests-by-address.js';
import { createSignIn, hashToken, identify, newToken, signedInStaff } from '../../src/auth/sign-in.js';
import { createDatabase, createPool } from '../../src/db/database.js';
import { newId } from '../../src/lib/ids.js';
import { createLogger } from '../../src/lib/log.js';
import { buildStaff } from '../support/builders.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: ReturnType<typeof createDatabase>;
let auth: Auth;
const password = 'a-good-long-password';

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(createPool(database.url, 3));
  auth = createAuth({
    databaseUrl: database.url,
    secret: 's'.repeat(40),
    publicBaseUrl: 'http://127.0.0.1:3000',
    log: createLogger('silent', 'test'),
    signInsPerMinute: 5,
  });
});

afterAll(async () => {
  await auth.close();
  await db.destroy();
  await database.drop();
});

async function cookieOf(email: string, secret = password): Promise<string> {
  const { headers } = await auth.api.signInEmail({ body: { email, password: secret }, returnHeaders: true });
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function staffWithSignIn() {
  const staff = await buildStaff(db, { languages: ['en', 'es'] });
  await createSignIn(auth, db, staff.id, { name: staff.name, email: staff.email, password });
  return staff;
}

const now = new Date();

describe('signing in with a password', () => {
  test('makes a session that stands for the member of staff, with languages and schools', async () => {
    const staff = await staffWithSignIn();
    const headers = new Headers({ cookie: await cookieOf(staff.email) });
    expect(await signedInStaff(auth, db, now, headers)).toEqual(staff);
  });

  test('fails with a wrong password, and with the old one after it was replaced', async () => {
    const staff = await staffWithSignIn();
    await expect(cookieOf(staff.email, 'not the password')).rejects.toMatchObject({ statusCode: 401 });
    await createSignIn(auth, db, staff.id, { ...staff, password: 'another-long-password' });
    await expect(cookieOf(staff.email)).rejects.toMatchObject({ statusCode: 401 });
    expect(await cookieOf(staff.email, 'another-long-password')).toContain('recado.session_token=');
  });

  test('stands for nobody once the member of staff is not active', async () => {
    const staff = await staffWithSignIn();
    const headers = new Headers({ cookie: await cookieOf(staff.email) });
    await db.updateTable('staff').set({ active: false }).where('id', '=', staff.id).execute();
    expect(await signedInStaff(auth, db, now, headers)).toBeNull();
  });

  test('a used session lives on, one that was only looked at does not', async () => {
    const staff = await staffWithSignIn();
    const headers = new Headers({ cookie: await cookieOf(staff.email) });
    const pool = createPool(database.url, 1);
    await pool.query(`update auth.session set "expiresAt" = now() + interval '2 hours'`);
    expect((await identify(auth, db, now, headers, 'look'))?.cookies).toEqual([]);
    expect((await identify(auth, db, now, headers, 'use'))?.cookies.join()).toContain('Max-Age=43200');
    const { rows } = await pool.query(
      `select max("expiresAt") > now() + interval '11 hours' as longer from auth.session`,
    );
    expect(rows).toEqual([{ longer: true }]);
    await pool.end();
  });

  test('a cookie that was tampered with stands for nobody', async () => {
    const staff = await staffWithSignIn();
    const cookie = await cookieOf(staff.email);
    expect(await signedInStaff(auth, db, now, new Headers({ cookie: `${cookie}x` }))).toBeNull();
    expect(await signedInStaff(auth, db, now, new Headers())).toBeNull();
  });
});

describe('over HTTP', () => {
  const post = (path: string, body: object, ip: string) =>
    auth.handler(
      new Request(`http://127.0.0.1:3000/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-recado-client-ip': ip },
        body: JSON.stringify(body),
      }),
    );

  test('nobody can sign up', async () => {
    const answer = await post(
      '/sign-up/email',
      { email: 'new@riverside.example', password, name: 'New' },
      '10.0.0.1',
    );
    expect(answer.status).toBe(400);
    const pool = createPool(database.url, 1);
    const { rows } = await pool.query(`select from auth.user where email like 'new@%'`);
    await pool.end();
    expect(rows).toEqual([]);
  });

  test('guessing from one place ends after the tries of a minute; another place goes on', async () => {
    const guess = { email: 'someone@riverside.example', password: 'guess guess guess' };
    const answers: number[] = [];
    for (let n = 0; n < 7; n += 1) answers.push((await post('/sign-in/email', guess, '10.0.0.2')).status);
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await post('/sign-in/email', guess, '10.0.0.3')).status).toBe(401);
  });
});

describe('requests of one address', () => {
  const rule = { window: 60, max: 30 };
  /** Seconds to wait, 0 for none, of requests that come so many seconds apart. */
  async function waitsOf(address: string, requests: number, apart: number): Promise<number[]> {
    let moment = now.getTime();
    const { consume } = countByAddress(db, () => new Date(moment));
    const waits: number[] = [];
    for (let n = 0; n < requests; n += 1, moment += apart * 1000)
      waits.push((await consume(address, rule)).retryAfter ?? 0);
    return waits;
  }

  test('of a whole school that signs in all morning are all answered', async () => {
    expect(await waitsOf('a school', 100, 3)).toEqual(Array.from({ length: 100 }, () => 0));
  });

  test('that come faster wait until the minute is over that began with the first', async () => {
    const waits = await waitsOf('somebody who guesses', 62, 1);
    expect(waits.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 0));
    expect(waits.slice(30, 60)).toEqual(Array.from({ length: 30 }, (_, n) => 30 - n));
    expect(waits.slice(60)).toEqual([0, 0]);
  });

  test('that come all at once gain nothing by it', async () => {
    const { consume } = countByAddress(db, () => now);
    const answers = await Promise.all(Array.from({ length: 40 }, () => consume('a crowd', rule)));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(30);
  });
});

describe('a bearer token', () => {
  async function tokenFor(
    staffId: string,
    columns: { expiresAt?: Date; revokedAt?: Date } = {},
  ): Promise<Headers> {
    const token = newToken();
    await db
      .insertInto('apiToken')
      .values({
        id: newId(),
        name: 'test',
        tokenHash: hashToken(token),
        staffId,
        expiresAt: new Date(now.getTime() + 60_000),
        revokedAt: null,
        createdAt: now,
        lastUsedAt: null,
        ...columns,
      })
      .execute();
    return new Headers({ authorization: `Bearer ${token}` });
  }

  test('stands for its member of staff', async () => {
    const staff = await buildStaff(db);
    expect(await identify(auth, db, now, await tokenFor(staff.id))).toEqual({
      staff,
      via: 'token',
      cookies: [],
    });
  });

  test.each([
    ['expired', { expiresAt: now }],
    ['revoked', { revokedAt: now }],
  ])('stands for nobody when it is %s', async (_state, columns) => {
    const staff = await buildStaff(db);
    expect(await signedInStaff(auth, db, now, await tokenFor(staff.id, columns))).toBeNull();
  });

  test('stands for nobody when it is made up, whatever cookie comes along', async () => {
    const staff = await staffWithSignIn();
    const headers = new Headers({
      authorization: `Bearer ${newToken()}`,
      cookie: await cookieOf(staff.email),
    });
    expect(await signedInStaff(auth, db, now, headers)).toBeNull();
  });
});
