import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** The line is at fault: its texts wait until somebody lets it go on. */
export async function stopLine(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('line')
    .set({ stoppedAt: now, stoppedReason: reason })
    .where('id', '=', lineId)
    .where('stoppedAt', 'is', null)
    .execute();
}

/** The account is at fault: every line waits. One deployment has one carrier account. */
export async function stopLinesOfAccount(
  trx: Transaction<Database>,
  now: Date,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('line')
    .set({ stoppedAt: now, stoppedReason: reason })
    .where('stoppedAt', 'is', null)
    .execute();
}

/** Somebody lets the line go on; false when it was not stopped. */
export async function resumeLine(trx: Transaction<Database>, lineId: string): Promise<boolean> {
  const resumed = await trx
    .updateTable('line')
    .set({ stoppedAt: null, stoppedReason: null })
    .where('id', '=', lineId)
    .where('stoppedAt', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  return resumed !== undefined;
}

/** The languages of the families of a line's schools, the most spoken first. */
export async function languagesOfLine(db: Kysely<Database>, lineId: string): Promise<string[]> {
  const rows = await sql<{ language: string }>`
    select coalesce(a.language, g.home_language) as language
    from line_school ls
    join student s on s.school_id = ls.school_id
    join guardian_student gs on gs.student_id = s.id
    join guardian g on g.id = gs.guardian_id
    join guardian_address ga on ga.guardian_id = g.id and ga.retired_at is null
    join address a on a.id = ga.address_id
    where ls.line_id = ${lineId} and coalesce(a.language, g.home_language) is not null
    group by 1 order by count(distinct a.id) desc, 1`.execute(db);
  return rows.rows.map((row) => row.language);
}

export interface LinePace {
  messagesPerSecond: number;
  /** Segments the mobile networks take from it a day; null: no such limit. */
  segmentsPerDay: number | null;
  /** Percent of those that is kept for alerts. */
  alertShare: number;
}

/** Every line with its pace, in the order of their names. */
export function readLinePaces(
  db: Kysely<Database>,
): Promise<(LinePace & { id: string; name: string; e164: string })[]> {
  return db
    .selectFrom('line')
    .select(['id', 'name', 'e164', 'messagesPerSecond', 'segmentsPerDay', 'alertShare'])
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** @returns false where there is no such line */
export async function setLinePace(
  trx: Transaction<Database>,
  lineId: string,
  pace: LinePace,
): Promise<boolean> {
  const set = await trx
    .updateTable('line')
    .set(pace)
    .where('id', '=', lineId)
    .returning('id')
    .executeTakeFirst();
  return set !== undefined;
}
