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
  readonly schools: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/** Refuses a row that has not as many cells as the header: something in it is shifted. */
export function hasRightWidth(row: CsvRow, file: string, staging: Staging, entity: string): boolean {
  if (row.wrongWidth === null) return true;
  staging.refuse({
    file,
    line: row.line,
    entity,
    sourceId: row.cells('sourcedId'),
    reason: 'it has more or fewer cells than the header: a comma is missing or too many',
  });
  return false;
}

/** The file says that it ended. */
export const isGone = ({ cells }: CsvRow): boolean => cells('status').toLowerCase() === 'tobedeleted';
/** Several values in one cell. */
export const listOf = (cell: string): string[] =>
  cell
    .split(/[,;]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** `YYYY-MM-DD`, also where a time follows. Null for what is none. */
export function readDate(cell: string): string | null {
  const date = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/u.exec(cell)?.[1];
  return date !== undefined && !Number.isNaN(Date.parse(date)) ? date : null;
}
