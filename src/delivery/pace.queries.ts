import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Rest, UsedToday } from './pace.js';

/** What a line has sent on one of the carriers' days. */
export async function readUsed(db: Kysely<Database>, lineId: string, day: string): Promise<UsedToday> {
  const row = await db
    .selectFrom('lineDay')
    .select(['segments', 'alertSegments'])
    .where('lineId', '=', lineId)
    .where('day', '=', day)
    .executeTakeFirst();
  return row ?? { segments: 0, alertSegments: 0 };
}

/** A carrier asks for rest: the line's texts wait, alerts aside. A rest that lasts longer already stays. */
export async function restLine(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
  rest: Rest,
): Promise<void> {
  await sql`
    insert into line_slot as s (line_id, free_at, rests_until, rests_reason)
    values (${lineId}, ${now}, ${rest.until}, ${rest.reason})
    on conflict (line_id) do update set rests_until = excluded.rests_until, rests_reason = excluded.rests_reason
      where s.rests_until is null or s.rests_until < excluded.rests_until`.execute(trx);
}

/** Texts a statement puts off: a day's whole backlog in one would keep the line's lock for seconds. */
const putOffAtOnce = 1000;

/**
 * Puts off what is due on a line, alerts aside: some of it, call again until nothing is left.
 * @returns how many texts now wait until then
 */
export async function putOffDueTexts(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
  { until, reason }: Rest,
): Promise<number> {
  const put = await sql<{ messageId: string }>`
    update delivery set next_attempt_at = ${until}, reason = ${reason}
    where message_id in (
      select message_id from delivery
      where line_id = ${lineId} and state = 'waiting' and next_attempt_at <= ${now} and purpose <> 'alert'
      limit ${putOffAtOnce} for update skip locked)
    returning message_id`.execute(trx);
  return put.rows.length;
}

/** Texts of a line that wait for this are due again now. Wake the line after the commit. */
export async function bringBackPutOff(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
  { until, reason }: Rest,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ nextAttemptAt: now, reason: null })
    .where('lineId', '=', lineId)
    .where('state', '=', 'waiting')
    .where('nextAttemptAt', '=', until)
    .where('reason', '=', reason)
    .execute();
}

/** These schools had their turn on the line. */
export async function noteTurns(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
  schoolIds: readonly string[],
): Promise<void> {
  await sql`
    insert into line_turn (line_id, school_id, served_at)
    select ${lineId}::uuid, t.school_id, ${now}::timestamptz
    from unnest(${[...new Set(schoolIds)].sort()}::uuid[]) as t (school_id)
    on conflict (line_id, school_id) do update set served_at = excluded.served_at`.execute(trx);
}
