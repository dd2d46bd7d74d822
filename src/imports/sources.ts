import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { badRequest } from '../lib/errors.js';
import { readSources } from './imports.queries.js';

/** What the first system is called that a roster comes from. */
const firstSource = 'sis';

/**
 * Whose ids an import's files hold: what was said, else the only system there is so far.
 * @throws RecadoError 400 `source_missing` where there are several and nothing was said: the wrong one would make
 *   everybody twice
 */
export async function sourceOf(db: Kysely<Database>, said: string | undefined): Promise<string> {
  if (said !== undefined) return said;
  const known = await readSources(db);
  const [only = firstSource, another] = known;
  if (another === undefined) return only;
  throw badRequest(
    'source_missing',
    `Rosters come from several systems: ${known.join(', ')}. Say which of them this is (--source, or "System" on the page).`,
  );
}
