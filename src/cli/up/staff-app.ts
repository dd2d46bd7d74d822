import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { access, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { RecadoError } from '../../lib/errors.js';

export interface StaffAppBuild {
  readonly built: boolean;
}

/**
 * Builds the staff app into dist/web unless what is there was made from these very sources. An installation without
 * the build tool, as production images are, uses what is there. The new build replaces the old one when it is whole.
 * @throws RecadoError `staff_app_missing`, `staff_app_build`
 */
export async function buildStaffApp(root: string, signal: AbortSignal): Promise<StaffAppBuild> {
  const target = join(root, 'dist', 'web');
  const there = existsSync(join(target, 'index.html'));
  const tool = findVite(root);
  if (tool === undefined) {
    if (there) return { built: false };
    throw new RecadoError(
      'staff_app_missing',
      'The staff app is not built, and its build tool is not installed: run "npm ci" with development packages, then start again.',
    );
  }
  const hash = await hashOfSources(root);
  const kept = await readFile(join(target, '.source-hash'), 'utf8').catch(() => '');
  if (there && kept.trim() === hash) return { built: false };

  const draft = join(root, 'dist', `web.new-${process.pid}`);
  await makeFolder(dirname(draft));
  try {
    await runVite(tool, root, draft, signal);
    await writeFile(join(draft, '.source-hash'), `${hash}\n`);
    await replace(target, draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { built: true };
}

/** Vite's program, when it and its configuration are installed. */
function findVite(root: string): string | undefined {
  if (!existsSync(join(root, 'src', 'web', 'vite.config.ts'))) return undefined;
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  } catch {
    return undefined;
  }
}

/** One hash over the names and contents of everything the staff app is made from. */
export async function hashOfSources(root: string): Promise<string> {
  const names = [
    ...(await filesIn(root, 'src/web', () => true)),
    ...(await filesIn(root, 'src/api', (name) => name.endsWith('.schemas.ts'))),
    ...(await filesIn(root, 'locales', (name) => name.endsWith('/staff.json'))),
    'package-lock.json',
  ].sort();
  const contents = await Promise.all(
    names.map((name) => readFile(join(root, name)).catch(() => Buffer.alloc(0))),
  );
  const hash = createHash('sha256');
  names.forEach((name, index) => {
    const content = contents[index] ?? Buffer.alloc(0);
    hash.update(`${name}\n${content.length}\n`).update(content);
  });
  return hash.digest('hex');
}

/** Files below a folder, as paths from the root with forward slashes. */
async function filesIn(root: string, folder: string, wanted: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, sep).length).split(sep).join('/'))
    .filter(wanted);
}

async function runVite(tool: string, root: string, outDir: string, signal: AbortSignal): Promise<void> {
  const args = ['build', '--config', 'src/web/vite.config.ts', '--outDir', outDir, '--emptyOutDir'];
  const child = spawn(process.execPath, [tool, ...args, '--logLevel', 'warn'], {
    cwd: root,
    // Whatever this process is run for: the libraries' development parts are twice as large, and slower.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  if (/ENOSPC|no space left/i.test(said)) {
    throw new RecadoError('disk_full', 'The disk is full: free some space and start again.');
  }
  throw new RecadoError(
    'staff_app_build',
    `The staff app could not be built: ${reasonIn(said)} ("npm run build" shows all of it).`,
  );
}

/** The first line of Vite's output that names an error. */
function reasonIn(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim());
  return (
    lines.find((line) => /^\[[\w-]+\]|Error: /.test(line)) ??
    lines.find((line) => line !== '') ??
    'Vite said nothing'
  );
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new RecadoError(
      'staff_app_build',
      `The staff app has to be built, and this user may not write ${folder}: correct its permissions, or run "npm run build" as the user it belongs to.`,
      { cause },
    );
  }
}

async function replace(target: string, draft: string): Promise<void> {
  const old = `${target}.old-${process.pid}`;
  await rename(target, old).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
  await rename(draft, target);
  await rm(old, { recursive: true, force: true });
}
