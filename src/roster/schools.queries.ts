import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** What this database is for; undefined before a district was set up. */
export function readDeployment(
  db: Kysely<Database>,
): Promise<{ kind: 'demo' | 'live'; districtName: string } | undefined> {
  return db.selectFrom('deployment').select(['kind', 'districtName']).executeTakeFirst();
}

/** Schools in the order of their names. */
export async function readSchools(
  db: Kysely<Database>,
  schoolIds: readonly string[] | 'all',
): Promise<{ id: string; name: string; timeZone: string }[]> {
  if (schoolIds.length === 0) return [];
  const query = db.selectFrom('school').select(['id', 'name', 'timeZone']).orderBy('name').orderBy('id');
  return schoolIds === 'all' ? query.execute() : query.where('id', 'in', schoolIds).execute();
}
