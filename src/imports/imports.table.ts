import type { Generated, JSONColumnType } from 'kysely';

/**
 * `waiting`: to be read; `reading`; `planned`: the difference is there; `stopped`: a guard wants a person's word;
 * `scheduled`: is applied on its day; `applying`; `applied`; `undone`; `failed` and `discarded`: nothing was changed.
 */
export type ImportState =
  | 'waiting'
  | 'reading'
  | 'planned'
  | 'stopped'
  | 'scheduled'
  | 'applying'
  | 'applied'
  | 'undone'
  | 'failed'
  | 'discarded';

export type ImportFormat = 'oneroster-1.1' | 'oneroster-1.2' | 'csv';

/** `refuse`: not taken over; `keep`: the file disagrees with what a family or staff set, which stays. */
export type RowAction = 'add' | 'change' | 'remove' | 'refuse' | 'keep';
export type Entity = 'school' | 'staff' | 'class' | 'student' | 'guardian';

export interface ImportOptions {
  /** The column that holds the home language, for example `metadata.homeLanguage`. */
  languageColumn?: string | undefined;
  /** IANA name for schools that are new. */
  timeZone?: string | undefined;
  /** Two letters: where numbers without a country code belong. */
  country?: string | undefined;
  /** The school of a plain CSV without that column. */
  school?: string | undefined;
  /** Somebody has looked at what a guard stopped. */
  confirmed?: boolean | undefined;
  /** A rollover somebody let go for its day: read anew then, and applied without another word. */
  letGo?: boolean | undefined;
  /** A rollover that was let go, and found another roster on its day: somebody looks at it first. */
  missedDay?: boolean | undefined;
}

export interface ImportProgress {
  step?: 'read' | 'compare' | 'apply' | 'undo';
  /** What is being read or applied, for people. */
  what?: string;
  done?: number;
  total?: number;
}

/** How many rows of each kind: `counts.student.add`. `refused` counts those beyond the limit too. */
export interface ImportCounts {
  rows?: Partial<Record<Entity | 'file', Partial<Record<RowAction, number>>>>;
  /** Refused rows by file and reason, all of them. */
  refused?: { file: string; reason: string; count: number }[];
  /** Students there were before, and how many of those that leave nobody expected. */
  students?: { before: number; leaving: number; unexpected: number };
  /** Staff there were before, and those who leave. */
  staff?: { before: number; leaving: number };
  /** Guardians there were before, and those who leave although a child of theirs stays. */
  guardians?: { before: number; leaving: number };
  /** The column the home language was read from, null for none, and those it may stand in as well. */
  language?: { column: string | null; others: string[] };
}

export interface ImportTable {
  id: string;
  kind: 'import' | 'undo';
  source: string;
  name: string;
  format: ImportFormat | null;
  options: JSONColumnType<ImportOptions, string | undefined>;
  /** `YYYY-MM-DD`, the day a new school year begins; null for an import of every day. */
  effectiveOn: string | null;
  state: ImportState;
  reason: string | null;
  progress: JSONColumnType<ImportProgress, string | undefined>;
  counts: JSONColumnType<ImportCounts, string | undefined>;
  undoes: string | null;
  /** Null: from the command line. */
  staffId: string | null;
  createdAt: Date;
  plannedAt: Date | null;
  appliedAt: Date | null;
  undoneAt: Date | null;
  workedOnUntil: Date | null;
}

export interface ImportRowTable {
  importId: string;
  n: Generated<string>;
  action: RowAction;
  entity: string;
  sourceId: string | null;
  entityId: string | null;
  label: string | null;
  before: JSONColumnType<Record<string, unknown>> | null;
  after: JSONColumnType<Record<string, unknown>> | null;
  file: string | null;
  line: number | null;
  columnName: string | null;
  value: string | null;
  reason: string | null;
}

export interface ImportStagedTable {
  importId: string;
  entity: Entity;
  sourceId: string;
  file: string;
  line: number;
  state: 'good' | 'refused' | 'gone';
  label: string | null;
  reason: string | null;
  data: JSONColumnType<Record<string, unknown>>;
}

export interface ImportStagedLinkTable {
  importId: string;
  kind: string;
  a: string;
  b: string;
  detail: string | null;
  file: string;
  line: number;
}
