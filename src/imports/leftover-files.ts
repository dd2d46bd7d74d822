import type { Runtime } from '../lib/runtime.js';
import { forgetFiles, foldersThere } from './files.js';
import { importsOver } from './leftover-files.queries.js';

/** So long an upload may take: until its files are there, its import is `discarded`. */
const uploadHours = 12;

/**
 * Removes files of imports that are over, which a process that was killed left behind, half an upload among them: they
 * hold families' numbers. Folders of imports this database does not know stay.
 */
export async function forgetLeftoverFiles({
  db,
  clock,
  config,
}: Pick<Runtime, 'db' | 'clock' | 'config'>): Promise<void> {
  const ids = await foldersThere(config.dataDir);
  const begunBefore = new Date(clock.now().getTime() - uploadHours * 3_600_000);
  for (const id of await importsOver(db, ids, begunBefore)) await forgetFiles(config.dataDir, id);
}
