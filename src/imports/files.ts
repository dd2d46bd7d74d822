import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Where the files of an import lie while they may be read again, for example on the first day of a school year. */
export function folderOf(dataDir: string, importId: string): string {
  return join(dataDir, 'imports', importId);
}

/** Keeps a folder, ZIP or CSV for a later reading. */
export async function keepFiles(dataDir: string, importId: string, path: string): Promise<void> {
  const folder = folderOf(dataDir, importId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await cp(path, join(folder, basename(path)), { recursive: true });
}

/** The files hold families' numbers: they go as soon as nobody will read them again. */
export async function forgetFiles(dataDir: string, importId: string): Promise<void> {
  await rm(folderOf(dataDir, importId), { recursive: true, force: true });
}
