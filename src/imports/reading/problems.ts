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
