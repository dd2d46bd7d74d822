import { recordAudit } from '../auth/audit.queries.js';
import { conflict } from '../lib/errors.js';
import { restoreNudges } from '../nudges/hand-over.queries.js';
import { applyEffects, applyRoster, type Applied } from './apply.js';
import { insertImport, lockRoster, readyForDistrict, setState } from './imports.queries.js';
import type { Entity } from './imports.table.js';
import { requireImport } from './plan.js';
import { countRows } from './plan.queries.js';
import type { ImportTools } from './tools.js';
import { planUndo } from './undo.queries.js';

/** How long an import can be undone. */
export const undoDays = 30;

const entities: readonly Entity[] = ['school', 'staff', 'class', 'student', 'guardian'];

/**
 * Takes an import back in one transaction: fields that are still as it left them. What a family, staff or another
 * import changed since stays, and is told. Consent, messages and rights are never touched; sessions and tokens of
 * people who return stay ended, and what an heir was given stays the heir's, but for nudges nobody changed.
 * @returns the undoing import, whose rows say what was done and what was kept
 * @throws RecadoError 409 `import_not_applied`, 409 `undo_too_late`
 */
export async function undoImport(
  tools: ImportTools,
  importId: string,
  staffId: string | null,
): Promise<Applied> {
  const { db, clock } = tools;
  const now = clock.now();
  const undone = await requireImport(db, importId);
  if (undone.state !== 'applied' || undone.kind === 'undo' || undone.appliedAt === null) {
    throw conflict(
      'import_not_applied',
      'Only an import that was applied, and not undone yet, can be undone.',
    );
  }
  if (now.getTime() - undone.appliedAt.getTime() > undoDays * 86_400_000) {
    throw conflict('undo_too_late', `An import can be undone for ${undoDays} days; this one is older.`);
  }
  const { source, name } = undone;
  return db.transaction().execute(async (trx) => {
    await lockRoster(trx);
    await readyForDistrict(trx);
    if ((await requireImport(trx, importId)).state !== 'applied') {
      throw conflict('import_not_applied', 'Somebody has undone this import already.');
    }
    const id = await insertImport(trx, now, {
      kind: 'undo',
      source,
      name,
      options: {},
      effectiveOn: null,
      staffId,
      undoes: importId,
    });
    for (const entity of entities) await planUndo(trx, entity, { importId: id, undone: importId, source });
    await applyRoster(trx, now, { importId: id, source, timeZone: null });
    const touched = await applyEffects(trx, now, id);
    await restoreNudges(trx, importId);
    const counts = { rows: await countRows(trx, id) };
    await setState(trx, id, { state: 'applied', counts, plannedAt: now, appliedAt: now });
    await setState(trx, importId, { state: 'undone', undoneAt: now });
    await recordAudit(trx, now, {
      actor: staffId === null ? 'cli' : `staff:${staffId}`,
      action: 'import.undone',
      subject: `import:${importId}`,
      detail: { rows: counts.rows },
    });
    return { imported: await requireImport(trx, id), touched };
  });
}
