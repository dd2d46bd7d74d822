import { copyFile, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { transform } from '@swc/core';
import { nodeArguments, packageRoot } from '../../src/cli/up/node-arguments.js';
import { temporaryFolder } from './servers.js';

/** Told to test files in other processes: the folder with the program as JavaScript. */
export const programVariable = 'RECADO_TEST_PROGRAM';

/**
 * Writes what processes of the product are made of as JavaScript, file by file, into a temporary folder laid out as the
 * package is. A process spends two seconds of the processor on having its TypeScript read, and a test run starts some
 * hundred; those `recado up` starts in its own tests read it all the same.
 */
export async function writeProgram(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await temporaryFolder('recado-program-');
  const files = (await Promise.all(['src', 'workers'].map(filesBelow))).flat();
  await Promise.all(files.map((file) => writeFileOf(file, join(folder, relative(packageRoot, file)))));
  for (const name of ['package.json', 'node_modules', 'locales', 'dist'])
    await symlink(join(packageRoot, name), join(folder, name));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Arguments for a Node that runs a file of the program: as `recado up` gives them, of this test run's JavaScript if there is any. */
export function programArguments(file: string): string[] {
  const folder = process.env[programVariable];
  if (folder === undefined) return nodeArguments(file);
  const [heap = ''] = nodeArguments(file);
  return [
    heap,
    '--import',
    join(folder, 'src/cli/up/end-with-parent.mjs'),
    join(folder, file.replace(/\.ts$/, '.js')),
  ];
}

/** All but the staff app, which is built. */
async function filesBelow(top: string): Promise<string[]> {
  const entries = await readdir(join(packageRoot, top), { recursive: true, withFileTypes: true });
  const staffApp = join(packageRoot, 'src/web');
  return entries
    .filter((entry) => entry.isFile() && !`${entry.parentPath}/`.startsWith(`${staffApp}/`))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function writeFileOf(file: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  if (!file.endsWith('.ts')) return copyFile(file, target);
  const { code } = await transform(await readFile(file, 'utf8'), {
    filename: file,
    configFile: false,
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
  });
  await writeFile(target.replace(/\.ts$/, '.js'), code);
}
