import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { sql } from 'kysely';
import { undoImport } from '../../src/imports/undo.js';
import { wantHours } from '../../src/consent/asked-hours.queries.js';
import { findOrAddAddress } from '../../src/roster/addresses.queries.js';
import { setHomeLanguage } from '../../src/roster/guardians.queries.js';
import { linkGuardian, restoreLink, retireLinks } from '../../src/roster/links.queries.js';
import { ownField } from '../../src/roster/owners.queries.js';
import { insertRight } from '../../src/roster/rights.queries.js';
import { buildStaff } from '../support/builders.js';
import { startImportStage, type ImportStage } from './import-stage.js';
import { sampleRoster, type SampleRoster, type SampleUser } from './rosters.js';

let stage: ImportStage;
let staffId: string;
beforeAll(async () => {
  stage = await startImportStage();
  staffId = (await buildStaff(stage.rt.db, { role: 'district_admin' })).id;
});
afterAll(() => stage.close());

const families = sampleRoster();
/** Without staff: their emails would meet those of the other tests. */
const roster: SampleRoster = {
  ...families,
  users: families.users.filter(({ role }) => role === 'student' || role === 'guardian' || role === 'parent'),
  enrollments: families.enrollments.filter(([, , role]) => role === 'student'),
};
const rosa = 'g-rosa';
const rosasNumber = '+12035550142';

let sources = 0;
const newSource = (): string => `owned-${(sources += 1)}`;
const withUser = (id: string, fields: Partial<SampleUser> | null): SampleRoster => ({
  ...roster,
  users: roster.users
    .filter((user) => fields !== null || user.id !== id)
    .map((user) => ({
      ...user,
      ...(user.id === id ? fields : {}),
      ...(fields === null ? { agents: (user.agents ?? []).filter((agent) => agent !== id) } : {}),
    })),
});
const guardianOf = (source: string, sourceId = rosa) =>
  stage.rt.db
    .selectFrom('guardian')
    .select(['id', 'name', 'homeLanguage', 'leftAt', 'timeZone'])
    .where('source', '=', source)
    .where('sourceId', '=', sourceId)
    .executeTakeFirstOrThrow();
const numbersOf = async (guardianId: string): Promise<string[]> => {
  const rows = await stage.rt.db
    .selectFrom('guardianAddress')
    .innerJoin('address', 'address.id', 'guardianAddress.addressId')
    .select('address.e164')
    .where('guardianId', '=', guardianId)
    .where('retiredAt', 'is', null)
    .orderBy('address.e164')
    .execute();
  return rows.map(({ e164 }) => e164);
};
const keptOf = async (imported: Awaited<ReturnType<ImportStage['take']>>): Promise<string[]> =>
  (await stage.rows(imported))
    .filter(({ action, sourceId }) => action === 'keep' && sourceId === rosa)
    .map(({ columnName, reason }) => `${columnName ?? ''}: ${reason ?? ''}`)
    .sort();

/** What staff can do to a guardian in the app, and what is then owned. */
type Act = 'language' | 'take off' | 'take off and put back' | 'another number';
const act = async (what: Act, guardianId: string, another: string): Promise<void> => {
  const now = stage.clock.now();
  await stage.rt.db.transaction().execute(async (trx) => {
    const addressId = await findOrAddAddress(trx, now, rosasNumber);
    const link = { guardianId, addressId };
    const why = { reason: 'mistake', staffId } as const;
    if (what === 'language') await setHomeLanguage(trx, guardianId, 'vi');
    if (what === 'another number') {
      await linkGuardian(trx, { guardianId, addressId: await findOrAddAddress(trx, now, another) });
    }
    if (what.startsWith('take off')) await retireLinks(trx, now, { ...link, guardianIds: [guardianId] }, why);
    if (what === 'take off and put back') await restoreLink(trx, link);
  });
};
/** What the next file says of Rosa. */
const says = {
  'the same': {},
  'another language': { language: 'Polish' },
  'no language': { language: '' },
  'another number': { sms: '203-555-0177' },
  'no number': { sms: '' },
  'another name': { given: 'Rosalía' },
  'that she left, and is back': null,
} satisfies Record<string, Partial<SampleUser> | null>;

test('whatever staff set for a guardian stands after any file, and what the file says otherwise is told', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray<Act>(['language', 'another number', 'take off', 'take off and put back'], { minLength: 1 }),
      fc.constantFrom(...(Object.keys(says) as (keyof typeof says)[])),
      async (acts, said) => {
        const source = newSource();
        const another = `+1203556${String(sources).padStart(4, '0')}`;
        await stage.take(roster, { source });
        const before = await guardianOf(source);
        for (const what of acts) await act(what, before.id, another);
        const isBack = acts.includes('take off and put back');
        const owned = [
          ...(acts.includes('another number') ? [another] : []),
          ...(isBack ? [rosasNumber] : []),
        ];
        const file = says[said];
        if (file === null) await stage.take(withUser(rosa, null), { source });
        const imported = await stage.take(withUser(rosa, file ?? {}), { source });

        const after = await guardianOf(source);
        const isLanguageOwned = acts.includes('language');
        if (isLanguageOwned) expect(after.homeLanguage).toBe('vi');
        expect(after.name).toBe(said === 'another name' ? 'Rosalía Medina' : 'Rosa Medina');
        const standing = await numbersOf(before.id);
        expect(standing).toEqual(expect.arrayContaining(owned));
        // Only what the file itself gave may go, and nothing that was taken off comes back.
        const isOff = acts.includes('take off') && !isBack;
        expect(standing.includes(rosasNumber)).toBe(
          !isOff && (owned.includes(rosasNumber) || !['another number', 'no number'].includes(said)),
        );
        const inFile = said === 'another number' ? '+12035550177' : said === 'no number' ? null : rosasNumber;
        const saysLanguage = said !== 'no language';
        expect(await keptOf(imported)).toEqual(
          [
            ...(isLanguageOwned && saysLanguage ? ['homeLanguage: staff set this'] : []),
            ...owned.filter((one) => one !== inFile).map(() => 'phone: staff linked this number'),
            ...(isOff && inFile === rosasNumber ? ['phone: staff took this number off'] : []),
          ].sort(),
        );
      },
    ),
    { numRuns: 12 },
  );
}, 240_000);

describe('a number', () => {
  test('that staff link again after the records had it is theirs: no file takes it away', async () => {
    const source = newSource();
    await stage.take(roster, { source });
    const { id: guardianId } = await guardianOf(source);
    await act('take off', guardianId, '');
    const now = stage.clock.now();
    await stage.rt.db
      .transaction()
      .execute(async (trx) =>
        linkGuardian(trx, { guardianId, addressId: await findOrAddAddress(trx, now, rosasNumber) }),
      );
    const link = await stage.rt.db
      .selectFrom('guardianAddress')
      .select(['owner', 'retiredAt', 'retiredReason', 'retiredByStaffId'])
      .where('guardianId', '=', guardianId)
      .executeTakeFirstOrThrow();
    expect(link).toEqual({ owner: 'staff', retiredAt: null, retiredReason: null, retiredByStaffId: null });
    await stage.take(withUser(rosa, { sms: '203-555-0178' }), { source });
    expect(await numbersOf(guardianId)).toEqual([rosasNumber, '+12035550178']);
  });
});

test('fields of any row keep their owner when somebody leaves the records and is back', async () => {
  const source = newSource();
  await stage.take(roster, { source });
  const { id: guardianId } = await guardianOf(source);
  const student = await stage.rt.db
    .selectFrom('student')
    .select('id')
    .where('source', '=', source)
    .where('sourceId', '=', 'st-mei')
    .executeTakeFirstOrThrow();
  await stage.rt.db.transaction().execute(async (trx) => {
    await sql`update guardian set name = 'Rosa M.' where id = ${guardianId}`.execute(trx);
    await ownField(trx, 'guardian', guardianId, 'name', 'family');
    await sql`update student set given_name = 'May' where id = ${student.id}`.execute(trx);
    await ownField(trx, 'student', student.id, 'givenName', 'staff');
  });
  await stage.take(withUser(rosa, null), { source });
  await stage.take({ ...withUser('st-mei', null) }, { source, confirmed: true });
  const back = await stage.take(roster, { source });
  expect((await guardianOf(source)).name).toBe('Rosa M.');
  const mei = await stage.rt.db
    .selectFrom('student')
    .select('givenName')
    .where('id', '=', student.id)
    .executeTakeFirstOrThrow();
  expect(mei.givenName).toBe('May');
  expect(
    (await stage.rows(back))
      .filter(({ action }) => action === 'keep')
      .map(({ sourceId, columnName, reason }) => [sourceId, columnName, reason]),
  ).toEqual([
    ['st-mei', 'givenName', 'staff set this'],
    ['g-rosa', 'name', 'the family set this'],
  ]);
});

test('rights, hours for texts and a time zone of their own are never touched, neither by an import nor by its undo', async () => {
  const source = newSource();
  await stage.take(roster, { source });
  const { id: guardianId } = await guardianOf(source);
  const { id: studentId } = await stage.rt.db
    .selectFrom('student')
    .select('id')
    .where('source', '=', source)
    .where('sourceId', '=', 'st-luis')
    .executeTakeFirstOrThrow();
  await stage.rt.db.transaction().execute(async (trx) => {
    const right = { guardianId, studentId, kind: 'contact', allowed: false } as const;
    const dates = { fromDate: '2026-09-01', untilDate: null, orderSummary: 'no contact' };
    await insertRight(trx, stage.clock.now(), { ...right, ...dates }, staffId);
    const addressId = await findOrAddAddress(trx, stage.clock.now(), rosasNumber);
    const wanted = { hours: { from: '16:00', until: '18:00' }, days: 'weekdays' } as const;
    await wantHours(trx, stage.clock.now(), addressId, wanted, { saidBy: 'staff', staffId });
  });
  await stage.rt.db
    .updateTable('guardian')
    .set({ timeZone: 'America/Chicago' })
    .where('id', '=', guardianId)
    .execute();
  const rights = () => stage.rt.db.selectFrom('guardianRight').selectAll().orderBy('id').execute();
  const hours = () => stage.rt.db.selectFrom('contactPreference').selectAll().orderBy('addressId').execute();
  const before = [await rights(), await hours()];
  expect(await hours()).toMatchObject([{ contactFrom: '16:00:00', contactDays: 'weekdays' }]);
  const imported = await stage.take(withUser(rosa, { given: 'Rosalía' }), { source });
  const now = async () => [await rights(), await hours(), (await guardianOf(source)).timeZone];
  expect(await now()).toEqual([...before, 'America/Chicago']);
  await undoImport(stage.tools, imported.id, null);
  expect(await now()).toEqual([...before, 'America/Chicago']);
});

test('an undo leaves what staff set since, also where they set what the import did', async () => {
  const source = newSource();
  await stage.take(roster, { source });
  const imported = await stage.take(withUser(rosa, { language: 'Polish' }), { source });
  const { id: guardianId } = await guardianOf(source);
  await stage.rt.db.transaction().execute((trx) => setHomeLanguage(trx, guardianId, 'pl'));
  const { imported: undo } = await undoImport(stage.tools, imported.id, null);
  expect((await guardianOf(source)).homeLanguage).toBe('pl');
  expect((await stage.rows(undo)).map(({ action, sourceId }) => [action, sourceId])).toEqual([
    ['keep', rosa],
  ]);
});
