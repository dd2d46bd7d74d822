import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a running server says of itself in `postmaster.pid` (PostgreSQL's miscadmin.h names the lines). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Reads `postmaster.pid` of a data folder; undefined when no server has it open, or it is being written. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return { pid: Math.abs(pid), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Sees to it that no server has the data folder (its real path) open: one left behind by a killed parent is given a moment to stop by
 * itself, then told to. A file that names some other program is removed; one that names nobody PostgreSQL removes.
 */
export async function endLeftover(data: string, log: (line: string) => void): Promise<void> {
  const found = await readPostmaster(data);
  if (!found || !exists(found.pid)) return;
  const serves = whatServes(found.pid, data);
  if (serves === 'something else') await rm(join(data, 'postmaster.pid'), { force: true });
  // What cannot be told is left to PostgreSQL, which refuses a folder it finds in use.
  if (serves !== 'this folder') return;
  log('The database of an earlier start is still running; waiting until it has stopped.');
  if (await endsWithin(found.pid, 1_500)) return;
  signal(found.pid, 'SIGINT');
  if (await endsWithin(found.pid, 10_000)) return;
  signal(found.pid, 'SIGQUIT');
  await endsWithin(found.pid, 10_000);
}

async function endsWithin(pid: number, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    if (!exists(pid)) return true;
    await sleep(20);
  }
  return !exists(pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in between.
  }
}

/** Whether that process is a PostgreSQL on this very folder: process ids are used again, in containers at once. */
function whatServes(pid: number, data: string): 'this folder' | 'something else' | 'unknown' {
  const command = commandLine(pid);
  if (command === undefined) return 'unknown';
  return command.includes('postgres') && command.includes(data) ? 'this folder' : 'something else';
}

function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}
