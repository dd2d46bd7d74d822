import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { migrate, migrations } from '../../src/db/migrate.js';
import { listConversations } from '../../src/inbox/list.js';
import { readThread } from '../../src/inbox/thread.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { systemClock } from '../../src/lib/clock.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

type Rows = Record<string, Record<string, unknown>[]>;

/** A district as it stood when migration 0005 was the last: a nudge, its answers, a held reply, a STOP, a 停止. */
const last = '0005-received-texts';
const fixture = JSON.parse(
  readFileSync(new URL('fixtures/district-0005.json', import.meta.url), 'utf8'),
) as Rows;

let database: TestDatabase;
let db: Kysely<Database>;

beforeAll(async () => {
  database = await createTestDatabase('template1');
  const pool = createPool(database.url, 2);
  const old = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({
    db: old,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateTo(last);
  if (error !== undefined) throw error as Error;
  await populate(old);
  await old.destroy();
  await migrate(database.url);
  db = createDatabase(createPool(database.url, 2));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** As a restored dump would: triggers and foreign keys look away while the rows come in. */
async function populate(old: Kysely<unknown>): Promise<void> {
  await old.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    for (const [table, rows] of Object.entries(fixture)) {
      const name = sql.raw(quoted(table));
      await sql`insert into ${name} select * from json_populate_recordset(null::${name}, ${JSON.stringify(rows)}::json)`.execute(
        trx,
      );
    }
  });
}

function quoted(table: string): string {
  return table
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}

describe('a populated database of an earlier state, brought to this version', () => {
  test.each(Object.keys(fixture))('keeps every row of %s as it was', async (table) => {
    const { rows } = await sql<{
      row: Record<string, unknown>;
    }>`select to_json(t)::text::json as row from ${sql.raw(quoted(table))} t`.execute(db);
    // New columns may stand beside the old ones.
    const now = rows.map((one) => JSON.stringify(one.row));
    const missing = (fixture[table] ?? []).filter(
      (before) =>
        !rows.some(({ row }) => Object.entries(before).every(([key, value]) => same(row[key], value))),
    );
    expect({ table, missing, now: missing.length > 0 ? now : [] }).toEqual({ table, missing: [], now: [] });
  });

  test('is read by the inbox: every thread with its texts and translations', async () => {
    const staff = await db
      .selectFrom('staff')
      .innerJoin('staffSchool', 'staffSchool.staffId', 'staff.id')
      .select(['staff.id', 'staff.name', 'staff.email', 'staff.languages', 'staffSchool.schoolId'])
      .where('role', '=', 'liaison')
      .executeTakeFirstOrThrow();
    const liaison = {
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: 'liaison' as const,
      schoolIds: [staff.schoolId],
      languages: staff.languages,
    };
    const rt = { db, clock: systemClock, texts: loadTexts() };
    const { items } = await listConversations(rt, liaison, { view: 'all', limit: 50 });
    expect(items).toHaveLength(fixture['public.conversation']?.length ?? 0);
    const threads = await Promise.all(items.map((item) => readThread(rt, liaison, item.id)));
    expect(threads.flatMap((thread) => thread.messages)).toHaveLength(fixture['public.message']?.length ?? 0);
    expect(threads.flatMap((thread) => thread.messages.flatMap((one) => one.translations))).toHaveLength(
      fixture['public.message_translation']?.length ?? 0,
    );
  });

  test('still knows who wants no texts', async () => {
    const states = await db.selectFrom('consentState').select('state').execute();
    expect(states.map((one) => one.state).every((state) => state === 'opted_out')).toBe(true);
    expect(await db.selectFrom('carrierBlock').selectAll().execute()).toHaveLength(1);
  });
});

function same(now: unknown, before: unknown): boolean {
  return JSON.stringify(now) === JSON.stringify(before);
}
