import { sql, type Kysely } from 'kysely';

/** When nobody had said in time what is right, and the words were given to somebody else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table translation_withdrawal add column overdue_since timestamptz').execute(db);
}
