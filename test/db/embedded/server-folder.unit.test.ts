import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { locateServerFolder, partsOf, passwordOf } from '../../../src/db/embedded/server-folder.js';
import { asNobody } from '../../support/as-nobody.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recado-folder-'));
  await chmod(dataDir, 0o755);
});
afterEach(() => rm(dataDir, { recursive: true }));

test('a pointer to the database that may not be read is no reason to begin an empty one beside it', async () => {
  expect((await locateServerFolder(dataDir)).path).toBe(join(dataDir, 'postgres'));
  const pointer = join(dataDir, 'postgres-folder.txt');
  await writeFile(pointer, '/var/lib/recado-of-before\n');
  expect((await locateServerFolder(dataDir)).path).toBe('/var/lib/recado-of-before');
  await chmod(pointer, 0o000);
  await expect(asNobody(() => locateServerFolder(dataDir))).rejects.toMatchObject({ code: 'EACCES' });
});

test('a password that may not be read is not replaced by another', async () => {
  const folder = partsOf(dataDir);
  const first = await passwordOf(folder, undefined);
  expect(await passwordOf(folder, undefined)).toBe(first);
  await chmod(folder.passwordFile, 0o000);
  await chmod(dataDir, 0o777);
  await expect(asNobody(() => passwordOf(folder, undefined))).rejects.toMatchObject({ code: 'EACCES' });
  await chmod(folder.passwordFile, 0o600);
  expect((await readFile(folder.passwordFile, 'utf8')).trim()).toBe(first);
});
