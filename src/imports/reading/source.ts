import { createReadStream, type Stats } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { RecadoError } from '../../lib/errors.js';
import { isOfSystem, unreadable, whyUnread } from './problems.js';
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
 * @throws RecadoError `wrong_use` where there is nothing, `import_unreadable` beyond the limits, `import_files_away` where
 *   the system does not let it be read
 */
export async function openSource(path: string, limits: SizeLimits = sizeLimits): Promise<ImportSource> {
  try {
    const entry = await lstat(path).catch((error: unknown) => {
      if (isGone(error)) return undefined;
      throw error;
    });
    if (!entry) throw new RecadoError('wrong_use', `There is no file or folder ${path} to import.`);
    if (entry.isDirectory()) return await folder(path, limits);
    if (!entry.isFile()) throw new RecadoError('wrong_use', `${path} is neither a file nor a folder.`);
    if (await isZip(path)) return await openZip(path, limits);
    return checked([onDisk(path, basename(path), entry)], limits);
  } catch (error) {
    throw whyUnread(basename(path), error);
  }
}

/** Whether the system says that there is nothing of that name; all else it may say does not mean so. */
export function isGone(error: unknown): boolean {
  return isOfSystem(error) && ['ENOENT', 'ENOTDIR'].includes(error.code);
}

/** What is read of a folder; hidden files are not. Pure. */
export function isRosterFile(name: string): boolean {
  return /^[^.].*\.(csv|zip)$/iu.test(name);
}

async function folder(path: string, limits: SizeLimits): Promise<ImportSource> {
  const entries = await readdir(path, { withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink() && isRosterFile(entry.name));
  if (link) throw unreadable(`${link.name} is a link, and links are not followed. Copy the file itself.`);
  const named = entries.filter((entry) => entry.isFile() && isRosterFile(entry.name));
  const [only] = named;
  if (only !== undefined && named.length === 1 && /\.zip$/iu.test(only.name)) {
    return openZip(join(path, only.name), limits);
  }
  const files = await Promise.all(
    named
      .filter(({ name }) => /\.csv$/iu.test(name))
      .map(async ({ name }) => onDisk(join(path, name), name, await lstat(join(path, name)))),
  );
  if (files.length === 0) throw unreadable('The folder holds no CSV file. Export the roster again.');
  return checked(files, limits);
}

interface FileOnDisk extends ImportFile {
  readonly isAsItWas: () => Promise<boolean>;
}

function onDisk(path: string, name: string, { size, mtimeMs }: Stats): FileOnDisk {
  return {
    name,
    bytes: size,
    open: () => Promise.resolve(createReadStream(path)),
    isAsItWas: async () => {
      const now = await lstat(path);
      return now.size === size && now.mtimeMs === mtimeMs;
    },
  };
}

function checked(files: readonly FileOnDisk[], limits: SizeLimits): ImportSource {
  checkSizes(files, limits);
  return {
    files,
    async checkUnchanged() {
      for (const { name, isAsItWas } of files) {
        const isIt = await isAsItWas().catch((error: unknown) => {
          throw whyUnread(name, error);
        });
        if (isIt) continue;
        throw unreadable(
          `${name} changed while it was read: it is still being copied or exported. Import it again when that is over.`,
        );
      }
    },
    close: () => Promise.resolve(),
  };
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
