import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isGone, isRosterFile } from './reading/source.js';

/** Where the files of an import lie while they may be read again, for example on the first day of a school year. */
export function folderOf(dataDir: string, importId: string): string {
  return join(dataDir, 'imports', importId);
}

/** Keeps a ZIP, a CSV, or those a folder holds, for a later reading. */
export async function keepFiles(dataDir: string, importId: string, path: string): Promise<void> {
  const folder = folderOf(dataDir, importId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!(await stat(path)).isDirectory()) {
    await copyFile(path, join(folder, basename(path)));
    return;
  }
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isFile() && isRosterFile(entry.name)) {
      await copyFile(join(path, entry.name), join(folder, entry.name));
    }
  }
}

/** Whether there is a folder of an import's files: also where it may not be read. */
export async function areKept(dataDir: string, importId: string): Promise<boolean> {
  try {
    return (await stat(folderOf(dataDir, importId))).isDirectory();
  } catch (error) {
    return !isGone(error);
  }
}

/** The files hold families' numbers: they go as soon as nobody will read them again. */
export async function forgetFiles(dataDir: string, importId: string): Promise<void> {
  await rm(folderOf(dataDir, importId), { recursive: true, force: true });
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

/** Ids of imports that have a folder. */
export async function foldersThere(dataDir: string): Promise<string[]> {
  const names = await readdir(join(dataDir, 'imports')).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => uuid.test(name));
}
