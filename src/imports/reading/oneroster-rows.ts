import type { Staging } from '../staging.js';
import type { CsvRow } from './csv.js';

export interface ReadingOptions {
  /** `YYYY-MM-DD`: classes and enrollments that ended before are over. */
  asOf: string;
  country: string | undefined;
  /** Told after every few thousand rows. */
  onProgress: (what: string, rows: number) => Promise<void>;
}

/** What the rest of a set refers to; small in any district. */
export interface Organisations {
  /** The school an organisation is, or belongs to over however many departments. */
  readonly schoolOf: (org: string) => string | undefined;
}

/** Refuses a row none of whose cells can be trusted: something in it is shifted. */
export function isWhole(row: CsvRow, file: string, staging: Staging, entity: string): boolean {
  if (row.fault === null) return true;
  const { line, cells, fault: reason } = row;
  staging.refuse({ file, line, entity, sourceId: cells('sourcedId'), reason });
  return false;
}

/** The file says that it ended; `inactive` is of OneRoster 1.0 and lives on in exports. */
export const isGone = ({ cells }: CsvRow): boolean =>
  ['tobedeleted', 'inactive'].includes(cells('status').toLowerCase());

/** Several values in one cell. */
export const listOf = (cell: string): string[] =>
  cell
    .split(/[,;]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** The date in a column; one that is none is told, and then the row has no such date. */
export function dateOf(row: CsvRow, column: string, file: string, staging: Staging): string | null {
  const value = row.cells(column);
  const date = readDate(value);
  if (date === null && value !== '') {
    staging.refuse({ file, line: row.line, column, value, reason: 'it is no date (YYYY-MM-DD)' });
  }
  return date;
}

/** `YYYY-MM-DD`, also where a time follows. Null for what is none. */
export function readDate(cell: string): string | null {
  const date = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/u.exec(cell)?.[1];
  return date !== undefined && !Number.isNaN(Date.parse(date)) ? date : null;
}
