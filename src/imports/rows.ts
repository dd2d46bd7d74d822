import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { describeChange, labelOf, referencesOf, type FieldChange, type Reference } from './describe.js';
import { readRows, type ImportRecord, type RowFilter, type RowRecord } from './imports.queries.js';
import { readNames } from './names.queries.js';
import { isMadeUpId } from './reading/plain-csv.js';

/** A row of a difference in words that a secretary understands. */
export interface ReadableRow extends Omit<RowRecord, 'before' | 'after'> {
  changes: FieldChange[];
}

/**
 * Rows of a difference in the order they were made, with names where the row holds ids: "3B, North Elementary". An id
 * that was made up for a plain CSV, which has none, is left out.
 */
export async function readReadableRows(
  db: Kysely<Database>,
  imported: Pick<ImportRecord, 'id' | 'source' | 'format'>,
  filter: RowFilter,
): Promise<ReadableRow[]> {
  const rows = await readRows(db, imported.id, filter);
  const keyOf = ({ entity, id }: Reference): string => `${entity} ${id}`;
  const unique = (references: readonly Reference[]): Reference[] => [
    ...new Map(references.map((one) => [keyOf(one), one])).values(),
  ];
  const wanted = unique(rows.flatMap(referencesOf));
  const named = await readNames(db, imported, wanted);
  const schools = unique(
    named.flatMap(({ school }) => (school === null ? [] : [{ entity: 'school', id: school }])),
  );
  const names = new Map(
    [...named, ...(await readNames(db, imported, schools))].map((one) => [keyOf(one), one]),
  );
  const nameOf = (reference: Reference): string | null => {
    const found = names.get(keyOf(reference));
    if (!found || reference.entity !== 'class' || found.school === null) return found?.name ?? null;
    const school = names.get(keyOf({ entity: 'school', id: found.school }))?.name ?? null;
    return [found.name, school].filter((part) => part !== null).join(', ');
  };
  return rows.map(({ before, after, ...row }) => ({
    ...row,
    label: labelOf({ ...row, before, after }, nameOf),
    sourceId: row.sourceId === null || isMadeUpId(row.sourceId) ? null : row.sourceId,
    changes: describeChange({ ...row, before, after }, nameOf),
  }));
}
