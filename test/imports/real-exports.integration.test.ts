import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReadableRows } from '../../src/imports/rows.js';
import { startImportStage, type ImportStage, type PlanOptions } from './import-stage.js';
import { export11, export12 } from './exports.js';
import { writeFolder } from './rosters.js';

let stage: ImportStage;
beforeAll(async () => {
  stage = await startImportStage();
});
afterAll(() => stage.close());

/** Every row of the difference in words. */
async function saidOf(files: Record<string, string>, options: PlanOptions): Promise<string[]> {
  const planned = await stage.plan(await writeFolder(files), options);
  if (planned.state !== 'planned') throw new Error(planned.reason ?? planned.state);
  const filter = { action: null, entity: null, after: null, limit: 100 };
  const rows = await readReadableRows(stage.rt.db, planned, filter);
  return rows
    .map(({ action, entity, label, sourceId, changes, columnName, value, reason }) => {
      const said = changes.map(({ field, from, to }) => `${field} ${from === null ? '' : `${from} > `}${to}`);
      const cell = columnName === null ? [] : [`${columnName} ${value ?? ''}`];
      return [`${action} ${entity} ${label ?? sourceId ?? ''}`, ...said, ...cell, reason]
        .filter((part) => part !== null)
        .join(' | ');
    })
    .sort();
}

describe.each([
  ['1.1', export11],
  ['1.2', export12],
] as const)('an export of OneRoster %s as systems write it', (version, files) => {
  const options = { source: `real-${version}` };

  test('is read whole: lists in quotation marks, GUIDs, departments, columns of the exporter', async () => {
    expect(await saidOf(files(), options)).toEqual([
      'add class Introduction to Physics, Valley High, North | grade 9 | subject Science',
      'add guardian Marie Jones, Sr. | phones +16035550142 | students Mary Jones; Luc Jones | homeLanguage Haitian Creole',
      'add guardian Paul Jones | phones +16035550143 | students Mary Jones | homeLanguage Haitian Creole',
      'add school Valley High, North',
      'add staff Ada Moss | role Teacher | email ada.moss@valley.example | classes Introduction to Physics, Valley High, North | schools Valley High, North',
      'add student Luc Jones, Valley High, North | grade 9',
      'add student Mary Jones, Valley High, North | grade 9 | classes Introduction to Physics, Valley High, North',
    ]);
  });
});

test('a member of staff whose role is over has left, whatever users.csv still says', async () => {
  const options = { source: 'leaving' };
  const before = export12();
  const roles = before['roles.csv'] ?? '';
  const planned = await stage.plan(
    await writeFolder({ ...before, 'roles.csv': roles.replace('2026-06-11', '2027-06-11') }),
    options,
  );
  expect(planned).toMatchObject({ state: 'planned', counts: { rows: { staff: { add: 2 } } } });
  const imported = await stage.take(
    await writeFolder({ ...before, 'roles.csv': roles.replace('2026-06-11', '2027-06-11') }),
    options,
  );
  expect(imported.state).toBe('applied');
  expect(await saidOf(before, options)).toEqual(['remove staff Old Aide | the role is over']);
});

test('a delta is refused with what to do instead, and so is a file that the manifest promises in vain', async () => {
  const files = export11();
  const manifest = files['manifest.csv'] ?? '';
  const delta = { ...files, 'manifest.csv': manifest.replace('file.users,bulk', 'file.users,delta') };
  await expect(saidOf(delta, {})).rejects.toThrow('manifest.csv: users.csv is a delta. Export the whole');
  const { 'enrollments.csv': _, ...fewer } = files;
  await expect(saidOf(fewer, {})).rejects.toThrow('manifest.csv promises enrollments.csv');
});

test('a date that is none is told with its line, and the enrollment stands', async () => {
  const files = export11();
  const enrollments = (files['enrollments.csv'] ?? '').replace(
    'true,2026-08-17,2027-06-11',
    'true,,6/11/2027',
  );
  const said = await saidOf({ ...files, 'enrollments.csv': enrollments }, { source: 'dates' });
  expect(said).toContain('refuse file  | endDate 6/11/2027 | it is no date (YYYY-MM-DD)');
  expect(said.find((row) => row.startsWith('add student Mary'))).toContain('classes Introduction to Physics');
});
