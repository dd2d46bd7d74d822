import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** What this database is for, and whose it is; undefined on an empty one. */
export function readDeployment(
  db: Kysely<Database>,
): Promise<{ kind: 'demo' | 'live'; districtName: string } | undefined> {
  return db.selectFrom('deployment').select(['kind', 'districtName']).executeTakeFirst();
}
