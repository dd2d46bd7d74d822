import type { RowRecord } from './imports.queries.js';

/** One field of a row: what it becomes, and what it was; `from` null where there was nothing. */
export interface FieldChange {
  field: string;
  from: string | null;
  to: string;
}

/**
 * What a row changes, field by field, in words short enough for a list. Of lists only what comes and goes is named.
 * Pure.
 */
export function describeChange({
  action,
  before,
  after,
}: Pick<RowRecord, 'action' | 'before' | 'after'>): FieldChange[] {
  const [was, is] = [before ?? {}, after ?? {}];
  if (action === 'remove') return [];
  return Object.keys(is).flatMap((field) => {
    const [from, to] = [was[field], is[field]];
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    if (isList(from) || isList(to)) {
      const [old, next] = [namesIn(from), namesIn(to)];
      const gone = old.filter((one) => !next.includes(one)).map((one) => `−${one}`);
      const come = next
        .filter((one) => !old.includes(one))
        .map((one) => (old.length === 0 ? one : `+${one}`));
      const words = [...come, ...gone].join(' ');
      return words === '' ? [] : [{ field, from: null, to: words }];
    }
    if ((to === null || to === '') && (from === undefined || from === null)) return [];
    return [{ field, from: from === undefined || from === null ? null : wordOf(from), to: wordOf(to) }];
  });
}

function isList(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return isList(value) ? Object.keys(value as object) : [];
}

function wordOf(value: unknown): string {
  if (value === null || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
