import { sql, type Kysely } from 'kysely';

/** A thread shows the calls that were made to its number. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index call_task_by_address on call_task (address_id)`.execute(db);
}
