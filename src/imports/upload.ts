import { mkdir } from 'node:fs/promises';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { badRequest } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { folderOf, forgetFiles } from './files.js';
import { forgetImport, insertImport, setState } from './imports.queries.js';
import type { ImportOptions } from './imports.table.js';
import { sourceOf } from './sources.js';

/** The most an upload may have, in bytes: a ZIP of a large district is a tenth of it. */
export const mostUploaded = 300 * 1024 ** 2;

/**
 * Begins an import whose files `receive` writes into a folder, then wakes a worker to read them: the page may close.
 * @throws whatever `receive` does; then nothing is left behind
 */
export async function startUploadedImport(
  rt: Runtime,
  staff: SignedInStaff,
  receive: (folder: string) => Promise<{
    names: string[];
    options: ImportOptions;
    effectiveOn: string | null;
    source: string | undefined;
  }>,
): Promise<{ id: string }> {
  const now = rt.clock.now();
  // Not to be read before its files are there: `discarded` is what it stays if the process ends meanwhile.
  const id = await insertImport(rt.db, now, {
    kind: 'import',
    source: '–',
    name: '–',
    options: {},
    effectiveOn: null,
    staffId: staff.id,
    state: 'discarded',
  });
  const folder = folderOf(rt.config.dataDir, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const { names, options, effectiveOn, source: said } = await receive(folder);
    if (names.length === 0) throw badRequest('no_file', 'Choose a ZIP or CSV files.');
    const source = await sourceOf(rt.db, said);
    await rt.db.transaction().execute(async (trx) => {
      await setState(trx, id, {
        state: 'waiting',
        source,
        name: names.join(', ').slice(0, 200),
        options,
        effectiveOn,
      });
      await recordAudit(trx, now, {
        actor: staffActor(staff),
        action: 'import.uploaded',
        subject: `import:${id}`,
      });
    });
  } catch (error) {
    await forgetFiles(rt.config.dataDir, id);
    await forgetImport(rt.db, id);
    throw error;
  }
  await rt.jobs.enqueue('imports.plan', { importId: id }, { deduplicationKey: id });
  return { id };
}
