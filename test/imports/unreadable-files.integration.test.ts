import { appendFile, chmod, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { applyImport } from '../../src/imports/apply.js';
import { areKept, folderOf, keepFiles } from '../../src/imports/files.js';
import { importsToDo, insertImport, readImport } from '../../src/imports/imports.queries.js';
import { planImport, stateOf } from '../../src/imports/plan.js';
import { openSource } from '../../src/imports/reading/source.js';
import { applyKeptImport } from '../../src/imports/run.js';
import { discardImport, showMissedRollovers } from '../../src/imports/view.js';
import { asNobody } from '../support/as-nobody.js';
import { startImportStage, type ImportStage } from './import-stage.js';
import { filesOf, sampleRoster, toCsv, writeFolder, writeRoster, type SampleRoster } from './rosters.js';

let stage: ImportStage;
beforeEach(async () => {
  stage = await startImportStage();
});
afterEach(() => stage.close());

const roster = sampleRoster();
const csvs = (from: SampleRoster = roster): Record<string, string> =>
  Object.fromEntries(Object.entries(filesOf(from)).map(([name, file]) => [`${name}.csv`, toCsv(file)]));
const peopleThere = async () => ({
  students: await stage.rt.db.selectFrom('student').select('id').where('leftAt', 'is', null).execute(),
  guardians: await stage.rt.db.selectFrom('guardian').select('id').where('leftAt', 'is', null).execute(),
  staff: await stage.rt.db.selectFrom('staff').select('id').where('active', '=', true).execute(),
});

describe('files that may not be read', () => {
  test('are no files without people: nobody leaves, and it is said which file it is and what to do', async () => {
    await stage.take(roster);
    const before = await peopleThere();
    const folder = await writeRoster(roster);
    await chmod(folder, 0o755);
    for (const name of ['classes.csv', 'users.csv', 'enrollments.csv']) {
      await chmod(join(folder, name), 0o000);
      const planned = await asNobody(() => stage.plan(folder));
      expect(planned).toMatchObject({
        state: 'failed',
        reason: `${name} may not be read by the account Recado runs as: correct the permissions of the file and of the folders above it.`,
      });
      expect(await stage.rows(planned)).toEqual([]);
      await chmod(join(folder, name), 0o644);
    }
    await chmod(folder, 0o000);
    await expect(asNobody(() => openSource(folder))).rejects.toMatchObject({
      code: 'import_files_away',
      message: expect.stringContaining(`${basename(folder)} may not be read`),
    });
    await expect(asNobody(() => openSource(join(folder, 'users.csv')))).rejects.toMatchObject({
      code: 'import_files_away',
    });
    await chmod(folder, 0o755);
    expect(await peopleThere()).toEqual(before);
  });

  test('of a rollover on its day are kept, told to administrators, and taken over once they can be read', async () => {
    const effectiveOn = '2027-08-20';
    const { dataDir } = stage.rt.config;
    await stage.take(roster);
    const later = {
      ...roster,
      users: roster.users.map((user) => ({ ...user, family: `${user.family} II` })),
    };
    const path = await writeRoster({ ...later, terms: [['t-fall', '2027-08-01', '2028-06-20']] });
    const { id } = await stage.plan(path, { effectiveOn });
    await keepFiles(dataDir, id, path);
    await applyImport(stage.tools, id);
    stage.clock.moveTo(new Date(`${effectiveOn}T12:00:00Z`));
    const folder = folderOf(dataDir, id);
    await chmod(dataDir, 0o711);
    await chmod(join(dataDir, 'imports'), 0o000);

    expect(await asNobody(() => areKept(dataDir, id))).toBe(true);
    await asNobody(() => applyKeptImport(stage.rt, id));
    expect(await readImport(stage.rt.db, id)).toMatchObject({
      state: 'reading',
      reason: expect.stringContaining('may not be read by the account Recado runs as'),
    });
    expect((await readdir(folder)).length).toBeGreaterThan(5);
    expect(await showMissedRollovers(stage.rt)).toEqual({ items: [{ id, name: 'roster', effectiveOn }] });
    expect(await importsToDo(stage.rt.db, effectiveOn)).toEqual([]);

    await chmod(join(dataDir, 'imports'), 0o700);
    await stage.rt.db.updateTable('import').set({ workedOnUntil: null }).where('id', '=', id).execute();
    expect(await importsToDo(stage.rt.db, effectiveOn)).toEqual([{ id, job: 'imports.apply' }]);
    await applyKeptImport(stage.rt, id);
    expect(await readImport(stage.rt.db, id)).toMatchObject({ state: 'applied', reason: null });
    expect(await showMissedRollovers(stage.rt)).toEqual({ items: [] });
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    await rm(dataDir, { recursive: true, force: true });
  });

  test('from the page are tried again as well, until somebody puts them away', async () => {
    const { db, config, clock } = stage.rt;
    await stage.take(roster);
    const id = await insertImport(db, clock.now(), {
      ...{ kind: 'import', source: 'sis', name: 'roster', options: {}, effectiveOn: null },
      staffId: (await peopleThere()).staff[0]?.id ?? null,
    });
    const folder = folderOf(config.dataDir, id);
    await keepFiles(config.dataDir, id, await writeRoster(roster));
    await chmod(config.dataDir, 0o711);
    await chmod(join(config.dataDir, 'imports'), 0o000);
    await asNobody(() => planImport(stage.tools, id, folder));
    expect(await readImport(db, id)).toMatchObject({ state: 'reading' });
    await chmod(join(config.dataDir, 'imports'), 0o700);
    await discardImport(stage.rt, id);
    expect(await readImport(db, id)).toMatchObject({ state: 'discarded' });
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    await rm(config.dataDir, { recursive: true, force: true });
  });

  test('because they are links are not left out in silence', async () => {
    const folder = await writeRoster(roster);
    await rm(join(folder, 'enrollments.csv'));
    await symlink('/elsewhere/enrollments.csv', join(folder, 'enrollments.csv'));
    expect(await stage.plan(folder)).toMatchObject({
      state: 'failed',
      reason: 'enrollments.csv is a link, and links are not followed. Copy the file itself.',
    });
  });
});

describe('files that are half copied', () => {
  test('break off within a row, and nobody leaves whom the other half names', async () => {
    await stage.take(roster);
    const before = await peopleThere();
    const files = csvs();
    const users = files['users.csv'] ?? '';
    const cut = users.slice(0, users.lastIndexOf('g-nadia') + 20);
    const planned = await stage.plan(await writeFolder({ ...files, 'users.csv': cut }));
    expect(planned).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/^users\.csv, line 11: the file breaks off within its last row\./u),
    });
    expect(await peopleThere()).toEqual(before);
  });

  test('are told from files whose last row only lacks its line break, or is short like others', async () => {
    const files = csvs();
    const users = files['users.csv'] ?? '';
    expect(await stage.plan(await writeFolder({ ...files, 'users.csv': users.trimEnd() }))).toMatchObject({
      state: 'planned',
      counts: { rows: { student: { add: 4 } } },
    });
    const short = await stage.plan(
      await writeFolder({ ...files, 'users.csv': `${users}st-short,active\r\n` }),
    );
    expect(short.state).toBe('planned');
    expect(short.counts.refused).toEqual([
      { file: 'users.csv', reason: expect.stringContaining('more or fewer cells'), count: 1 },
    ]);
  });

  test('that grow while they are read are not believed', async () => {
    const folder = await writeRoster(roster);
    const id = await insertImport(stage.rt.db, stage.clock.now(), {
      ...{ kind: 'import', source: 'sis', name: 'roster', effectiveOn: null, staffId: null },
      options: { timeZone: 'America/New_York' },
    });
    let isGrown = false;
    const onProgress = (): void => {
      if (isGrown) return;
      isGrown = true;
      void appendFile(join(folder, 'demographics.csv'), 'st-new,,,,,\r\n');
    };
    const tools = { ...stage.tools, onProgress };
    expect(await planImport(tools, id, folder)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('demographics.csv changed while it was read: it is still being copied'),
    });
    const file = join(await mkdtemp(join(tmpdir(), 'recado-import-')), 'families.csv');
    await writeFile(file, 'student,phone\r\n');
    const source = await openSource(file);
    await source.checkUnchanged();
    await rm(file);
    await expect(source.checkUnchanged()).rejects.toMatchObject({ code: 'import_files_away' });
  });
});

describe('files that lack many people', () => {
  const children = Array.from({ length: 12 }, (_, n) => `g-${n}`);
  const large: SampleRoster = {
    ...roster,
    users: [
      ...roster.users.map((user) => (user.id === 'st-luis' ? { ...user, agents: children } : user)),
      ...children.map((id) => ({ id, role: 'guardian', given: 'Ida', family: `Moss ${id.slice(2)}x` })),
      ...Array.from({ length: 8 }, (_, n) => ({
        ...{ id: `t-more-${n}`, role: 'teacher', given: 'Kim', family: 'Lee', orgs: ['s-lincoln'] },
        email: `lee${n}@riverside.example`,
      })),
    ],
  };
  const without = (is: (id: string) => boolean): SampleRoster => ({
    ...large,
    users: large.users.filter(({ id }) => !is(id)),
  });

  test('are stopped where they are staff, or guardians whose children stay, and confirmed by a person', async () => {
    await stage.take(large);
    const staff = await stage.plan(await writeRoster(without((id) => /^t-more-[0-4]$/u.test(id))));
    expect(staff).toMatchObject({
      state: 'stopped',
      reason:
        '5 of 11 members of staff (45 %) would leave. Is the file complete? Nothing is applied until somebody confirms it.',
    });
    const guardians = await stage.plan(await writeRoster(without((id) => /^g-[0-4]$/u.test(id))));
    expect(guardians.reason).toContain('5 of 16 guardians whose children stay (31 %) would leave.');
    const confirmed = await stage.plan(await writeRoster(without((id) => /^g-[0-4]$/u.test(id))), {
      confirmed: true,
    });
    expect(confirmed.state).toBe('planned');
    const few = await stage.plan(await writeRoster(without((id) => /^t-more-[0-3]$/u.test(id))));
    expect(few).toMatchObject({ state: 'planned', counts: { staff: { before: 11, leaving: 4 } } });
  });

  test('are not stopped where others take the places: in a plain CSV whoever has another number is somebody else', async () => {
    const csv = (area: string, guardians: number): Promise<string> =>
      writeFolder({
        'families.csv': [
          'student_id,student,school,guardian,phone',
          ...Array.from({ length: 20 }, (_, n) => {
            const guardian = n < guardians ? `Ida Moss,${area}-555-01${n + 10}` : ',';
            return `p-${n},Kim Moss ${'x'.repeat(n + 1)},Plain School,${guardian}`;
          }),
          '',
        ].join('\n'),
      });
    await stage.take(await csv('203', 20), { source: 'plain' });
    expect(await stage.plan(await csv('860', 20), { source: 'plain' })).toMatchObject({
      state: 'planned',
      counts: { guardians: { before: 20, leaving: 0 }, rows: { guardian: { add: 20, remove: 20 } } },
    });
    expect((await stage.plan(await csv('203', 15), { source: 'plain' })).reason).toContain(
      '5 of 20 guardians whose children stay (25 %) would leave.',
    );
  });

  test('are stopped where a small school would have nobody left', () => {
    const before = { before: 3, leaving: 3 };
    expect(stateOf({ options: {} }, { staff: before })).toMatchObject({ state: 'stopped' });
    expect(stateOf({ options: {} }, { staff: { before: 3, leaving: 2 } })).toEqual({
      state: 'planned',
      reason: null,
    });
    expect(stateOf({ options: {} }, { staff: { before: 1, leaving: 1 } })).toMatchObject({
      state: 'planned',
    });
    expect(
      stateOf({ options: {} }, { students: { before: 10, leaving: 4, unexpected: 2 }, staff: before }),
    ).toMatchObject({
      reason: expect.stringMatching(
        /^2 of 10 students \(20 %\) besides the 2 of the highest grades, and 3 of 3 members of staff \(100 %\) would leave/u,
      ),
    });
  });
});
