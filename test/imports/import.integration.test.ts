import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { applyImport } from '../../src/imports/apply.js';
import { lockRoster, readImport } from '../../src/imports/imports.queries.js';
import { beginUndo, runUndo, undoImport } from '../../src/imports/undo.js';
import { retireLinks } from '../../src/roster/links.queries.js';
import { ownField } from '../../src/roster/owners.queries.js';
import { buildStaff } from '../support/builders.js';
import { until } from '../support/stage.js';
import { startImportStage, type ImportStage } from './import-stage.js';
import { sampleRoster, writeFolder, writeRoster, type SampleRoster } from './rosters.js';

let stage: ImportStage;
beforeEach(async () => {
  stage = await startImportStage();
});
afterEach(() => stage.close());

const roster = sampleRoster();
const without = (from: SampleRoster, ...ids: string[]): SampleRoster => ({
  ...from,
  users: from.users
    .filter(({ id }) => !ids.includes(id))
    .map((user) => ({ ...user, agents: (user.agents ?? []).filter((id) => !ids.includes(id)) })),
  enrollments: from.enrollments.filter(([user]) => !ids.includes(user)),
});
const change = (
  from: SampleRoster,
  id: string,
  fields: Partial<SampleRoster['users'][number]>,
): SampleRoster => ({
  ...from,
  users: from.users.map((user) => (user.id === id ? { ...user, ...fields } : user)),
});

/** Every roster table as it is, without the columns that only say when. */
async function dump(): Promise<unknown> {
  const tables = [
    'student',
    'guardian',
    'class',
    'staff',
    'enrollment',
    'guardian_student',
    'guardian_address',
    'class_staff',
  ];
  const rows = await Promise.all(
    tables.map(async (table) => {
      const found = await sql<{ row: string }>`
        select (to_jsonb(t) - 'created_at')::text as row from ${sql.table(table)} t order by 1`.execute(
        stage.rt.db,
      );
      return [table, found.rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(rows);
}

const guardian = (sourceId: string) =>
  stage.rt.db.selectFrom('guardian').selectAll().where('sourceId', '=', sourceId).executeTakeFirstOrThrow();
const phonesOf = async (sourceId: string): Promise<string[]> => {
  const rows = await stage.rt.db
    .selectFrom('guardian')
    .innerJoin('guardianAddress', 'guardianAddress.guardianId', 'guardian.id')
    .innerJoin('address', 'address.id', 'guardianAddress.addressId')
    .where('guardianAddress.retiredAt', 'is', null)
    .select('address.e164')
    .where('guardian.sourceId', '=', sourceId)
    .execute();
  return rows.map(({ e164 }) => e164);
};

describe('a difference', () => {
  test('changes nothing until it is applied, and then does exactly what it said', async () => {
    await stage.take(roster);
    const before = await dump();
    const next = change(without(roster, 'g-juan'), 'st-ana', { given: 'Anna' });
    next.enrollments = next.enrollments.map(([user, klass, role]) =>
      user === 'st-ana' ? [user, 'c-3b', role] : [user, klass, role],
    );
    next.users.push({
      id: 'st-new',
      role: 'student',
      given: 'Nia',
      family: 'Bello',
      orgs: ['s-river'],
      grade: '06',
    });
    const planned = await stage.plan(await writeRoster(next));
    expect(await dump()).toEqual(before);
    expect(await stage.summary(planned)).toEqual([
      'add student st-new',
      'change student st-ana',
      'remove guardian g-juan',
    ]);
    const changed = (await stage.rows(planned)).find(({ sourceId }) => sourceId === 'st-ana');
    expect(changed?.before).toMatchObject({ givenName: 'Ana', classes: ['c-5a'] });
    expect(changed?.after).toMatchObject({ givenName: 'Anna', classes: ['c-3b'] });
    await applyImport(stage.tools, planned.id);
    expect(await stage.summary(await stage.plan(await writeRoster(next)))).toEqual([]);
  });

  test('is not applied once the roster changed underneath it', async () => {
    await stage.take(roster);
    const planned = await stage.plan(await writeRoster(change(roster, 'st-ana', { given: 'Anna' })));
    await stage.rt.db
      .updateTable('student')
      .set({ givenName: 'Anne' })
      .where('sourceId', '=', 'st-ana')
      .execute();
    const before = await dump();
    await expect(applyImport(stage.tools, planned.id)).rejects.toMatchObject({ code: 'import_stale' });
    expect(await dump()).toEqual(before);
  });

  test('that fails for a reason nobody expected says so on its page, and can be tried again', async () => {
    const { id } = await stage.plan(await writeRoster(roster));
    await sql`alter table student add constraint nobody check (false) not valid`.execute(stage.rt.db);
    await expect(applyImport(stage.tools, id)).rejects.toThrow('nobody');
    expect(await readImport(stage.rt.db, id)).toMatchObject({
      state: 'planned',
      reason: expect.stringContaining('nothing was changed. Try it again'),
    });
    await sql`alter table student drop constraint nobody`.execute(stage.rt.db);
    expect((await applyImport(stage.tools, id)).imported).toMatchObject({ state: 'applied', reason: null });
  });

  test('takes over what was made by hand rather than making it twice', async () => {
    const known = await buildStaff(stage.rt.db, {
      role: 'liaison',
      email: 'RIVERA@riverside.example',
      name: 'Dana R.',
    });
    const imported = await stage.take(roster);
    expect(await stage.summary(imported)).toContain('change staff t-1');
    const staff = await stage.rt.db
      .selectFrom('staff')
      .selectAll()
      .where('id', '=', known.id)
      .executeTakeFirstOrThrow();
    expect(staff).toMatchObject({ sourceId: 't-1', role: 'liaison', name: 'Dana R.' });
  });
});

describe('an undo', () => {
  test('brings everything back that is still as the import left it', async () => {
    await stage.take(roster);
    const before = await dump();
    const next = change(without(roster, 'st-mei', 'g-wei'), 'g-rosa', {
      sms: '203 555 0199',
      given: 'Rosalia',
    });
    next.classes = next.classes.filter(({ id }) => id !== 'c-6x');
    next.enrollments = next.enrollments.filter(([, klass]) => klass !== 'c-6x');
    const imported = await stage.take(next, { confirmed: true });
    expect(await dump()).not.toEqual(before);
    await undoImport(stage.tools, imported.id, null);
    expect(await dump()).toEqual(before);
  });

  test('leaves what changed since, and says so', async () => {
    await stage.take(roster);
    const imported = await stage.take(change(roster, 'g-rosa', { given: 'Rosalia', sms: '203 555 0199' }));
    await stage.take(change(roster, 'g-rosa', { given: 'Rosita', sms: '203 555 0199' }));
    const { imported: undo } = await undoImport(stage.tools, imported.id, null);
    expect(await guardian('g-rosa')).toMatchObject({ name: 'Rosita Medina' });
    expect(await phonesOf('g-rosa')).toEqual(['+12035550142']);
    expect(await stage.summary(undo)).toEqual(['change guardian g-rosa', 'keep guardian g-rosa']);
  });

  test('is refused a second time, and after 30 days', async () => {
    const imported = await stage.take(roster);
    await undoImport(stage.tools, imported.id, null);
    await expect(undoImport(stage.tools, imported.id, null)).rejects.toMatchObject({
      code: 'import_not_applied',
    });
    const later = await stage.take(roster);
    stage.clock.moveBy(31 * 86_400_000);
    await expect(undoImport(stage.tools, later.id, null)).rejects.toMatchObject({ code: 'undo_too_late' });
  });

  test('touches neither consent nor messages', async () => {
    const imported = await stage.take(roster);
    const { id: addressId } = await stage.rt.db
      .selectFrom('address')
      .select('id')
      .where('e164', '=', '+12035550142')
      .executeTakeFirstOrThrow();
    const ledger = await stage.rt.db.selectFrom('consentEvent').selectAll().orderBy('id').execute();
    expect(ledger.every((event) => event.kind === 'opt_in' && event.basis === 'import')).toBe(true);
    expect(ledger.map((event) => event.addressId)).toContain(addressId);
    await undoImport(stage.tools, imported.id, null);
    const address = await stage.rt.db
      .selectFrom('address')
      .select('id')
      .where('id', '=', addressId)
      .execute();
    expect(address).toHaveLength(1);
    expect(await stage.rt.db.selectFrom('consentEvent').selectAll().orderBy('id').execute()).toEqual(ledger);
  });
});

describe('a worker that was taken for dead while it waited', () => {
  /** Two at the same import: the lease of the first runs out while both wait for the roster. */
  const twice = async (importId: string, work: () => Promise<unknown>): Promise<void> => {
    let running: Promise<unknown>[] = [];
    await stage.rt.db.transaction().execute(async (trx) => {
      await lockRoster(trx);
      for (const _ of ['slow', 'second']) {
        running = [...running, work()];
        await until('it is claimed', async () => {
          const claimed = await stage.rt.db
            .updateTable('import')
            .set({ workedOnUntil: null })
            .where('id', '=', importId)
            .where('workedOnUntil', 'is not', null)
            .returning('id')
            .execute();
          return claimed.length === 1;
        });
      }
    });
    await Promise.all(running);
  };
  const stateOf = async (id: string) => (await readImport(stage.rt.db, id))?.state;

  test('has applied the import, once, and the second says so too', async () => {
    const { id } = await stage.plan(await writeRoster(roster));
    await twice(id, () => applyImport(stage.tools, id));
    expect(await stateOf(id)).toBe('applied');
    expect(await stage.rt.db.selectFrom('student').select('id').execute()).toHaveLength(4);
  });

  test('has taken it back, once, and the second says so too', async () => {
    const { id } = await stage.take(roster);
    const undoId = await beginUndo(stage.tools, id, null);
    await twice(undoId, () => runUndo(stage.tools, undoId));
    expect([await stateOf(undoId), await stateOf(id)]).toEqual(['applied', 'undone']);
  });
});

describe('what a family or staff set', () => {
  test('stays when the file says otherwise, and the disagreement is told', async () => {
    await stage.take(roster);
    const { id: guardianId } = await guardian('g-rosa');
    const { addressId } = await stage.rt.db
      .selectFrom('guardianAddress')
      .select('addressId')
      .where('guardianId', '=', guardianId)
      .executeTakeFirstOrThrow();
    const { id: staffId } = await buildStaff(stage.rt.db, { role: 'district_admin' });
    await stage.rt.db.transaction().execute(async (trx) => {
      await trx.updateTable('guardian').set({ homeLanguage: 'en' }).where('id', '=', guardianId).execute();
      await ownField(trx, 'guardian', guardianId, 'homeLanguage', 'family');
      await retireLinks(
        trx,
        stage.clock.now(),
        { addressId, guardianIds: [guardianId] },
        { reason: 'moved', staffId },
      );
    });
    const imported = await stage.take(change(roster, 'g-rosa', { family: 'Medina Cruz' }));
    expect(await guardian('g-rosa')).toMatchObject({ homeLanguage: 'en', name: 'Rosa Medina Cruz' });
    expect(await phonesOf('g-rosa')).toEqual([]);
    const kept = (await stage.rows(imported)).filter(({ action }) => action === 'keep');
    expect(kept.map(({ columnName, reason }) => [columnName, reason])).toEqual([
      ['phone', 'staff took this number off'],
      ['homeLanguage', 'the family set this'],
    ]);
  });

  test('by text wins too: a language the family chose', async () => {
    await stage.take(roster);
    await stage.rt.db
      .updateTable('address')
      .set({ language: 'ru' })
      .where('e164', '=', '+12035550145')
      .execute();
    const planned = await stage.plan(await writeRoster(roster));
    expect((await stage.rows(planned)).map(({ action, reason }) => [action, reason])).toEqual([
      ['keep', 'the family chose this language by text'],
    ]);
  });

  test('by hand, like a number or a class, is not removed by a file that does not have it', async () => {
    await stage.take(roster);
    const { id: guardianId } = await guardian('g-nadia');
    const { id: addressId } = await stage.rt.db
      .selectFrom('address')
      .select('id')
      .where('e164', '=', '+12035550142')
      .executeTakeFirstOrThrow();
    await stage.rt.db.insertInto('guardianAddress').values({ guardianId, addressId }).execute();
    const again = await stage.take(change(roster, 'g-nadia', { sms: '203-555-0142' }));
    expect(again.state).toBe('applied');
    expect(await phonesOf('g-nadia')).toEqual(['+12035550142']);
    await stage.take(change(roster, 'g-nadia', { sms: '' }));
    expect(await phonesOf('g-nadia')).toEqual(['+12035550142']);
  });

  test('an unknown language stays unknown: the family is asked', async () => {
    await stage.take(change(roster, 'g-wei', { language: 'unknown' }));
    expect(await guardian('g-wei')).toMatchObject({ homeLanguage: null });
  });
});

describe('the guard', () => {
  test('stops a file that would remove more than 10 % of the students until somebody confirms it', async () => {
    await stage.take(roster);
    const before = await dump();
    const folder = await writeRoster(without(roster, 'st-mei'));
    const stopped = await stage.plan(folder);
    expect(stopped).toMatchObject({
      state: 'stopped',
      reason: expect.stringContaining('1 of 4 students (25 %)'),
    });
    await expect(applyImport(stage.tools, stopped.id)).rejects.toMatchObject({ code: 'import_not_planned' });
    expect(await dump()).toEqual(before);
    expect(await stage.plan(folder, { confirmed: true })).toMatchObject({ state: 'planned' });
  });

  test('does not take a student whose row was refused for one who left', async () => {
    await stage.take(roster);
    const planned = await stage.plan(await writeRoster(change(roster, 'st-mei', { given: '2035550145' })));
    expect(planned.state).toBe('planned');
    expect(await stage.summary(planned)).toEqual(['refuse user st-mei']);
  });

  test('keeps the rows of another source out of it', async () => {
    await stage.take(roster, { source: 'a' });
    const other = change(sampleRoster(), 't-1', { email: 'x@riverside.example' });
    const elsewhere = await stage.plan(await writeRoster(without(other, 'p-1', 't-2')), { source: 'b' });
    expect((await stage.summary(elsewhere)).filter((row) => row.startsWith('remove'))).toEqual([]);
  });
});

describe('a new school', () => {
  test('without a time zone makes the import fail with what to do', async () => {
    const planned = await stage.plan(await writeRoster(roster), { timeZone: undefined });
    expect(planned).toMatchObject({ state: 'failed', reason: expect.stringContaining('--time-zone') });
  });
});

describe('a plain CSV', () => {
  const csv = [
    'Student Number,Student,Grade,Class,School,Parent/Guardian,Relationship,Cell Phone,Home Language',
    '101,Luis Medina,3,3B,Lincoln,Rosa Medina,mother,(203) 555-0142,Spanish',
    '101,Luis Medina,3,3B,Lincoln,Juan Medina,father,1.20356E+10,Spanish',
    '102,"Medina, Ana",5,5A,Lincoln,Rosa Medina,mother,203-555-0142,Spanish',
    "103,Omar Karim,5,5A,Lincoln,Nadia Karim,mother,'+12035550144,العربية",
    '104,Mei Chen,3,3B,Lincoln,2035550145,mother,Wei Chen,Chinese',
  ].join('\n');

  test('becomes families; siblings share a guardian, and each refused cell has its line and reason', async () => {
    const imported = await stage.take(await writeFolder({ 'families.csv': csv }));
    expect(await phonesOf((await sqlGuardian('Rosa Medina')).sourceId ?? '')).toEqual(['+12035550142']);
    const students = await stage.rt.db
      .selectFrom('guardianStudent')
      .innerJoin('guardian', 'guardian.id', 'guardianStudent.guardianId')
      .select('name')
      .orderBy('name')
      .execute();
    expect(students.map(({ name }) => name)).toEqual([
      'Juan Medina',
      'Nadia Karim',
      'Rosa Medina',
      'Rosa Medina',
    ]);
    const refused = (await stage.rows(imported)).filter(({ action }) => action === 'refuse');
    expect(refused.map(({ line, columnName, reason }) => [line, columnName, reason])).toEqual([
      [3, 'phone', expect.stringContaining('scientific notation')],
      [6, 'guardian', 'it is no name: the row may be shifted'],
    ]);
    expect(await stage.summary(await stage.plan(await writeFolder({ 'families.csv': csv })))).toEqual([
      'refuse guardian guardian:juan medina|101',
      'refuse student 104',
    ]);
  });

  const sqlGuardian = (name: string) =>
    stage.rt.db.selectFrom('guardian').select('sourceId').where('name', '=', name).executeTakeFirstOrThrow();
});
