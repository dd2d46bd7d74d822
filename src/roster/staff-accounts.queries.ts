import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { StaffRole } from './roster.table.js';

/** Members of staff made for a machine's token carry this before their source id; `staff.is_machine` is told by it. */
const machineSourcePrefix = 'api-token:';

/** Lets a sign-in account act as this member of staff. */
export async function linkAuthUser(db: Kysely<Database>, staffId: string, authUserId: string): Promise<void> {
  await db
    .updateTable('staff')
    .set({ authUserId })
    .where('id', '=', staffId)
    .returning('id')
    .executeTakeFirstOrThrow();
}

/** A member of staff that is a machine: it has no way to sign in but its token. */
export async function insertMachineStaff(
  trx: Transaction<Database>,
  now: Date,
  { tokenId, name, role }: { tokenId: string; name: string; role: StaffRole },
): Promise<string> {
  const id = newId();
  await trx
    .insertInto('staff')
    .values({
      id,
      sourceId: `${machineSourcePrefix}${tokenId}`,
      name: `API token ${name}`,
      email: `${tokenId}@api-token.invalid`,
      role,
      authUserId: null,
      createdAt: now,
    })
    .execute();
  return id;
}

/** Members of staff as a file may name them; `sourceId` is null for those of another source. */
export async function readStaffDirectory(
  db: Kysely<Database>,
  source: string,
): Promise<{ name: string; email: string; sourceId: string | null; schools: string[] }[]> {
  const rows = await sql<{ name: string; email: string; sourceId: string | null; schools: string[] }>`
    select s.name, lower(s.email) as email, case when s.source = ${source} then s.source_id end as source_id,
      coalesce((select array_agg(school.name) from staff_school ss join school on school.id = ss.school_id
                where ss.staff_id = s.id), '{}') as schools
    from staff s where s.active`.execute(db);
  return rows.rows;
}
