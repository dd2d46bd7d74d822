import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { takeLock } from '../../db/embedded/owner-lock.js';
import { RecadoError } from '../../lib/errors.js';

/** Below this much free space, in bytes, nothing is started. */
export const neededSpace = 300 * 1024 * 1024;

/**
 * Makes the data folder and sees that it may be written.
 * @throws RecadoError `data_folder`, `disk_full`
 */
export async function makeDataFolder(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.write-test-${process.pid}`);
  try {
    // As root the database runs as another user, who has to pass through; what is secret is closed by itself.
    await makeFolders(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    await writeFile(probe, 'x');
    await rm(probe);
  } catch (error) {
    throw new RecadoError(
      'data_folder',
      `${whatIsWrong(dataDir, error)}, or set DATA_DIR to another folder.`,
      {
        cause: error,
      },
    );
  }
}

/** Node's own recursive mkdir never ends on file systems where no folder can be made, such as /proc. */
async function makeFolders(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolders(dirname(folder), mode);
    await mkdir(folder, { mode });
  }
}

function whatIsWrong(dataDir: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `The folder ${dataDir} may not be written by this user: correct its permissions and those of ${dirname(dataDir)}`;
    case 'EROFS':
      return `The folder ${dataDir} is on a disk that may not be written: mount it for writing`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `Data are to be kept in the folder ${dataDir}, but a file stands in its place: move the file away`;
    default:
      return `The folder ${dataDir} could not be made or written (${code}): make it yourself`;
  }
}

/**
 * @param needed bytes
 * @throws RecadoError `disk_nearly_full`
 */
export async function checkFreeSpace(dataDir: string, needed: number = neededSpace): Promise<void> {
  const disk = await statfs(dataDir, { bigint: true });
  const free = disk.bavail * disk.bsize;
  if (free >= BigInt(needed)) return;
  throw new RecadoError(
    'disk_nearly_full',
    `Only ${inMegabytes(free)} MB are free on the disk of ${dataDir}, and Recado needs at least ${inMegabytes(BigInt(needed))} MB: free some space, or set DATA_DIR to a folder on another disk.`,
  );
}

const inMegabytes = (bytes: bigint): string => String(bytes / 1024n / 1024n);

/**
 * One `up` at a time works on a data folder.
 * @param address what a second start is told
 * @returns the function that lets go of it, and whether the one before was killed
 * @throws RecadoError `already_running`
 */
export async function lockDataFolder(
  dataDir: string,
  address: string,
): Promise<{ readonly unlock: () => Promise<void>; readonly takenOver: boolean }> {
  const lock = await takeLock(join(dataDir, 'running.json'), address);
  if (lock.taken) return { unlock: lock.release, takenOver: lock.takenOver };
  throw new RecadoError(
    'already_running',
    `Recado is already running on ${dataDir} at ${lock.holder.note} (process ${lock.holder.pid}): use that one, stop it first, or set another DATA_DIR and PORT.`,
  );
}
