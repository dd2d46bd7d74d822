import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** What this database is for; undefined before a district was set up. */
export function readDeployment(
  db: Kysely<Database>,
): Promise<{ kind: 'demo' | 'live'; districtName: string } | undefined> {
  return db.selectFrom('deployment').select(['kind', 'districtName']).executeTakeFirst();
}

export interface SchoolRow {
  id: string;
  name: string;
  timeZone: string;
  /** Local hours, `HH:MM`, in which its families are texted; equal values mean the whole day. */
  contactFrom: string;
  contactUntil: string;
}

/** Schools in the order of their names. */
export async function readSchools(
  db: Kysely<Database>,
  schoolIds: readonly string[] | 'all',
): Promise<SchoolRow[]> {
  if (schoolIds.length === 0) return [];
  const query = db
    .selectFrom('school')
    .select([
      'id',
      'name',
      'timeZone',
      sql<string>`to_char(contact_from, 'HH24:MI')`.as('contactFrom'),
      sql<string>`to_char(contact_until, 'HH24:MI')`.as('contactUntil'),
    ])
    .orderBy('name')
    .orderBy('id');
  return schoolIds === 'all' ? query.execute() : query.where('id', 'in', schoolIds).execute();
}

/** Sets from when until when families of these schools are texted: local hours, `HH:MM`. */
export async function setContactHours(
  trx: Transaction<Database>,
  schoolIds: readonly string[],
  { from, until }: { from: string; until: string },
): Promise<void> {
  await trx
    .updateTable('school')
    .set({ contactFrom: from, contactUntil: until })
    .where('id', 'in', schoolIds)
    .execute();
}
