import { deflateRawSync } from 'node:zlib';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSource } from '../../src/imports/reading/source.js';
import { startImportStage, type ImportStage } from './import-stage.js';
import { filesOf, sampleRoster, toCsv, writeFolder, type Files } from './rosters.js';
import { makeZip } from './make-zip.js';

let stage: ImportStage;
beforeAll(async () => {
  stage = await startImportStage();
});
afterAll(() => stage.close());

const zipOf = async (entries: Parameters<typeof makeZip>[0]): Promise<string> => {
  const folder = await writeFolder({});
  await writeFile(join(folder, 'roster.zip'), makeZip(entries));
  return join(folder, 'roster.zip');
};
const csvs = (files: Files = filesOf(sampleRoster())): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [`${name}.csv`, toCsv(file)]));
const reasonOf = async (path: string): Promise<string> => {
  const planned = await stage.plan(path);
  expect(planned.state).toBe('failed');
  expect(await stage.rows(planned)).toEqual([]);
  return planned.reason ?? '';
};
const edit = (name: string, change: (rows: string[][], header: string[]) => void): Record<string, string> => {
  const files = filesOf(sampleRoster());
  const file = files[name];
  if (file) change(file.rows, file.header);
  return csvs(files);
};

describe('a ZIP', () => {
  test('of the files, or of a folder with them, is read', async () => {
    const entries = Object.entries(csvs()).map(([name, content]) => ({ name: `export/${name}`, content }));
    const planned = await stage.plan(
      await zipOf([...entries, { name: '__MACOSX/._users.csv', content: 'x' }]),
    );
    expect(planned).toMatchObject({ state: 'planned', counts: { rows: { student: { add: 4 } } } });
  });

  test.each(['../users.csv', '/etc/users.csv', 'a/../../users.csv', '..\\users.csv'])(
    'with the path %s is not opened',
    async (name) => {
      expect(await reasonOf(await zipOf([{ name, content: 'sourcedId\n1\n' }]))).toContain(
        'leaves the archive',
      );
    },
  );

  test('that unpacks to a thousand times its size is taken for a bomb', async () => {
    const path = await zipOf([{ name: 'users.csv', content: Buffer.alloc(20 * 1024 ** 2, 'a') }]);
    expect(await reasonOf(path)).toContain('ZIP bomb');
  });

  test('whose entry is larger than it says is not read past what it says', async () => {
    const content = `student,phone,school\n${'Ana,2035550142,L\n'.repeat(100_000)}`;
    const path = await zipOf([{ name: 'families.csv', content, saysBytes: 100 }]);
    expect(await reasonOf(path)).toMatch(/families\.csv.*(damaged|cannot be read)/u);
  });

  test.each([
    ['with a password', [{ name: 'users.csv', content: 'x', isEncrypted: true }], 'password'],
    [
      'with a file twice',
      [
        { name: 'users.csv', content: 'x' },
        { name: 'a/users.csv', content: 'x' },
      ],
      'twice',
    ],
    ['without a CSV', [{ name: 'users.xlsx', content: 'x' }], 'no CSV'],
  ])('%s is refused', async (_name, entries, reason) => {
    expect(await reasonOf(await zipOf(entries))).toContain(reason);
  });

  test('that is cut off is refused', async () => {
    const whole = makeZip([{ name: 'users.csv', content: 'sourcedId\n' }]);
    const folder = await writeFolder({ 'roster.zip': whole.subarray(0, whole.length - 10) });
    expect(await reasonOf(join(folder, 'roster.zip'))).toContain('cannot be read');
  });
});

describe('files that are too large', () => {
  test('are refused by their size, before anything is read', async () => {
    const folder = await writeFolder({ 'users.csv': Buffer.alloc(2048) });
    const limits = { fileBytes: 1024, totalBytes: 4096, entries: 10, ratio: 200 };
    await expect(openSource(folder, limits)).rejects.toThrow('users.csv is 1 MB; a file may have 1 MB');
    const many = await writeFolder({ 'a.csv': Buffer.alloc(1000), 'b.csv': Buffer.alloc(1000) });
    await expect(openSource(many, { ...limits, totalBytes: 1500 })).rejects.toThrow('together');
  });
});

describe('a OneRoster export', () => {
  test('half of which is broken is not applied at all', async () => {
    const files = csvs();
    files['enrollments.csv'] = `${files['enrollments.csv'] ?? ''}e-99,active,"2026,c-3b\n`;
    expect(await reasonOf(await writeFolder(files))).toMatch(/^enrollments\.csv, line 10: a quotation mark/u);
    expect(await stage.rt.db.selectFrom('student').select('id').execute()).toEqual([]);
  });

  test.each([
    [
      'a column missing',
      'users',
      (_rows: string[][], header: string[]) => header.splice(header.indexOf('familyName'), 1, 'x'),
      'users.csv, line 1: "familyName" is missing',
    ],
    ['a delta', 'manifest', (rows: string[][]) => rows.push(['file.users', 'delta']), 'is a delta'],
    [
      'another version',
      'manifest',
      (rows: string[][]) => rows.splice(1, 1, ['oneroster.version', '1.0']),
      'Recado reads 1.1 and 1.2',
    ],
    [
      'a file promised and not there',
      'manifest',
      (rows: string[][]) => rows.push(['file.roles', 'bulk']),
      'promises roles.csv',
    ],
    ['no school', 'orgs', (rows: string[][]) => rows.splice(1), 'holds no school'],
  ])('with %s fails as a whole', async (_name, file, change, reason) => {
    expect(await reasonOf(await writeFolder(edit(file, change)))).toContain(reason);
  });

  test('whose language column does not exist says so', async () => {
    const planned = await stage.plan(await writeFolder(csvs()), { languageColumn: 'metadata.sprache' });
    expect(planned).toMatchObject({ state: 'failed', reason: expect.stringContaining('"metadata.sprache"') });
  });

  test('refuses rows one by one, each with file, line, column and reason', async () => {
    const files = filesOf(sampleRoster());
    files.orgs?.rows.push(
      ['o-1', 'active', '', 'North', 'local', '', 'o-2'],
      ['o-2', 'active', '', 'South', 'local', '', 'o-1'],
    );
    const users = files.users;
    users?.rows.push(
      users.rows.find(([id]) => id === 'st-ana') ?? [],
      ['st-short', 'active', '', 'true'],
      users.header.map(
        (name) => ({ sourcedId: 'st-bad', role: 'student', givenName: 'a@b.c', familyName: 'X' })[name] ?? '',
      ),
      users.header.map(
        (name) =>
          ({
            sourcedId: 'g-self',
            role: 'guardian',
            givenName: 'Io',
            familyName: 'X',
            agentSourcedIds: 'g-self',
            sms: '1.2E+10',
          })[name] ?? '',
      ),
      users.header.map(
        (name) =>
          ({ sourcedId: 'x-1', role: 'districtAdministrator', givenName: 'Al', familyName: 'X' })[name] ?? '',
      ),
    );
    files.enrollments?.rows.push(
      ['e-x', 'active', '', 'c-nowhere', '', 'st-luis', 'student', '', '', ''],
      ['e-y', 'active', '', 'c-3b', '', 'st-nobody', 'student', '', '', ''],
    );
    const planned = await stage.plan(await writeFolder(csvs(files)));
    expect(planned.state).toBe('planned');
    const refused = (await stage.rows(planned)).filter(({ action }) => action === 'refuse');
    expect(
      refused.map(({ file, line, columnName, reason }) => [file, line, columnName, reason]).sort(),
    ).toEqual([
      ['enrollments.csv', 10, null, 'no class has this id'],
      ['enrollments.csv', 11, null, 'no student has this id'],
      ['orgs.csv', 5, 'parentSourcedId', expect.stringContaining('its own parent')],
      ['users.csv', 13, 'sourcedId', 'an earlier row has the same id'],
      ['users.csv', 14, null, expect.stringContaining('more or fewer cells')],
      ['users.csv', 15, 'givenName', expect.stringContaining('no name')],
      ['users.csv', 16, 'agentSourcedIds', 'nobody is their own guardian'],
      ['users.csv', 16, 'sms', expect.stringContaining('scientific notation')],
      ['users.csv', 17, 'role', expect.stringContaining('a file gives nobody this role')],
    ]);
  });

  test('whose guardians guard one another refuses each of these ties', async () => {
    const files = filesOf(sampleRoster());
    const { header = [], rows = [] } = files.users ?? {};
    const agents = header.indexOf('agentSourcedIds');
    const rowOf = (id: string): string[] => rows.find(([one]) => one === id) ?? [];
    rowOf('g-rosa')[agents] = 'g-juan,st-ana';
    rowOf('g-juan')[agents] = 'g-rosa';
    const planned = await stage.plan(await writeFolder(csvs(files)), { source: 'ring' });
    expect(planned.counts.refused).toContainEqual({
      file: 'users.csv',
      reason: 'no student has this id',
      count: 2,
    });
    expect(planned.counts.rows?.guardian?.add).toBe(4);
  });

  test('with one id for two students takes neither for the other', async () => {
    const folder = await writeFolder({
      'f.csv': [
        'student_id,student,class,guardian,phone,school',
        '1,Ana Cruz,3B,Rosa Cruz,203 555 0140,Hill',
        '1,ana  CRUZ,3B,Juan Cruz,203 555 0141,Hill',
        '1,Bo Lee,4B,Kim Lee,203 555 0142,Hill',
      ].join('\n'),
    });
    const planned = await stage.plan(folder, { source: 'twice' });
    const rows = await stage.rows(planned);
    expect(rows.filter(({ action }) => action === 'refuse')).toMatchObject([
      {
        line: 4,
        columnName: 'student_id',
        value: '1 (line 2)',
        reason: 'an earlier row has this id for another student',
      },
    ]);
    expect(rows.filter(({ entity }) => entity === 'guardian').map(({ label }) => label)).toEqual([
      'Juan Cruz',
      'Rosa Cruz',
    ]);
  });

  test('with very many bad rows keeps the first and counts the rest', async () => {
    const rows = Array.from({ length: 500 }, (_, n) => `${n},Child ${n},555,Lincoln`);
    const folder = await writeFolder({ 'f.csv': ['student_id,student,phone,school', ...rows].join('\n') });
    const planned = await stage.plan(folder, { source: 'csv' });
    expect(planned.counts.refused).toEqual([{ file: 'f.csv', reason: 'it is too short', count: 500 }]);
    expect((await stage.rows(planned)).filter(({ action }) => action === 'refuse')).toHaveLength(200);
  });
});

test('the archives of these tests are as others make them', () => {
  expect(makeZip([{ name: 'a', content: 'aaaa' }]).includes(deflateRawSync('aaaa'))).toBe(true);
});
