import type { Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';

/** Takes out what the template of test databases begins with: a speaker's approval of every language. */
export async function takeOutApprovals(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('languageApproval').execute();
  await db.deleteFrom('staff').where('active', '=', false).execute();
}
