import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/**
 * Counts one more try in one statement, however many come at once. Where the first one is from `over` or before, the
 * count begins anew.
 */
export async function countTry(
  db: Kysely<Database>,
  now: Date,
  { key, over }: { key: string; over: Date },
): Promise<{ startedAt: Date; count: number }> {
  const isOver = sql`sign_in_try.started_at <= ${over}`;
  return db
    .insertInto('signInTry')
    .values({ key, startedAt: now, count: 1 })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        startedAt: sql`case when ${isOver} then ${now} else sign_in_try.started_at end`,
        count: sql`case when ${isOver} then 1 else sign_in_try.count + 1 end`,
      }),
    )
    .returning(['startedAt', 'count'])
    .executeTakeFirstOrThrow();
}

/** Takes a try back, unless the count has begun anew since. */
export async function uncountTry(
  db: Kysely<Database>,
  { key, startedAt }: { key: string; startedAt: Date },
): Promise<void> {
  await db
    .updateTable('signInTry')
    .set({ count: sql`greatest(count - 1, 0)` })
    .where('key', '=', key)
    .where('startedAt', '=', startedAt)
    .execute();
}

export async function deleteTries(trx: Transaction<Database>, key: string): Promise<void> {
  await trx.deleteFrom('signInTry').where('key', '=', key).execute();
}

export async function deleteTriesBefore(db: Kysely<Database>, before: Date): Promise<void> {
  await db.deleteFrom('signInTry').where('startedAt', '<=', before).execute();
}
