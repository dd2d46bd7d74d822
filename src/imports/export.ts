import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { readRows } from './imports.queries.js';
import { escapeCell } from '../lib/spreadsheet-cells.js';
import { describeChange } from './describe.js';

const pageSize = 1000;
const columns = ['action', 'what', 'id', 'name', 'change', 'file', 'line', 'column', 'value', 'reason'];

/** The difference as CSV for a spreadsheet, in pieces; cells that would start a formula are text. */
export async function* differenceCsv(db: Kysely<Database>, importId: string): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  let after: string | null = null;
  for (;;) {
    const rows = await readRows(db, importId, { action: null, entity: null, after, limit: pageSize });
    if (rows.length === 0) return;
    const lines = rows.map((row) => {
      const change = describeChange(row)
        .map(({ field, from, to }) => (from === null ? `${field}: ${to}` : `${field}: ${from} → ${to}`))
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
