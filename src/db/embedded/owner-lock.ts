import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who holds a lock, and what it tells others, for example the address it serves. */
export interface LockHolder {
  readonly pid: number;
  /** When the process began, as the system counts it: a process id alone is used again. */
  readonly began: string;
  readonly note: string;
}

export type LockAttempt =
  | {
      readonly taken: true;
      /** Whoever had it before was gone without letting go: what that one started may still be ending. */
      readonly takenOver: boolean;
      readonly release: () => Promise<void>;
    }
  | { readonly taken: false; readonly holder: LockHolder };

/**
 * Takes a lock that is a small file naming this process. It is free again as soon as this process is gone, SIGKILL and
 * power cuts included: a file whose process is gone, or is another one with the same id, is taken over.
 */
export async function takeLock(file: string, note: string): Promise<LockAttempt> {
  const mine = JSON.stringify({ pid: process.pid, began: beganOf(process.pid) ?? '', note });
  for (let takenOver = false; ; takenOver = true) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o644 });
      return { taken: true, takenOver, release: () => releaseLock(file, mine) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const found = await readLock(file);
    if (found && isAlive(found)) return { taken: false, holder: found };
    await removeStale(file);
  }
}

/** Whoever holds the lock now, if its process is still there. */
export async function lockHolder(file: string): Promise<LockHolder | undefined> {
  const found = await readLock(file);
  return found && isAlive(found) ? found : undefined;
}

async function readLock(file: string): Promise<LockHolder | undefined> {
  // A file just made is empty for an instant.
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const holder = parse(await readFile(file, 'utf8').catch(() => ''));
    if (holder) return holder;
    await sleep(25);
  }
  return undefined;
}

function parse(text: string): LockHolder | undefined {
  try {
    const value = JSON.parse(text) as Partial<LockHolder>;
    if (typeof value.pid !== 'number' || typeof value.began !== 'string') return undefined;
    return { pid: value.pid, began: value.began, note: String(value.note ?? '') };
  } catch {
    return undefined;
  }
}

/** So long a file may be empty while its owner writes it, and so long a turn lasts; milliseconds. */
const longestWrite = 2_000;
const longestTurn = 5_000;

/**
 * Removes a stale file. One start at a time, and only after another look in its turn: another one may have replaced the
 * file in between, which nobody can while it is there.
 */
async function removeStale(file: string): Promise<void> {
  const turn = `${file}.turn`;
  try {
    await mkdir(turn);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    // Whoever had the turn may have been killed in it.
    if ((await ageOf(turn)) > longestTurn) await endTurn(turn);
    return sleep(25);
  }
  try {
    const found = await readLock(file);
    const isStale = found ? !isAlive(found) : (await ageOf(file)) > longestWrite;
    if (isStale) await rm(file, { force: true });
  } finally {
    await endTurn(turn);
  }
}

/** Nothing is said where it has ended already. */
const endTurn = (turn: string): Promise<void> => rm(turn, { recursive: true, force: true });

/** Milliseconds since it was written; none where it is not there. */
async function ageOf(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

async function releaseLock(file: string, mine: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
}

function isAlive(holder: LockHolder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const began = beganOf(holder.pid);
  return began === undefined || holder.began === '' || began === holder.began;
}

/** When a process began, exact enough to tell it from a later one with the same id. Undefined where nothing says it. */
function beganOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // Field 22 of proc_pid_stat(5); field 2, the name, may hold spaces, and ends at the last parenthesis.
      return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
    }
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
