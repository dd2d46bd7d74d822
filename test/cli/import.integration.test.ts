import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { barOf } from '../../src/cli/progress-bar.js';
import { createDatabase, createPool } from '../../src/db/database.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { sampleRoster, writeFolder, writeRoster } from '../imports/rosters.js';
import { runRecado, type Outcome } from './run-recado.js';

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'recado-cli-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const recado = (...args: string[]): Promise<Outcome> =>
  runRecado(args, { DATABASE_URL: database.url, DATA_DIR: dataDir });
const lines = ({ stdout }: Outcome): Record<string, unknown>[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const students = async (): Promise<number> => {
  const db = createDatabase(createPool(database.url, 1));
  try {
    return (await db.selectFrom('student').select('id').where('leftAt', 'is', null).execute()).length;
  } finally {
    await db.destroy();
  }
};

// Each command is a process of its own.
jest.setTimeout(240_000);

describe('recado import', () => {
  test('shows the difference, applies it, and takes it back', async () => {
    const folder = await writeRoster(sampleRoster());
    const zone = ['--time-zone', 'America/New_York'];
    const dry = await recado('import', folder, '--dry-run', '--json', ...zone);
    expect(dry).toMatchObject({ exitCode: 0, stderr: '' });
    expect(lines(dry).at(-1)).toMatchObject({ event: 'planned', counts: { rows: { student: { add: 4 } } } });
    expect(await students()).toBe(0);

    const difference = join(dataDir, 'difference.csv');
    const applied = await recado('import', folder, '--json', '--difference', difference, ...zone);
    expect(applied.exitCode).toBe(0);
    expect(lines(applied).at(-1)).toMatchObject({
      event: 'applied',
      undoUntil: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u),
    });
    expect(await readFile(difference, 'utf8')).toContain(
      'add,student,st-luis,"Luis Medina, Lincoln Elementary",',
    );
    expect(await students()).toBe(4);

    const again = await recado('import', folder);
    expect(again.stdout).toContain('Nothing differs from the roster.');

    const id = String(lines(applied).at(-1)?.id);
    expect(await recado('import', 'undo', id)).toMatchObject({ exitCode: 0 });
    expect(await students()).toBe(0);
    expect(await recado('import', 'undo', id)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('not undone yet'),
    });
  });

  test('ends with 1 where a guard stops it or a file is broken, and with 2 for wrong use', async () => {
    const csv = (names: string[]): string =>
      [
        'student_id,student,phone,school',
        ...names.map((name, n) => `${n},${name},203555014${n},Lincoln`),
      ].join('\n');
    const zone = ['--source', 'csv', '--time-zone', 'America/New_York'];
    const all = await writeFolder({ 'f.csv': csv(['Ana Cruz', 'Bo Lee']) });
    expect((await recado('import', join(all, 'f.csv'), ...zone)).exitCode).toBe(0);
    const fewer = await writeFolder({ 'f.csv': csv(['Ana Cruz']) });
    const stopped = await recado('import', join(fewer, 'f.csv'), ...zone);
    expect(stopped).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('--confirm') });
    expect((await recado('import', join(fewer, 'f.csv'), '--confirm', ...zone)).exitCode).toBe(0);

    const broken = await writeFolder({ 'f.csv': 'student,phone\nAna,"1' });
    expect(await recado('import', join(broken, 'f.csv'), '--school', 'Lincoln')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('several systems: csv, sis'),
    });
    expect(await recado('import', join(broken, 'f.csv'), '--school', 'Lincoln', ...zone)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('f.csv, line 2'),
    });
    expect(await recado('import', join(dataDir, 'nowhere'))).toMatchObject({ exitCode: 2 });
    expect(await recado('import', all, '--effective', 'soon')).toMatchObject({ exitCode: 2 });
    expect(await recado('import', all, '--effective', '2027-02-31')).toMatchObject({ exitCode: 2 });
    expect(await recado('import', 'undo', 'x')).toMatchObject({ exitCode: 2 });
  });

  test('keeps the files of a rollover until its day', async () => {
    const folder = await writeFolder({
      'f.csv': 'student_id,student,phone,school\n1,Ana Cruz,2035550140,Lincoln\n',
    });
    const outcome = await recado(
      'import',
      join(folder, 'f.csv'),
      '--effective',
      '2999-08-20',
      '--source',
      'later',
      '--json',
    );
    expect(lines(outcome).at(-1)).toMatchObject({ event: 'scheduled' });
    const kept = join(dataDir, 'imports', String(lines(outcome).at(-1)?.id));
    expect(await readdir(kept)).toEqual(['f.csv']);
  });
});

test('the progress bar says what is done of what', () => {
  expect(barOf({ step: 'read', what: 'users.csv', done: 1, total: 2 })).toBe(
    `Reading   ${'█'.repeat(12)}${'░'.repeat(12)} 50 % users.csv`,
  );
});
