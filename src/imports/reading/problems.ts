import { RecadoError } from '../../lib/errors.js';

/** A row, or a cell of it, that is not taken over. `reason` is a sentence without full stop, the same for all its like. */
export interface Refusal {
  file: string;
  line: number;
  column?: string;
  value?: string;
  reason: string;
  entity?: string;
  sourceId?: string;
  label?: string;
}

/** A file that cannot be read as a whole: nothing of the import is taken over. The message says file, line and what to do. */
export function unreadable(message: string): RecadoError {
  return new RecadoError('import_unreadable', message, { status: 422 });
}

/**
 * Nothing is said against the file: it could not be got at, for its permissions, or because its disk is away. It may be
 * tried again.
 */
export const filesAway = 'import_files_away';

/** What came of trying to read a file: itself, or {@link filesAway} where the system refused it. */
export function whyUnread(name: string, error: unknown): unknown {
  if (!isOfSystem(error)) return error;
  return new RecadoError(
    filesAway,
    `${name} ${sentences[error.code] ?? `could not be read (${error.code})`}.`,
    {
      status: 503,
      retry: 'later',
      cause: error,
    },
  );
}

const mayNot =
  'may not be read by the account Recado runs as: correct the permissions of the file and of the folders above it';
const sentences: Readonly<Record<string, string>> = {
  EACCES: mayNot,
  EPERM: mayNot,
  ENOENT: 'was taken away while it was read: import it again once all files are there',
};

/** Whether this is an error of the file system, as Node tells them. */
export function isOfSystem(error: unknown): error is { code: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'syscall' in error &&
    'code' in error &&
    typeof error.code === 'string'
  );
}

/** How many refusals of one file and reason are kept with their lines; the rest are counted. */
export const keptPerReason = 200;

/** Gathers refusals: the first of each reason as they are, all of them as counts. Memory does not grow with the file. */
export interface Refusals {
  add(refusal: Refusal): void;
  /** What was kept since the last call. */
  take(): Refusal[];
  counts(): { file: string; reason: string; count: number }[];
}

export function createRefusals(): Refusals {
  const counts = new Map<string, { file: string; reason: string; count: number }>();
  let kept: Refusal[] = [];
  return {
    add(refusal) {
      const key = `${refusal.file}\0${refusal.reason}`;
      const known = counts.get(key) ?? { file: refusal.file, reason: refusal.reason, count: 0 };
      known.count += 1;
      counts.set(key, known);
      if (known.count <= keptPerReason) kept.push(refusal);
    },
    take() {
      const taken = kept;
      kept = [];
      return taken;
    },
    counts: () => [...counts.values()],
  };
}
