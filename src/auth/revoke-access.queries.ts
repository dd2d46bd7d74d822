import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** Ends every session and revokes every token of people who left, in the transaction that says they did. */
export async function revokeAccess(
  trx: Transaction<Database>,
  now: Date,
  staffIds: readonly string[],
): Promise<void> {
  if (staffIds.length === 0) return;
  await endSessions(trx, staffIds);
  await trx
    .updateTable('apiToken')
    .set({ revokedAt: now })
    .where('staffId', 'in', staffIds)
    .where('revokedAt', 'is', null)
    .execute();
}

/** Signs people out wherever they are signed in. */
export async function endSessions(trx: Transaction<Database>, staffIds: readonly string[]): Promise<void> {
  await sql`
    delete from auth."session" where "userId" in (
      select auth_user_id from staff where id = any(${[...staffIds]}::uuid[]))`.execute(trx);
}
