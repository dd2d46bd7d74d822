import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { applyImport } from '../../src/imports/apply.js';
import { differenceCsv } from '../../src/imports/export.js';
import type { ImportRecord } from '../../src/imports/imports.queries.js';
import { readReadableRows } from '../../src/imports/rows.js';
import { startImportStage, type ImportStage } from './import-stage.js';
import { sampleRoster, writeFolder, writeRoster } from './rosters.js';

let stage: ImportStage;
beforeEach(async () => {
  stage = await startImportStage();
});
afterEach(() => stage.close());

const header = 'student,grade,class,school,guardian,phone,language';
const planCsv = async (...rows: string[]): Promise<ImportRecord> => {
  const folder = await writeFolder({ 'families.csv': [header, ...rows].join('\n') });
  return stage.plan(join(folder, 'families.csv'));
};
const saidOf = async (imported: ImportRecord, action: 'add' | 'change' | 'remove'): Promise<string[]> => {
  const filter = { action, entity: null, after: null, limit: 100 };
  const rows = await readReadableRows(stage.rt.db, imported, filter);
  return rows.map(({ entity, sourceId, label, changes }) =>
    [
      `${entity} ${[sourceId, label].filter((part) => part !== null).join(' ')}`,
      ...changes.map(({ field, from, to }) => `${field} ${from === null ? '' : `${from} > `}${to}`),
    ].join(' | '),
  );
};
const csvOf = async (imported: ImportRecord): Promise<string> => {
  let csv = '';
  for await (const piece of differenceCsv(stage.rt.db, imported)) csv += piece;
  return csv;
};

test('a plain CSV is told with names of classes, schools and children, never with the ids made up for it', async () => {
  const planned = await planCsv(
    'Ana Cruz,3,3B,North Elementary,Rosa Cruz,203 555 0140,Spanish',
    'Bo Lee,3,3B,South Elementary,Kim Lee,203 555 0141,Korean',
  );
  const said = await saidOf(planned, 'add');
  expect(said).toEqual(
    expect.arrayContaining([
      'class 3B, North Elementary | grade 3',
      'student Ana Cruz, North Elementary | grade 3 | classes 3B, North Elementary',
      'guardian Kim Lee | phones +12035550141 | students Bo Lee | homeLanguage Korean',
    ]),
  );
  const csv = await csvOf(planned);
  expect(csv).toContain('add,class,,"3B, North Elementary",grade: 3,families.csv,2,,,');
  expect(csv).not.toMatch(/(?:school|class|student|guardian):/u);

  await applyImport(stage.tools, planned.id);
  const moved = await planCsv(
    'Ana Cruz,3,3B,North Elementary,Rosa Cruz,203 555 0140,Spanish',
    'Bo Lee,3,3C,South Elementary,Kim Lee,203 555 0141,Korean',
  );
  expect(await saidOf(moved, 'change')).toEqual([
    'student Bo Lee, South Elementary | classes +3C, South Elementary; −3B, South Elementary',
  ]);
  expect(await saidOf(moved, 'remove')).toEqual(['class 3B, South Elementary']);
});

test('a OneRoster export keeps the ids of its system beside the names, and the roster tells what the files leave unchanged', async () => {
  const roster = sampleRoster();
  await stage.take(roster);
  const users = roster.users.map((user) => (user.id === 't-2' ? { ...user, orgs: ['s-river'] } : user));
  const planned = await stage.plan(
    await writeRoster({
      ...roster,
      users: users.map((user) => (user.id === 'st-ana' ? { ...user, orgs: ['s-river'] } : user)),
      enrollments: roster.enrollments.map(([user, klass, role]) =>
        user === 'st-ana' ? [user, 'c-6x', role] : [user, klass, role],
      ),
    }),
  );
  expect(await saidOf(planned, 'change')).toEqual([
    'staff t-2 Sam Lee | schools −Lincoln Elementary',
    'student st-ana Ana Medina, River Middle | school Lincoln Elementary > River Middle | classes +6 Math, River Middle; −5A, Lincoln Elementary',
  ]);
});
