import { createReadStream } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { RecadoError } from '../../lib/errors.js';
import { unreadable } from './problems.js';
import {
  checkSizes,
  sizeLimits,
  type ImportFile,
  type ImportSource,
  type SizeLimits,
} from './import-file.js';
import { openZip } from './zip.js';

/**
 * Opens what is to be imported: a folder of CSVs, a ZIP of them, or one CSV. Links are not followed and nothing is
 * unpacked to disk.
 * @throws RecadoError `wrong_use` where there is nothing, `import_unreadable` beyond the limits
 */
export async function openSource(path: string, limits: SizeLimits = sizeLimits): Promise<ImportSource> {
  const entry = await lstat(path).catch(() => undefined);
  if (!entry) throw new RecadoError('wrong_use', `There is no file or folder ${path} to import.`);
  if (entry.isDirectory()) return folder(path, limits);
  if (!entry.isFile()) throw new RecadoError('wrong_use', `${path} is neither a file nor a folder.`);
  if (await isZip(path)) return openZip(path, limits);
  return checked([onDisk(path, basename(path), entry.size)], limits);
}

/** What is read of a folder; hidden files are not. Pure. */
export function isRosterFile(name: string): boolean {
  return /^[^.].*\.(csv|zip)$/iu.test(name);
}

async function folder(path: string, limits: SizeLimits): Promise<ImportSource> {
  const entries = await readdir(path, { withFileTypes: true });
  const named = entries.filter((entry) => entry.isFile() && isRosterFile(entry.name));
  const [only] = named;
  if (only !== undefined && named.length === 1 && /\.zip$/iu.test(only.name)) {
    return openZip(join(path, only.name), limits);
  }
  const files = await Promise.all(
    named
      .filter(({ name }) => /\.csv$/iu.test(name))
      .map(async ({ name }) => onDisk(join(path, name), name, (await lstat(join(path, name))).size)),
  );
  if (files.length === 0) throw unreadable('The folder holds no CSV file. Export the roster again.');
  return checked(files, limits);
}

function onDisk(path: string, name: string, bytes: number): ImportFile {
  return { name, bytes, open: () => Promise.resolve(createReadStream(path)) };
}

function checked(files: readonly ImportFile[], limits: SizeLimits): ImportSource {
  checkSizes(files, limits);
  return { files, close: () => Promise.resolve() };
}

/** By its first bytes (APPNOTE 4.3.7 and, for an empty archive, 4.3.16), whatever it is called. */
async function isZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return ['504b0304', '504b0506'].includes(buffer.toString('hex'));
  } finally {
    await handle.close();
  }
}
