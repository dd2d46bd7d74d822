import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** Of these imports those that are over, begun before a moment: nobody reads or receives their files any more. */
export async function importsOver(
  db: Kysely<Database>,
  ids: readonly string[],
  begunBefore: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('import')
    .select('id')
    .where('id', 'in', ids)
    .where('state', 'in', ['applied', 'undone', 'failed', 'discarded'])
    .where('createdAt', '<', begunBefore)
    .execute();
  return rows.map(({ id }) => id);
}
