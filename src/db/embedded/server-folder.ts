import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RecadoError } from '../../lib/errors.js';
import { mayEnter, type Account } from './account.js';

const run = promisify(execFile);

/** What the embedded server keeps, all in one folder of its own. */
export interface ServerFolder {
  readonly path: string;
  /** PostgreSQL's data folder. */
  readonly data: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly lockFile: string;
}

/** The folder's parts; nothing is made. */
export function partsOf(path: string): ServerFolder {
  return {
    path,
    data: join(path, 'data'),
    passwordFile: join(path, 'password'),
    logFile: join(path, 'server.log'),
    lockFile: join(path, 'owner.json'),
  };
}

/** Says where the server's folder is when it could not be inside the data folder. */
const pointerFile = (dataDir: string): string => join(dataDir, 'postgres-folder.txt');

/** What a file says, empty where there is none. One that may not be read is no reason to begin anew beside it. */
async function readIfThere(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Where the server of this data folder keeps its files, or would; nothing is made. */
export async function locateServerFolder(dataDir: string): Promise<ServerFolder> {
  const pointed = (await readIfThere(pointerFile(dataDir))).trim();
  return partsOf(pointed === '' ? join(dataDir, 'postgres') : pointed);
}

/**
 * Makes the server's folder where the account may enter it: inside the data folder, or, when that lies under a folder
 * closed to the account, in /var/lib or /var/tmp, with a pointer left in the data folder.
 * @throws RecadoError `database_folder`
 */
export async function makeServerFolder(
  dataDir: string,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<ServerFolder> {
  const located = await locateServerFolder(dataDir);
  if (existsSync(pointerFile(dataDir)) && !existsSync(located.path)) {
    throw new RecadoError(
      'database_folder',
      `The database of ${dataDir} was kept in ${located.path}, which is gone: restore that folder, or remove ${pointerFile(dataDir)} to begin an empty one.`,
    );
  }
  const inside = located.path === join(dataDir, 'postgres');
  const path = inside && !mayEnter(dataDir, account) ? await moveOutside(dataDir, log) : located.path;
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmodForOwner(path, account);
  if (account && !mayEnter(path, account)) {
    throw new RecadoError(
      'database_folder',
      `PostgreSQL runs as ${account.name}, which may not enter ${path}: open the folders above it, set DATA_DIR to another folder, or set DATABASE_URL.`,
    );
  }
  if (account && path !== join(dataDir, 'postgres')) {
    log(
      `PostgreSQL does not run as root and ${account.name} may not enter ${dataDir}: its data are in ${path}.`,
    );
  }
  await handOver(partsOf(path).data, account);
  // PostgreSQL writes the real path into its files; a stale server is recognised by it.
  return partsOf(await realpath(path));
}

async function moveOutside(dataDir: string, log: (line: string) => void): Promise<string> {
  const inside = join(dataDir, 'postgres');
  if (existsSync(join(inside, 'data'))) {
    throw new RecadoError(
      'database_folder',
      `The database in ${inside} belongs to a user who may not enter that folder: open the folders above it to that user, or start Recado as that user.`,
    );
  }
  const name = `recado-${createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 12)}`;
  // Not /var/tmp first: many systems empty it by age.
  for (const parent of ['/var/lib', '/var/tmp']) {
    const path = await makeNew(join(parent, name), log).catch(() => undefined);
    if (path === undefined) continue;
    await writeFile(pointerFile(dataDir), `${path}\n`);
    return path;
  }
  throw new RecadoError(
    'database_folder',
    `PostgreSQL does not run as root, and no folder could be made for it outside ${dataDir}: start Recado as an ordinary user, set DATA_DIR to a folder everyone may enter, or set DATABASE_URL.`,
  );
}

/** Makes a folder nobody made before: whoever removed the data folder, pointer and all, wants to begin anew. */
async function makeNew(path: string, log: (line: string) => void): Promise<string> {
  try {
    await mkdir(path, { mode: 0o700 });
    return path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const made = await mkdtemp(`${path}-`);
    log(`An older database of the same folder is still in ${path}; remove it if nobody needs it.`);
    return made;
  }
}

async function chmodForOwner(path: string, account: Account | undefined): Promise<void> {
  const entry = await stat(path);
  const self = process.getuid?.();
  if (self !== undefined && self !== 0 && entry.uid !== self) {
    throw new RecadoError(
      'database_folder',
      `The database in ${path} belongs to another user: start Recado as that user, or set DATA_DIR to a folder of your own.`,
    );
  }
  if (account) await chown(path, account.uid, account.gid);
  await chmod(path, 0o700);
}

/** A folder that came back from a back-up belongs to whoever copied it, and may be open to others: the server takes neither. */
async function handOver(data: string, account: Account | undefined): Promise<void> {
  const entry = await stat(data).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!entry) return;
  if (account && entry.uid !== account.uid) {
    await run('chown', ['-hR', `${account.uid}:${account.gid}`, data]);
  }
  if ((entry.mode & 0o077) !== 0) await chmod(data, 0o700);
}

/** The server's password, made on the first start; only its owner may read it. */
export async function passwordOf(folder: ServerFolder, account: Account | undefined): Promise<string> {
  const kept = (await readIfThere(folder.passwordFile)).trim();
  if (kept !== '') return kept;
  const password = randomBytes(24).toString('hex');
  await rm(folder.passwordFile, { force: true });
  await writeFile(folder.passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) await chown(folder.passwordFile, account.uid, account.gid);
  return password;
}
