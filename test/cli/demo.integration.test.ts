import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql, type Kysely } from 'kysely';
import { createAuth } from '../../src/auth/auth.js';
import { demoPassword } from '../../src/auth/demo-password.js';
import { demoPhones } from '../../src/cli/demo/demo-roster.js';
import { demoFamilies } from '../../src/cli/demo/families.js';
import { seedDemo } from '../../src/cli/demo/seed-demo.js';
import { prepareDemo } from '../../src/cli/up/prepare-demo.js';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { createLogger } from '../../src/lib/log.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { planAudience } from '../../src/nudges/audience.js';
import { readClassAudience } from '../../src/roster/audience.queries.js';
import { buildSchool, builtAt } from '../support/builders.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startTestRuntime, testAccount } from '../support/runtime.js';
import { takeOutApprovals } from '../support/empty-district.js';

const now = new Date('2026-11-24T15:00:00Z');
const noSignIn = { createSignIn: () => Promise.resolve() };
/** Every table a demo district has rows in. */
const seeded = [
  'deployment',
  ...[
    'line',
    'school',
    'line_school',
    'staff',
    'staff_school',
    'class',
    'class_staff',
    'student',
    'enrollment',
  ],
  ...['guardian', 'guardian_student', 'address', 'guardian_address'],
  ...[
    'consent_event',
    'consent_state',
    'carrier_block',
    'conversation',
    'message',
    'auth.user',
    'auth.account',
  ],
];

async function counts(db: Kysely<Database>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of seeded) {
    const rows = await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(db);
    found[table] = rows.rows[0]?.n ?? 0;
  }
  return found;
}

async function onDatabase(work: (db: Kysely<Database>, url: string) => Promise<void>): Promise<void> {
  const database = await createTestDatabase();
  const db = createDatabase(createPool(database.url, 4));
  await takeOutApprovals(db);
  try {
    await work(db, database.url);
  } finally {
    await db.destroy();
    await database.drop();
  }
}

describe('the demo district', () => {
  let database: TestDatabase;
  let db: Kysely<Database>;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = createDatabase(createPool(database.url, 4));
    await takeOutApprovals(db);
    await seedDemo(db, now, noSignIn);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  test('has two schools, six classes, six staff, sixty families in eight languages, and no texts yet', async () => {
    expect(await counts(db)).toMatchObject({
      school: 2,
      line: 2,
      class: 6,
      staff: 6,
      consent_event: 61,
      carrier_block: 1,
      conversation: 0,
      message: 0,
    });
    expect(demoFamilies).toHaveLength(60);
    const languages = [...new Set(demoFamilies.map((family) => family.language))];
    expect(languages.length).toBeGreaterThanOrEqual(8);
    expect(loadTexts().languages()).toEqual(expect.arrayContaining(languages));
    const roles = await db.selectFrom('staff').select(['role', 'languages']).execute();
    expect(roles.filter(({ role }) => role === 'teacher')).toHaveLength(3);
    const liaisons = roles.filter(({ role }) => role === 'liaison');
    expect(liaisons.map((one) => one.languages)).toEqual(expect.arrayContaining([['en'], ['en', 'es']]));
  });

  test('has siblings, a shared phone, two households, and families that cannot or will not be texted', async () => {
    const guardiansOfPhones = await sql<{ guardians: number }>`
      select count(*)::integer as guardians from guardian_address group by address_id having count(*) > 1`.execute(
      db,
    );
    expect(guardiansOfPhones.rows.length).toBeGreaterThan(0);
    expect(demoFamilies.some((family) => family.children.length > 1)).toBe(true);
    expect(demoFamilies.filter((family) => family.phones === 'each').length).toBeGreaterThan(0);
    const unknown = await db.selectFrom('guardian').select('id').where('homeLanguage', 'is', null).execute();
    expect(unknown).toHaveLength(1);
  });

  test('has only numbers of the ranges kept for fiction, none twice', async () => {
    const numbers = [
      ...(await db.selectFrom('address').select('e164').execute()),
      ...(await db.selectFrom('line').select('e164').execute()),
    ].map((row) => row.e164);
    for (const number of numbers) expect(number).toMatch(/^\+1\d{3}55501\d\d$/u);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('has a phone for each address, in a language and on a line that exist', async () => {
    const addresses = await db.selectFrom('address').select('e164').orderBy('e164').execute();
    const phones = demoPhones();
    expect(phones.map((phone) => phone.number).sort()).toEqual(addresses.map((row) => row.e164));
    const lines = (await db.selectFrom('line').select('e164').execute()).map((row) => row.e164);
    for (const phone of phones) expect(lines).toContain(phone.line);
  });

  test('lets every class be texted, and leaves out whom it should, with reasons', async () => {
    const classes = await db
      .selectFrom('class')
      .innerJoin('lineSchool', 'lineSchool.schoolId', 'class.schoolId')
      .select(['class.id as classId', 'lineSchool.lineId', 'class.name'])
      .execute();
    const reasons = new Set<string>();
    for (const place of classes) {
      const audience = planAudience(await readClassAudience(db, now, place), now, 'America/New_York');
      expect(audience.recipients.length).toBeGreaterThanOrEqual(10);
      for (const { reason } of audience.leftOut) reasons.add(reason);
    }
    expect(classes).toHaveLength(6);
    expect([...reasons].sort()).toEqual([
      'no number on file',
      'the family told the carrier to stop texts from this line',
      'this number cannot be texted: it is a landline',
    ]);
  });

  test('is found, and left as it is, the second time', async () => {
    const before = await counts(db);
    const phones = await seedDemo(db, new Date('2026-11-25T15:00:00Z'), noSignIn);
    expect(await counts(db)).toEqual(before);
    expect(phones).toEqual(demoPhones());
    const { createdAt } = await db.selectFrom('deployment').select('createdAt').executeTakeFirstOrThrow();
    expect(createdAt).toEqual(now);
  });

  test('can never gain a real line', async () => {
    const line = {
      e164: '+12035550199',
      name: 'Real',
      carrier: 'twilio' as const,
      messagingServiceSid: null,
    };
    const adding = db
      .insertInto('line')
      .values({
        ...line,
        id: '01900000-0000-7000-8000-000000000000',
        stoppedAt: null,
        stoppedReason: null,
        createdAt: now,
      })
      .execute();
    await expect(adding).rejects.toThrow('a demo database takes no twilio line');
  });
});

describe('the demo is refused', () => {
  test('by the database of a real district, which stays as it is', () =>
    onDatabase(async (db) => {
      await db
        .insertInto('deployment')
        .values({ kind: 'live', districtName: 'Somewhere Public Schools', createdAt: builtAt })
        .execute();
      const before = await counts(db);
      await expect(seedDemo(db, now, noSignIn)).rejects.toMatchObject({ code: 'demo_refused' });
      expect(await counts(db)).toEqual(before);
    }));

  test('by a database that has schools and says nothing of a demo', () =>
    onDatabase(async (db) => {
      await buildSchool(db);
      await db.deleteFrom('deployment').execute();
      await expect(seedDemo(db, now, noSignIn)).rejects.toMatchObject({ code: 'demo_refused' });
    }));
});

test('two starts at the same moment seed one district', () =>
  onDatabase(async (db) => {
    await Promise.all([seedDemo(db, now, noSignIn), seedDemo(db, now, noSignIn)]);
    expect(await counts(db)).toMatchObject({ school: 2, staff: 6 });
  }));

test('its staff sign in with the password of the demo, also after a start that ended before all could', () =>
  onDatabase(async (db, url) => {
    const failing = { createSignIn: () => Promise.reject(new Error('killed')) };
    await expect(seedDemo(db, now, failing)).rejects.toThrow('killed');
    const district = await prepareDemo(url);
    expect(district.signIns).toHaveLength(6);
    expect(district.signIns[0]).toEqual({
      name: 'Ana Ruiz',
      role: 'family liaison, speaks Spanish',
      email: 'ana.ruiz@riverbend.example',
      password: demoPassword,
    });
    const auth = createAuth({
      databaseUrl: url,
      secret: 'a-secret-for-tests-that-is-long-enough',
      publicBaseUrl: 'http://127.0.0.1:3000',
      log: createLogger('silent', 'test'),
    });
    try {
      for (const { email, password } of district.signIns) {
        const { user } = await auth.api.signInEmail({ body: { email, password } });
        expect(user.email).toBe(email);
      }
    } finally {
      await auth.close();
    }
    const before = await counts(db);
    expect((await prepareDemo(url)).signIns).toEqual(district.signIns);
    expect(await counts(db)).toEqual(before);
  }));

test("its families' phones stand on the simulator's page, and a wrong password puts none there", async () => {
  const stage = await startTestRuntime();
  try {
    const district = await prepareDemo(stage.databaseUrl);
    const { url } = stage.simulator;
    const wrong = district.registerPhones({ url, ...testAccount, authToken: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'phones_refused' });
    await district.registerPhones({ url, ...testAccount });
    await district.registerPhones({ url, ...testAccount });
    const state = await (await fetch(`${url}/phones/state`)).json();
    const shown = (state as { phones: { number: string; name: string; language: string }[] }).phones;
    const named = (phones: typeof shown): string[] =>
      phones.map(({ number, name, language }) => `${number} ${name} ${language}`).sort();
    expect(named(shown)).toEqual(named(demoPhones()));
  } finally {
    await stage.close();
  }
});
