import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Owner } from './roster.table.js';

/** Fields of imported rows that a family or staff may set, by table. */
export interface OwnedFields {
  guardian: 'name' | 'homeLanguage';
  student: 'givenName' | 'familyName' | 'grade';
  staff: 'name' | 'role';
  class: 'name' | 'grade' | 'subject';
  school: 'name';
}

/**
 * Says that a family or staff set a field: from now on no import overwrites it, but tells where its file disagrees.
 * `sis` gives it back to the records.
 */
export async function ownField<Table extends keyof OwnedFields>(
  trx: Transaction<Database>,
  table: Table,
  id: string,
  field: OwnedFields[Table],
  owner: Owner,
): Promise<void> {
  const owners =
    owner === 'sis'
      ? sql`owners - ${field}::text`
      : sql`owners || jsonb_build_object(${field}::text, ${owner}::text)`;
  await sql`update ${sql.table(table)} set owners = ${owners} where id = ${id}`.execute(trx);
}
