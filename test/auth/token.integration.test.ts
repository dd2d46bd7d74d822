import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { sql, type Kysely } from 'kysely';
import { hashToken, identify, type SignInCheck } from '../../src/auth/sign-in.js';
import { assignableStaff, staffOfApiToken } from '../../src/auth/staff.queries.js';
import { createApiToken, lineOfToken, registerTokenCommand, revokeApiToken } from '../../src/cli/token.js';
import { listTokens } from '../../src/auth/tokens.queries.js';
import { readAssignee } from '../../src/inbox/reply-context.queries.js';
import { readOwner } from '../../src/translation/speakers.queries.js';
import { passOnOverdueWithdrawals } from '../../src/translation/pass-on.queries.js';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { newId } from '../../src/lib/ids.js';
import { buildSchool, buildStaff } from '../support/builders.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: Kysely<Database>;
const now = new Date('2026-11-23T15:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(createPool(database.url, 2));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const staffOf = async (token: string, at = now) => (await staffOfApiToken(db, at, hashToken(token)))?.staff;

describe('a token', () => {
  test('without a person speaks for a machine of its own, which nobody can give work to', async () => {
    const { token, expiresAt } = await createApiToken(db, now, {
      name: 'sync',
      role: 'district_admin',
      days: 90,
    });
    expect(token).toMatch(/^recado_[\w-]{43}$/);
    const machine = await staffOf(token);
    expect(machine).toMatchObject({ name: 'API token sync', role: 'district_admin' });
    expect(await staffOf(token, expiresAt)).toBeUndefined();
    expect((await assignableStaff(db, 'all')).map((staff) => staff.id)).not.toContain(machine?.id);
  });

  test('with an email, in any case, speaks for that person', async () => {
    const staff = await buildStaff(db, { role: 'teacher', email: 'Ms.Lee@riverside.example' });
    const { token } = await createApiToken(db, now, {
      name: 'x',
      staffEmail: 'ms.lee@RIVERSIDE.example',
      days: 1,
    });
    expect(await staffOf(token)).toMatchObject({ id: staff.id, role: 'teacher' });
  });

  test('is stored by its hash only, and written down', async () => {
    const { token } = await createApiToken(db, now, { name: 'secret', role: 'district_admin', days: 1 });
    const rows = JSON.stringify([
      await db.selectFrom('apiToken').selectAll().execute(),
      await db.selectFrom('auditEvent').selectAll().execute(),
    ]);
    expect(rows).not.toContain(token.slice('recado_'.length));
    expect(rows).toContain('token.created');
  });

  test.each<[string, object, string]>([
    ['nobody known', { staffEmail: 'nobody@riverside.example' }, 'staff_not_found'],
    ['a role without a person', { role: 'teacher' }, 'wrong_use'],
    ['neither role nor person', {}, 'wrong_use'],
  ])('for %s is refused', async (_what, request, code) => {
    await expect(createApiToken(db, now, { name: 'x', days: 1, ...request })).rejects.toMatchObject({ code });
  });

  test('for a person who has another role is refused', async () => {
    const staff = await buildStaff(db, { role: 'teacher' });
    await expect(
      createApiToken(db, now, { name: 'x', staffEmail: staff.email, role: 'liaison', days: 1 }),
    ).rejects.toMatchObject({ code: 'wrong_use' });
  });
});

describe('tokens there are', () => {
  test('are listed with whom they speak for, those in use alone unless all are asked for, and none can be read', async () => {
    const staff = await buildStaff(db, { name: 'Kim Lee', role: 'teacher', email: 'kim@riverside.example' });
    const made = async (name: string, request: object = { staffEmail: staff.email }) =>
      createApiToken(db, now, { name, days: 90, ...request });
    const [mine, machine, ended] = [
      await made('gradebook'),
      await made('nightly', { role: 'district_admin' }),
      await made('old phone'),
    ];
    await revokeApiToken(db, now, ended.id);
    const inUse = await listTokens(db, now, 'usable');
    expect(inUse.map(({ id }) => id)).toEqual(expect.arrayContaining([mine.id, machine.id]));
    expect(inUse.map(({ id }) => id)).not.toContain(ended.id);
    const all = await listTokens(db, mine.expiresAt, 'all');
    const line = (id: string, at = now): string =>
      all.filter((token) => token.id === id).map((token) => lineOfToken(token, at))[0] ?? '';
    expect(inUse.filter(({ id }) => id === mine.id).map((token) => lineOfToken(token, now))).toEqual([
      `${mine.id}  gradebook: Kim Lee <kim@riverside.example>, teacher; made 2026-11-23, valid until 2027-02-21; no use noted`,
    ]);
    expect(line(mine.id, mine.expiresAt)).toContain('expired 2027-02-21');
    expect(line(machine.id, mine.expiresAt)).toContain('nightly: a machine of its own, district_admin;');
    expect(line(ended.id)).toContain(
      'old phone: Kim Lee <kim@riverside.example>, teacher; made 2026-11-23, revoked',
    );
    expect(JSON.stringify(all)).not.toContain(hashToken(mine.token));
    await db.updateTable('staff').set({ active: false }).where('id', '=', staff.id).execute();
    expect((await listTokens(db, now, 'usable')).map(({ id }) => id)).not.toContain(mine.id);
    expect(
      lineOfToken((await listTokens(db, now, 'all')).find(({ id }) => id === mine.id) as never, now),
    ).toContain('speaks for somebody who left');
  });

  test('are revoked for good, once, which is written down', async () => {
    const { id, token } = await createApiToken(db, now, { name: 'lost', role: 'district_admin', days: 1 });
    expect(await staffOf(token)).toBeDefined();
    expect(await revokeApiToken(db, now, id)).toEqual({ name: 'lost', before: null });
    expect(await staffOf(token)).toBeUndefined();
    const later = new Date(now.getTime() + 1000);
    expect(await revokeApiToken(db, later, id)).toEqual({ name: 'lost', before: now });
    const entries = await db
      .selectFrom('auditEvent')
      .select(['actor', 'happenedAt'])
      .where('subject', '=', `token:${id}`)
      .where('action', '=', 'token.revoked')
      .execute();
    expect(entries).toEqual([{ actor: 'cli', happenedAt: now }]);
    await expect(revokeApiToken(db, now, newId())).rejects.toMatchObject({ code: 'token_not_found' });
    await expect(revokeApiToken(db, now, 'lost')).rejects.toMatchObject({ code: 'wrong_use' });
  });
});

describe('the last use of a token', () => {
  const noAuth = { api: {} } as never as SignInCheck;
  const seconds = (count: number) => new Date(now.getTime() + count * 1000);

  async function buildToken(days = 1) {
    const { id, token } = await createApiToken(db, now, { name: 'nightly', role: 'district_admin', days });
    const known = async () => (await listTokens(db, now, 'all')).find((one) => one.id === id);
    return {
      id,
      use: (at: Date) => identify(noAuth, db, at, new Headers({ authorization: `Bearer ${token}` }), 'look'),
      lastUsed: async () => (await known())?.lastUsedAt,
      line: async () => lineOfToken((await known()) as never, now),
      /** The row's version: another one means that it was written. */
      version: async () => {
        const { rows } = await sql<{ xmin: string }>`select xmin from api_token where id = ${id}`.execute(db);
        return rows[0]?.xmin;
      },
    };
  }

  test('is shown, to the minute', async () => {
    const token = await buildToken();
    expect(await token.lastUsed()).toBeNull();
    expect(await token.use(seconds(5))).not.toBeNull();
    expect(await token.lastUsed()).toEqual(seconds(5));
    expect(await token.line()).toMatch(/; last used 2026-11-23 15:00 UTC$/);
  });

  test('is written once a minute, however many requests come', async () => {
    const token = await buildToken();
    await Promise.all([0, 0, 0, 0].map((at) => token.use(seconds(at))));
    const written = await token.version();
    for (const at of [1, 30, 59]) await token.use(seconds(at));
    expect(await token.version()).toBe(written);
    expect(await token.lastUsed()).toEqual(seconds(0));
    await token.use(seconds(60));
    expect(await token.lastUsed()).toEqual(seconds(60));
  });

  test('stays where a clock is behind, and after the token was refused', async () => {
    const token = await buildToken();
    await token.use(seconds(120));
    await token.use(seconds(0));
    expect(await token.lastUsed()).toEqual(seconds(120));
    await revokeApiToken(db, seconds(130), token.id);
    expect(await token.use(seconds(300))).toBeNull();
    expect(await token.lastUsed()).toEqual(seconds(120));
  });
});

test('a machine is given no work, however long it is there: a person is, or nobody', async () => {
  await db.updateTable('staff').set({ active: false }).execute();
  const { token } = await createApiToken(db, now, { name: 'first', role: 'district_admin', days: 1 });
  const machine = await staffOf(token);
  const { schoolId } = await buildSchool(db);
  const owner = await buildStaff(db, { schoolIds: [schoolId], active: false });
  const id = newId();
  await db
    .insertInto('translationWithdrawal')
    .values({
      ...{ id, direction: 'to_family', fromLanguage: 'en', toLanguage: 'es', source: 'coat', wrong: 'gato' },
      ...{ sourceForm: 'coat', wrongForm: 'gato', messageId: null, memoryId: null, schoolId, reason: 'no' },
      ...{ withdrawnByStaffId: owner.id, withdrawnAt: now, ownerStaffId: owner.id, dueAt: now },
      ...{ draft: null, correction: null, settledAt: null, settledByStaffId: null },
    })
    .execute();
  const ownerOf = () =>
    db.selectFrom('translationWithdrawal').select('ownerStaffId').where('id', '=', id).executeTakeFirst();
  expect(await db.transaction().execute((trx) => readOwner(trx, schoolId, 'es'))).toBeUndefined();
  expect(await readAssignee(db, schoolId, machine?.id ?? '')).toBeUndefined();
  await passOnOverdueWithdrawals(db, now);
  expect(await ownerOf()).toEqual({ ownerStaffId: owner.id });
  await db.updateTable('translationWithdrawal').set({ overdueSince: null }).where('id', '=', id).execute();
  const head = await buildStaff(db, { role: 'district_admin' });
  await passOnOverdueWithdrawals(db, now);
  expect(await ownerOf()).toEqual({ ownerStaffId: head.id });
  expect(await db.transaction().execute((trx) => readOwner(trx, schoolId, 'es'))).toMatchObject({
    id: head.id,
  });
});

test.each([['0'], ['1.5'], ['4000'], ['soon']])(
  'recado token create --days %s is wrong use',
  async (days) => {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    registerTokenCommand(program);
    program.commands[0]?.commands[0]?.exitOverride();
    await expect(
      program.parseAsync(['token', 'create', '--role', 'district_admin', '--days', days], { from: 'user' }),
    ).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  },
);
