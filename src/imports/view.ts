import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { forgetFiles } from './files.js';
import {
  listImports,
  lockImport,
  readImport,
  readSources,
  setState,
  type ImportRecord,
} from './imports.queries.js';
import { readMissedRollovers } from './missed-day.queries.js';
import { readReadableRows } from './rows.js';
import type { RowAction } from './imports.table.js';
import { today } from './tools.js';
import { beginUndo, undoUntil } from './undo.js';

const pageSize = 50;

/** Rosters are for district administrators. @throws RecadoError 404 `not_found` for everybody else */
export function mustImport(staff: Pick<SignedInStaff, 'role'>): void {
  if (staff.role !== 'district_admin') throw notFound('This import');
}

/** Imports by time, page by page. */
export async function showImports(rt: Pick<Runtime, 'db' | 'clock'>, cursor: string | undefined) {
  const [at, id] = (cursor ?? '').split('_');
  const after = at !== undefined && id !== undefined ? { createdAt: new Date(at), id } : null;
  const rows = await listImports(rt.db, after, pageSize + 1);
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return {
    items: rows.slice(0, pageSize).map((row) => present(rt, row, row.by)),
    nextCursor: last ? `${last.createdAt.toISOString()}_${last.id}` : null,
  };
}

/** One import. @throws RecadoError 404 `not_found` */
export async function showImport(rt: Pick<Runtime, 'db' | 'clock'>, id: string) {
  return present(rt, await require(rt, id), null);
}

/** Rows of the difference, page by page. */
export async function showRows(
  rt: Pick<Runtime, 'db'>,
  id: string,
  { action, cursor }: { action: RowAction; cursor: string | undefined },
) {
  const rows = await readReadableRows(rt.db, await require(rt, id), {
    action,
    entity: null,
    after: cursor ?? null,
    limit: pageSize + 1,
  });
  const items = rows.slice(0, pageSize);
  return {
    items: items.map((row) => ({
      n: row.n,
      entity: row.entity,
      label: row.label ?? row.sourceId,
      changes: row.changes,
      file: row.file,
      line: row.line,
      column: row.columnName,
      value: row.value,
      reason: row.reason,
    })),
    nextCursor: rows.length > pageSize ? (items.at(-1)?.n ?? null) : null,
  };
}

/**
 * Lets an import go: applied by a worker at once, or on its day. What a guard stopped needs `confirmed`.
 * @throws RecadoError 404 `not_found`; 409 `import_not_planned`, `import_stopped`
 */
export async function letImportGo(
  rt: Runtime,
  staff: SignedInStaff,
  id: string,
  confirmed: boolean,
): Promise<void> {
  const now = rt.clock.now();
  const isLater = await rt.db.transaction().execute(async (trx) => {
    const imported = await requireLocked(trx, id);
    if (imported.state === 'stopped' && !confirmed) {
      throw conflict('import_stopped', imported.reason ?? 'A guard stopped this import.');
    }
    if (imported.state !== 'planned' && imported.state !== 'stopped') {
      throw conflict('import_not_planned', `This import is ${imported.state}: there is nothing to apply.`);
    }
    const waits = imported.effectiveOn !== null && imported.effectiveOn > today(rt);
    const options = {
      ...imported.options,
      ...(confirmed ? { confirmed } : {}),
      ...(waits ? { letGo: true } : {}),
    };
    await setState(trx, id, { state: waits ? 'scheduled' : 'applying', reason: null, options });
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'import.let_go',
      subject: `import:${id}`,
      detail: { confirmed },
    });
    return waits;
  });
  if (!isLater) await rt.jobs.enqueue('imports.apply', { importId: id }, { deduplicationKey: id });
}

/** Puts an import away that is not to be applied. @throws RecadoError 404 `not_found`; 409 `import_not_planned` */
export async function discardImport(rt: Runtime, id: string): Promise<void> {
  await rt.db.transaction().execute(async (trx) => {
    const { state, reason } = await requireLocked(trx, id);
    const isStuck = state === 'reading' && reason !== null;
    if (!isStuck && !['planned', 'stopped', 'scheduled', 'failed'].includes(state)) {
      throw conflict('import_not_planned', `This import is ${state} and cannot be put away.`);
    }
    await setState(trx, id, { state: 'discarded' });
  });
  await forgetFiles(rt.config.dataDir, id);
}

/**
 * Reads an import's files again with another column for the home language: the difference is made anew.
 * @throws RecadoError 404 `not_found`; 409 `import_not_planned` where it was applied, or its files are not here
 */
export async function readAgain(
  rt: Runtime,
  staff: SignedInStaff,
  id: string,
  languageColumn: string,
): Promise<void> {
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    const imported = await requireLocked(trx, id);
    if (!mayReadAgain(imported)) {
      throw conflict('import_not_planned', 'The files of this import are not kept: import them again.');
    }
    const { confirmed: _, letGo: __, ...options } = imported.options;
    await setState(trx, id, { state: 'waiting', reason: null, options: { ...options, languageColumn } });
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'import.read_again',
      subject: `import:${id}`,
      detail: { languageColumn },
    });
  });
  await rt.jobs.enqueue('imports.plan', { importId: id }, { deduplicationKey: id });
}

/** Files from the page are kept until they are applied or put away; the command line's stay where they are. */
const mayReadAgain = ({ state, staffId, kind }: ImportRecord): boolean =>
  kind === 'import' && staffId !== null && (state === 'planned' || state === 'stopped');

/** Rollovers that were let go and not applied on their day, for whoever has to be told. */
export async function showMissedRollovers(rt: Pick<Runtime, 'db' | 'clock'>) {
  return { items: await readMissedRollovers(rt.db, today(rt)) };
}

/** Systems that rosters came from so far. */
export async function showSources(rt: Pick<Runtime, 'db'>): Promise<{ items: string[] }> {
  return { items: await readSources(rt.db) };
}

/** Begins to take an import back; a worker does it. See {@link beginUndo}. @returns the undoing import */
export async function undoFromPage(rt: Runtime, staff: SignedInStaff, id: string): Promise<{ id: string }> {
  await require(rt, id);
  const undoId = await beginUndo(rt, id, staff.id);
  await rt.jobs.enqueue('imports.apply', { importId: undoId }, { deduplicationKey: undoId });
  return { id: undoId };
}

async function require(rt: Pick<Runtime, 'db'>, id: string): Promise<ImportRecord> {
  const found = await readImport(rt.db, id);
  if (!found) throw notFound('This import');
  return found;
}

/** As it is while nobody else decides about it: two people may press different buttons at the same moment. */
async function requireLocked(trx: Transaction<Database>, id: string): Promise<ImportRecord> {
  await lockImport(trx, id);
  return require({ db: trx }, id);
}

function present({ clock }: Pick<Runtime, 'clock'>, imported: ImportRecord, by: string | null) {
  const { appliedAt, createdAt, counts } = imported;
  const until = undoUntil(imported);
  const actions: Record<RowAction, number> = { add: 0, change: 0, remove: 0, refuse: 0, keep: 0 };
  for (const rows of Object.values(counts.rows ?? {})) {
    for (const [action, count] of Object.entries(rows)) actions[action as RowAction] += count;
  }
  return {
    id: imported.id,
    kind: imported.kind,
    name: imported.name,
    format: imported.format,
    state: imported.state,
    reason: imported.reason,
    effectiveOn: imported.effectiveOn,
    progress: imported.progress,
    rows: counts.rows ?? {},
    actions,
    refused: counts.refused ?? [],
    createdAt: createdAt.toISOString(),
    appliedAt: appliedAt?.toISOString() ?? null,
    by,
    mayUndo: until !== null && clock.now() <= until,
    undoUntil: until?.toISOString() ?? null,
    source: imported.source,
    language: mayReadAgain(imported) ? (counts.language ?? null) : null,
  };
}
