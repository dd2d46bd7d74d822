import { createWriteStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadConfig } from '../config.js';
import { createDatabase, createPool } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { applyImport } from '../imports/apply.js';
import { fieldWords } from '../imports/describe.js';
import { differenceCsv } from '../imports/export.js';
import { keepFiles } from '../imports/files.js';
import { insertImport, readRows, type ImportRecord } from '../imports/imports.queries.js';
import { planImport } from '../imports/plan.js';
import { readReadableRows, type ReadableRow } from '../imports/rows.js';
import { openSource } from '../imports/reading/source.js';
import { sourceOf } from '../imports/sources.js';
import { today, type ImportTools } from '../imports/tools.js';
import { undoImport, undoUntil } from '../imports/undo.js';
import { systemClock } from '../lib/clock.js';
import { RecadoError } from '../lib/errors.js';
import { createLogger } from '../lib/log.js';
import { createProgressBar } from './progress-bar.js';
import type { ImportFlags } from './import-options.js';
import { openDatabase } from './open-database.js';

const pageSize = 1000;
/** Rows of each kind that are printed for people; `--json` and `--difference` have all of them. */
const shown = 20;

/** @returns the exit code: 0 applied, planned or scheduled; 1 stopped by a guard, or nothing could be read */
export async function runImportCommand(path: string, flags: ImportFlags): Promise<0 | 1> {
  // Said before a database is opened, or even made.
  await (await openSource(path)).close();
  return withTools(async (tools) => {
    const { languageColumn, timeZone, country, school, confirm } = flags;
    const id = await insertImport(tools.db, tools.clock.now(), {
      kind: 'import',
      source: await sourceOf(tools.db, flags.source),
      name: basename(resolve(path)),
      options: { languageColumn, timeZone, country, school, confirmed: confirm },
      effectiveOn: flags.effective ?? null,
      staffId: null,
    });
    const planned = await planImport(tools, id, path);
    await print(tools, planned, flags);
    if (planned.state !== 'planned') return 1;
    if (flags.dryRun === true) return 0;
    // Before it is said that it waits: there is nothing to wait for without its files.
    if ((planned.effectiveOn ?? '') > today(tools)) await keepFiles(tools.dataDir, id, path);
    const { imported } = await applyImport(tools, id);
    say(flags, imported, outcomeOf(imported));
    return 0;
  });
}

/** @returns the exit code */
export async function runUndoCommand(id: string, json: boolean): Promise<0 | 1> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(id)) {
    throw new RecadoError('wrong_use', 'That is no id of an import: it is printed when one is applied.');
  }
  return withTools(async (tools) => {
    const { imported } = await undoImport(tools, id, null);
    await print(tools, imported, { json });
    say({ json }, imported, 'The import is undone. What changed since, consent, messages and rights stay.');
    return 0;
  });
}

async function withTools(work: (tools: ImportTools) => Promise<0 | 1>): Promise<0 | 1> {
  const config = loadConfig(process.env);
  const database = await openDatabase(config, (line) => process.stderr.write(`${line}\n`));
  try {
    await migrate(database.url);
    const db = createDatabase(createPool(database.url, 3));
    const bar = createProgressBar(process.stderr);
    try {
      const log = createLogger(config.logLevel === 'debug' ? 'debug' : 'silent', 'import');
      return await work({ db, clock: systemClock, log, dataDir: config.dataDir, onProgress: bar.show });
    } finally {
      bar.clear();
      await db.destroy();
    }
  } finally {
    await database.close();
  }
}

async function print(
  tools: ImportTools,
  planned: ImportRecord,
  flags: Pick<ImportFlags, 'json' | 'difference'>,
): Promise<void> {
  createProgressBar(process.stderr).clear();
  if (flags.difference !== undefined) {
    await pipeline(Readable.from(differenceCsv(tools.db, planned)), createWriteStream(flags.difference));
  }
  if (flags.json === true) {
    await printJson(tools, planned);
    return;
  }
  for (const line of countLines(planned)) console.log(line);
  await printRows(tools, planned);
  if (planned.reason !== null) process.stderr.write(`${planned.reason}\n`);
  if (planned.state === 'stopped') process.stderr.write('Look at it, then run it again with --confirm.\n');
}

async function printJson(tools: ImportTools, planned: ImportRecord): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const rows = await readRows(tools.db, planned.id, { action: null, entity: null, after, limit: pageSize });
    for (const { n: _, ...row } of rows) console.log(JSON.stringify(row));
    after = rows.at(-1)?.n ?? null;
    if (rows.length < pageSize) break;
  }
  console.log(JSON.stringify(outcome(planned)));
}

function outcome(imported: ImportRecord) {
  const { id, state, reason, format, counts, effectiveOn } = imported;
  const until = undoUntil(imported)?.toISOString() ?? null;
  return { event: state, id, format, reason, effectiveOn, counts, undoUntil: until };
}

function say(flags: Pick<ImportFlags, 'json'>, imported: ImportRecord, sentence: string): void {
  console.log(flags.json === true ? JSON.stringify(outcome(imported)) : sentence);
}

function outcomeOf(imported: ImportRecord): string {
  if (imported.state === 'scheduled') {
    return `It is applied on ${imported.effectiveOn ?? ''}, once the workers run.`;
  }
  const until = undoUntil(imported)?.toISOString().slice(0, 10) ?? '';
  return `Applied. It can be taken back until ${until}: recado import undo ${imported.id}`;
}

function countLines({ counts, format }: ImportRecord): string[] {
  const rows = Object.entries(counts.rows ?? {}).map(([entity, actions]) => {
    const parts = Object.entries(actions).map(([action, count]) => `${count} to ${action}`);
    return `${entity.padEnd(9)} ${parts.join(', ')}`;
  });
  const refused = (counts.refused ?? []).map(
    ({ file, reason, count }) => `refused   ${count} in ${file}: ${reason}`,
  );
  if (format !== null && rows.length === 0 && refused.length === 0)
    return ['Nothing differs from the roster.'];
  return [...rows, ...refused];
}

async function printRows(tools: ImportTools, planned: ImportRecord): Promise<void> {
  for (const action of ['refuse', 'keep', 'remove', 'change', 'add'] as const) {
    const filter = { action, entity: null, after: null, limit: shown + 1 };
    const rows = await readReadableRows(tools.db, planned, filter);
    for (const row of rows.slice(0, shown)) console.log(`  ${action} ${lineOf(row)}`);
    if (rows.length > shown) console.log(`  … more to ${action}: --json or --difference shows all`);
  }
}

/** `class 3B, North Elementary: grade 3 → 4 (classes.csv, line 7)`. */
function lineOf(row: ReadableRow): string {
  const place = row.file === null ? '' : ` (${row.file}${row.line === null ? '' : `, line ${row.line}`})`;
  const changes = row.changes.map(
    ({ field, from, to }) => `${fieldWords[field] ?? field} ${from === null ? '' : `${from} → `}${to}`,
  );
  const cell =
    row.columnName === null ? [] : [`${row.columnName}${row.value === null ? '' : ` "${row.value}"`}`];
  const said = [...cell, ...(row.action === 'refuse' ? [] : changes), row.reason ?? ''].filter(
    (one) => one !== '',
  );
  const name = row.label ?? row.sourceId ?? '';
  const what = [row.entity, name].filter((one) => one !== '').join(' ');
  return `${[what, said.join('; ')].filter((one) => one !== '').join(': ')}${place}`;
}
