import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** Notes that these schools send no nudges on that day; a day that is noted already keeps its first reason. */
export async function insertDaysOff(
  trx: Transaction<Database>,
  now: Date,
  schoolIds: readonly string[],
  { day, reason }: { day: string; reason: string },
): Promise<void> {
  await trx
    .insertInto('nudgeDayOff')
    .values(schoolIds.map((schoolId) => ({ schoolId, day, reason, createdAt: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whether a school sends no nudges on that local day. */
export async function isDayOff(db: Kysely<Database>, schoolId: string, day: string): Promise<boolean> {
  const row = await db
    .selectFrom('nudgeDayOff')
    .select('day')
    .where('schoolId', '=', schoolId)
    .where('day', '=', day)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Stops what is left of the runs of that day. Waits for batches that are being stored: whoever is told here knows all
 * texts there will ever be of these runs.
 * @returns every run of that day, also those that were over
 */
export async function cancelRunsOfDay(
  trx: Transaction<Database>,
  now: Date,
  schoolIds: readonly string[],
  day: string,
): Promise<string[]> {
  const runs = await sql<{ id: string }>`
    select r.id from nudge_run r join nudge n on n.id = r.nudge_id
    where n.school_id = any(${[...schoolIds]}::uuid[]) and r.occurrence = ${day}
    order by r.id for update of r`.execute(trx);
  const ids = runs.rows.map((run) => run.id);
  if (ids.length === 0) return [];
  await trx
    .updateTable('nudgeRun')
    .set({ state: 'cancelled', finishedAt: now })
    .where('id', 'in', ids)
    .where('state', '=', 'open')
    .execute();
  return ids;
}

/** The texts of these runs of which more may become than stands in the books. */
export async function textsOfRuns(db: Kysely<Database>, runIds: readonly string[]): Promise<string[]> {
  if (runIds.length === 0) return [];
  const rows = await db
    .selectFrom('nudgeRecipient')
    .innerJoin('delivery', 'delivery.messageId', 'nudgeRecipient.messageId')
    .select('delivery.messageId')
    .where('nudgeRecipient.nudgeRunId', 'in', runIds)
    .where('delivery.state', 'in', ['waiting', 'held', 'sending', 'accepted', 'sent'])
    .execute();
  return rows.map((row) => row.messageId);
}
