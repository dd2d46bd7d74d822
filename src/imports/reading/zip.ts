import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { messageOf, RecadoError } from '../../lib/errors.js';
import { unreadable } from './problems.js';
import { checkSizes, type ImportFile, type ImportSource, type SizeLimits } from './import-file.js';

/** Below this size a high ratio is a short file of blanks, not a bomb. */
const smallBytes = 1024 ** 2;

/**
 * The CSVs of a ZIP, read where they are: nothing is unpacked to disk, so no path in it can lead anywhere. A path that
 * leaves the archive, a password, a bomb, or an entry larger than it says makes the whole archive unreadable.
 * @throws RecadoError `import_unreadable`
 */
export async function openZip(path: string, limits: SizeLimits): Promise<ImportSource> {
  const zip = await openArchive(path);
  try {
    const entries = await readEntries(zip, limits);
    const csvs = entries.filter(({ fileName }) => isCsv(fileName));
    if (csvs.length === 0) {
      const isDeeper = entries.some(({ fileName }) => /\.csv$/iu.test(fileName));
      throw unreadable(
        `The ZIP holds no CSV file${isDeeper ? ' but in folders of folders' : ''}. Zip the exported CSV files themselves.`,
      );
    }
    const files = csvs.map((entry) => fileOf(zip, entry, limits));
    const twice = files.find((file, index) => files.findIndex(({ name }) => name === file.name) !== index);
    if (twice) throw unreadable(`The ZIP holds ${twice.name} twice. Zip one export only.`);
    checkSizes(files, limits);
    return {
      files,
      // Its list of contents is written last: one that is half there was not opened.
      checkUnchanged: () => Promise.resolve(),
      close: () => {
        zip.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function openArchive(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Entry names are checked for `..`, backslashes and roots; sizes while they are read.
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    yauzl.open(path, options, (error: Error | null, zip?: ZipFile) => {
      if (zip) resolve(zip);
      else reject(unreadable(`The ZIP cannot be read (${messageOf(error)}). Zip the files again.`));
    });
  });
}

function readEntries(zip: ZipFile, limits: SizeLimits): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('error', (error: Error) => {
      const leaves = /relative path|absolute path|characters in fileName/iu.test(error.message);
      reject(
        unreadable(
          leaves
            ? `The ZIP holds a path that leaves the archive (${error.message}). It was not opened.`
            : `The ZIP cannot be read (${error.message}). Zip the files again.`,
        ),
      );
    });
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      const problem = problemOf(entry, entries.length, limits);
      if (problem !== null) {
        reject(unreadable(problem));
        return;
      }
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function problemOf(entry: Entry, before: number, limits: SizeLimits): string | null {
  if (before >= limits.entries) return `The ZIP holds more than ${limits.entries} entries.`;
  if (!isCsv(entry.fileName)) return null;
  if ((entry.generalPurposeBitFlag & 1) === 1) {
    return `${entry.fileName} is protected by a password. Zip the files without one.`;
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > smallBytes && ratio > limits.ratio) {
    return `${entry.fileName} unpacks to ${Math.round(ratio)} times its size, as a ZIP bomb does. It was not opened.`;
  }
  return null;
}

/** In the archive's root or one folder down, where zipping a folder puts files; not what macOS adds. */
function isCsv(name: string): boolean {
  return /^(?!__MACOSX\/)(?:[^/]+\/)?[^/.][^/]*\.csv$/iu.test(name);
}

function fileOf(zip: ZipFile, entry: Entry, limits: SizeLimits): ImportFile {
  const name = basename(entry.fileName);
  return {
    name,
    bytes: Math.min(entry.uncompressedSize, limits.totalBytes + 1),
    open: () =>
      new Promise<Readable>((resolve, reject) => {
        zip.openReadStream(entry, (error: Error | null, stream?: Readable) => {
          if (stream) resolve(stream);
          else
            reject(
              new RecadoError('import_unreadable', `${name} in the ZIP is damaged: ${messageOf(error)}.`),
            );
        });
      }),
  };
}
