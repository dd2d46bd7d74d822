import { execFile, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { RecadoError } from '../../lib/errors.js';

const run = promisify(execFile);

/** The user a server runs as instead of root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Names the account it runs as then: the owner of existing data, else `postgres`,
 * else `nobody`. Undefined when this process is not root and runs it as itself. Never creates a user.
 * @throws RecadoError `no_account_for_database`
 */
export async function accountForServer(serverFolder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(serverFolder).catch(() => undefined);
  if (owner && owner.uid !== 0) return { name: await nameOf(owner.uid), uid: owner.uid, gid: owner.gid };
  const account = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (!account) {
    throw new RecadoError(
      'no_account_for_database',
      'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody" to run it as: start Recado as an ordinary user, or set DATABASE_URL.',
    );
  }
  return account;
}

async function lookUp(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function nameOf(uid: number): Promise<string> {
  const found = await run('id', ['-un', String(uid)]).catch(() => undefined);
  return found?.stdout.trim() ?? `user ${uid}`;
}

/** Whether that account may enter the folder. Asked by trying, so that access lists and mounts count too. */
export function mayEnter(folder: string, account: Account | undefined): boolean {
  if (!account) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    cwd: '/',
    uid: account.uid,
    gid: account.gid,
    stdio: 'ignore',
  });
  return tried.status === 0;
}
