import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { folderOf } from '../../src/imports/files.js';
import { insertImport } from '../../src/imports/imports.queries.js';
import type { ImportState } from '../../src/imports/imports.table.js';
import { forgetLeftoverFiles } from '../../src/imports/leftover-files.js';
import { newId } from '../../src/lib/ids.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
let dataDir: string;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recado-leftover-'));
  Object.assign(stage.rt.config, { dataDir });
});

afterEach(() => rm(dataDir, { recursive: true }));

const importIn = async (state: ImportState, hoursAgo: number): Promise<string> => {
  const began = new Date(stage.rt.clock.now().getTime() - hoursAgo * 3_600_000);
  const id = await insertImport(stage.rt.db, began, {
    kind: 'import',
    source: '–',
    name: '–',
    options: {},
    effectiveOn: null,
    staffId: null,
    state,
  });
  await fill(id);
  return id;
};
const fill = async (id: string): Promise<void> => {
  await mkdir(folderOf(dataDir, id), { recursive: true });
  await writeFile(join(folderOf(dataDir, id), 'users.csv'), 'phone\n2035550142\n');
};

test('half an upload whose process was killed goes, one that may still be under way stays', async () => {
  await importIn('discarded', 13);
  const underWay = await importIn('discarded', 1);
  await forgetLeftoverFiles(stage.rt);
  expect(await readdir(join(dataDir, 'imports'))).toEqual([underWay]);
});

test('files somebody will read again stay, however old, and those of imports nobody knows', async () => {
  await importIn('applied', 13);
  const kept = await Promise.all(
    (['waiting', 'reading', 'planned', 'stopped', 'scheduled', 'applying'] as const).map((state) =>
      importIn(state, 5_000),
    ),
  );
  const unknown = newId();
  await fill(unknown);
  await forgetLeftoverFiles(stage.rt);
  expect((await readdir(join(dataDir, 'imports'))).sort()).toEqual([...kept, unknown].sort());
});

test('where nothing was ever uploaded, there is nothing to do', async () => {
  await expect(forgetLeftoverFiles(stage.rt)).resolves.toBeUndefined();
});
