import type { Runtime } from '../lib/runtime.js';
import type { ImportProgress } from './imports.table.js';

/** What imports lean on: less than a whole Runtime, so that the command line needs no carrier to import. */
export interface ImportTools extends Pick<Runtime, 'db' | 'clock' | 'log'> {
  /** Where uploaded files lie until they are applied. */
  readonly dataDir: string;
  /** Told how far an import is; the page and the progress bar show it. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** The day it is, `YYYY-MM-DD`, in UTC: school years do not begin at midnight. */
export function today({ clock }: Pick<ImportTools, 'clock'>): string {
  return clock.now().toISOString().slice(0, 10);
}
