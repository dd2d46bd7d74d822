import type { Readable } from 'node:stream';
import { unreadable } from './problems.js';

/** One CSV of an import, wherever it lies. It may be opened several times. */
export interface ImportFile {
  readonly name: string;
  /** Uncompressed. */
  readonly bytes: number;
  open(): Promise<Readable>;
}

export interface ImportSource {
  readonly files: readonly ImportFile[];
  /** @throws RecadoError `import_unreadable` where a file is not as it was when it was opened: it is still being written */
  checkUnchanged(): Promise<void>;
  close(): Promise<void>;
}

export interface SizeLimits {
  /** The largest CSV, in bytes. */
  readonly fileBytes: number;
  /** All CSVs of an import together. */
  readonly totalBytes: number;
  /** How many entries a ZIP or folder may have. */
  readonly entries: number;
  /** How many times smaller than its content a ZIP entry may be; more is a bomb. */
  readonly ratio: number;
}

export const sizeLimits: SizeLimits = {
  fileBytes: 300 * 1024 ** 2,
  totalBytes: 600 * 1024 ** 2,
  entries: 1000,
  ratio: 200,
};

/** @throws RecadoError `import_unreadable` */
export function checkSizes(files: readonly Pick<ImportFile, 'name' | 'bytes'>[], limits: SizeLimits): void {
  for (const file of files) {
    if (file.bytes > limits.fileBytes) {
      throw unreadable(
        `${file.name} is ${megabytes(file.bytes)} MB; a file may have ${megabytes(limits.fileBytes)} MB. Export fewer years or schools at a time.`,
      );
    }
  }
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  if (total > limits.totalBytes) {
    throw unreadable(
      `The files have ${megabytes(total)} MB together; an import may have ${megabytes(limits.totalBytes)} MB.`,
    );
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
