import { RecadoError } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { applyImport, type Applied } from './apply.js';
import { areKept, folderOf, forgetFiles } from './files.js';
import { setState, type ImportRecord } from './imports.queries.js';
import { planImport, requireImport } from './plan.js';
import type { ImportTools } from './tools.js';
import { runUndo } from './undo.js';

const filesGone =
  'Its files are not in the data folder of the workers, so nothing of it could be applied: import them again. Web servers and workers have to share one DATA_DIR, and back-ups keep its folder "imports".';

/** What an import needs of a whole runtime. */
export function toolsOf(rt: Pick<Runtime, 'db' | 'clock' | 'log' | 'config'>): ImportTools {
  return { db: rt.db, clock: rt.clock, log: rt.log, dataDir: rt.config.dataDir };
}

/** Reads the kept files of an import and makes its difference, for the page; it may run twice or late. */
export async function planKeptImport(rt: Runtime, importId: string): Promise<void> {
  const before = await requireImport(rt.db, importId);
  if ((before.state !== 'waiting' && before.state !== 'reading') || before.options.letGo === true) return;
  await planAndTell(rt, importId);
}

/** Files that cannot be taken over are read by nobody again: they go, for they hold families' numbers. */
async function planAndTell(rt: Runtime, importId: string): Promise<ImportRecord> {
  const tools = toolsOf(rt);
  const areFilesKept = await areKept(tools.dataDir, importId);
  const planned = await planImport(tools, importId, folderOf(tools.dataDir, importId));
  if (planned.state === 'failed' && !areFilesKept) {
    await setState(rt.db, importId, { state: 'failed', reason: filesGone });
  } else if (planned.state === 'failed') await forgetFiles(tools.dataDir, importId);
  tellPages(rt, planned);
  return planned;
}

/**
 * Applies an import that a person let go, a rollover whose day has come, or an undo. The latter is read again first: months may
 * lie between, and the guard looks again.
 */
export async function applyKeptImport(rt: Runtime, importId: string): Promise<void> {
  const tools = toolsOf(rt);
  const before = await requireImport(rt.db, importId);
  if (before.kind === 'undo') {
    await undoKept(rt, importId);
    return;
  }
  const isLetGo = before.options.letGo === true && ['reading', 'planned'].includes(before.state);
  if (before.state === 'scheduled' || isLetGo) {
    const planned = await planAndTell(rt, importId);
    if (planned.state !== 'planned') return;
  } else if (before.state !== 'planned' && before.state !== 'applying') return;
  try {
    await finish(rt, await applyImport(tools, importId));
  } catch (error) {
    if (!(error instanceof RecadoError) || error.code !== 'import_stale') throw error;
    // Whoever let it go looks at the new difference first.
    const { letGo: _, ...options } = before.options;
    const missedDay = before.options.letGo === true ? { missedDay: true } : {};
    await setState(rt.db, importId, { state: 'planned', options: { ...options, ...missedDay } });
    const planned = await planAndTell(rt, importId);
    if (planned.state === 'planned') {
      const reason = 'The roster changed in the meantime. This is the new difference: look at it again.';
      await setState(rt.db, importId, { state: 'planned', reason });
    }
  }
}

async function undoKept(rt: Runtime, undoId: string): Promise<void> {
  try {
    await finish(rt, await runUndo(toolsOf(rt), undoId));
  } catch (error) {
    // It is told on the page; nothing was changed.
    if (!(error instanceof RecadoError)) throw error;
    tellPages(rt, await requireImport(rt.db, undoId));
  }
}

/** Tells whoever has one of them open, and forgets the files once nobody will read them again. */
export async function finish(rt: Runtime, { imported, touched }: Applied): Promise<void> {
  tellPages(rt, imported);
  for (const { conversationId, schoolId } of touched) {
    await rt.live.publish({ kind: 'conversation', id: conversationId, schoolId });
  }
  if (imported.state === 'applied') await forgetFiles(rt.config.dataDir, imported.id);
}

function tellPages(rt: Runtime, { id }: ImportRecord): void {
  void rt.live.publish({ kind: 'import', id, schoolId: null });
}
