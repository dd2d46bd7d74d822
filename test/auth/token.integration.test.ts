import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import type { Kysely } from 'kysely';
import { hashToken } from '../../src/auth/sign-in.js';
import { assignableStaff, staffOfApiToken } from '../../src/auth/staff.queries.js';
import { createApiToken, registerTokenCommand } from '../../src/cli/token.js';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { buildStaff } from '../support/builders.js';
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

const staffOf = (token: string, at = now) => staffOfApiToken(db, at, hashToken(token));

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
