import { recordAudit } from '../auth/audit.queries.js';
import { conflict, RecadoError } from '../lib/errors.js';
import { restoreNudges } from '../nudges/hand-over.queries.js';
import { applyEffects, applyRoster, rosterSteps, stepsOf, type Applied } from './apply.js';
import {
  claimImport,
  insertImport,
  isBeingUndone,
  lockImport,
  lockRoster,
  readyForDistrict,
  setState,
  type ImportRecord,
} from './imports.queries.js';
import type { Entity } from './imports.table.js';
import { requireImport } from './plan.js';
import { countRows } from './plan.queries.js';
import type { ImportTools } from './tools.js';
import { planUndo } from './undo.queries.js';

/** How long an import can be undone. */
export const undoDays = 30;

const entities: readonly Entity[] = ['school', 'staff', 'class', 'student', 'guardian'];

/** Until when an import can be undone; null where it was not applied. Pure. */
export function undoUntil({ kind, state, appliedAt }: Pick<ImportRecord, 'kind' | 'state' | 'appliedAt'>) {
  if (kind === 'undo' || state !== 'applied' || appliedAt === null) return null;
  return new Date(appliedAt.getTime() + undoDays * 86_400_000);
}

/**
 * Begins to take an import back; {@link runUndo} does it.
 * @returns the id of the undoing import, which is `applying`
 * @throws RecadoError 409 `import_not_applied`, 409 `undo_too_late`, 409 `undo_under_way`
 */
export async function beginUndo(
  { db, clock }: Pick<ImportTools, 'db' | 'clock'>,
  importId: string,
  staffId: string | null,
): Promise<string> {
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    await lockImport(trx, importId);
    const undone = await requireImport(trx, importId);
    const until = undoUntil(undone);
    if (until === null) {
      throw conflict(
        'import_not_applied',
        'Only an import that was applied, and not undone yet, can be undone.',
      );
    }
    if (now > until) {
      throw conflict('undo_too_late', `An import can be undone for ${undoDays} days; this one is older.`);
    }
    if (await isBeingUndone(trx, importId)) {
      throw conflict('undo_under_way', 'This import is being undone already.');
    }
    return insertImport(trx, now, {
      kind: 'undo',
      source: undone.source,
      name: undone.name,
      options: {},
      effectiveOn: null,
      staffId,
      undoes: importId,
      state: 'applying',
    });
  });
}

/**
 * Takes an import back in one transaction: fields that are still as it left them. What a family, staff or another
 * import changed since stays, and is told. Consent, messages and rights are never touched; sessions and tokens of
 * people who return stay ended, and what an heir was given stays the heir's, but for nudges nobody changed. It may run
 * twice or late: whoever is second changes nothing.
 * @param undoId the undoing import, whose rows say what was done and what was kept
 * @throws whatever went wrong; then nothing is changed, and where it cannot be repeated the undoing import is `failed`
 */
export async function runUndo(tools: ImportTools, undoId: string): Promise<Applied> {
  const { db } = tools;
  const undo = await requireImport(db, undoId);
  if (undo.undoes === null || !(await claimImport(db, undoId, [], 'applying'))) {
    return { imported: undo, touched: [] };
  }
  try {
    const touched = await takeBack(tools, undo, undo.undoes);
    return { imported: await requireImport(db, undoId), touched };
  } catch (error) {
    if (error instanceof RecadoError) await setState(db, undoId, { state: 'failed', reason: error.message });
    else await setState(db, undoId, { state: 'applying' });
    throw error;
  }
}

/** Both at once, for the command line. See {@link beginUndo} and {@link runUndo}. */
export async function undoImport(
  tools: ImportTools,
  importId: string,
  staffId: string | null,
): Promise<Applied> {
  return runUndo(tools, await beginUndo(tools, importId, staffId));
}

async function takeBack(
  tools: ImportTools,
  { id, source, staffId }: ImportRecord,
  undone: string,
): Promise<Applied['touched']> {
  const { db, clock } = tools;
  const now = clock.now();
  const tell = stepsOf(tools, id, 'undo', entities.length + rosterSteps.length);
  return db.transaction().execute(async (trx) => {
    await lockRoster(trx);
    // Whoever was slow and was taken for dead has done it meanwhile.
    if ((await requireImport(trx, id)).state !== 'applying') return [];
    await readyForDistrict(trx);
    if ((await requireImport(trx, undone)).state !== 'applied') {
      throw conflict('import_not_applied', 'Somebody has undone this import already.');
    }
    for (const entity of entities) {
      await planUndo(trx, entity, { importId: id, undone, source });
      await tell();
    }
    await applyRoster(trx, now, { importId: id, source, timeZone: null }, tell);
    const touched = await applyEffects(trx, now, id);
    await restoreNudges(trx, undone);
    const counts = { rows: await countRows(trx, id) };
    await setState(trx, id, { state: 'applied', counts, plannedAt: now, appliedAt: now });
    await setState(trx, undone, { state: 'undone', undoneAt: now });
    await recordAudit(trx, now, {
      actor: staffId === null ? 'cli' : `staff:${staffId}`,
      action: 'import.undone',
      subject: `import:${undone}`,
      detail: { rows: counts.rows },
    });
    return touched;
  });
}
