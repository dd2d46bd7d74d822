import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { escapeCell } from '../lib/spreadsheet-cells.js';
import { fieldWords } from './describe.js';
import type { ImportRecord } from './imports.queries.js';
import { readReadableRows } from './rows.js';

const pageSize = 1000;
const columns = ['action', 'what', 'id', 'name', 'change', 'file', 'line', 'column', 'value', 'reason'];

/** The difference as CSV for a spreadsheet, in pieces; cells that would start a formula are text. */
export async function* differenceCsv(
  db: Kysely<Database>,
  imported: Pick<ImportRecord, 'id' | 'source' | 'format'>,
): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  let after: string | null = null;
  for (;;) {
    const filter = { action: null, entity: null, after, limit: pageSize };
    const rows = await readReadableRows(db, imported, filter);
    if (rows.length === 0) return;
    const lines = rows.map((row) => {
      const change = row.changes
        .map(
          ({ field, from, to }) => `${fieldWords[field] ?? field}: ${from === null ? '' : `${from} → `}${to}`,
        )
        .join('; ');
      const cells = [
        row.action,
        row.entity,
        row.sourceId,
        row.label,
        change,
        row.file,
        row.line,
        row.columnName,
      ];
      return [...cells, row.value, row.reason].map((cell) => escapeCell(String(cell ?? ''))).join(',');
    });
    yield `${lines.join('\r\n')}\r\n`;
    after = rows.at(-1)?.n ?? null;
  }
}
