import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';

export interface LineToBackfill {
  id: string;
  e164: string;
  whatsappSender: string | null;
  /** Everything before this was looked at; for a line never looked at, when it became ours. */
  lookedUntil: Date;
}

/** Lines that serve a school; a text to any other could not be put anywhere. */
export function linesToBackfill(db: Kysely<Database>): Promise<LineToBackfill[]> {
  return db
    .selectFrom('line')
    .leftJoin('lineBackfill', 'lineBackfill.lineId', 'line.id')
    .select((eb) => [
      'line.id',
      'line.e164',
      'line.whatsappSender',
      eb.fn.coalesce('lineBackfill.lookedUntil', 'line.createdAt').as('lookedUntil'),
    ])
    .where((eb) =>
      eb.exists(eb.selectFrom('lineSchool').select('lineId').whereRef('lineSchool.lineId', '=', 'line.id')),
    )
    .orderBy('line.id')
    .execute();
}

/** Whether every line that serves a school was looked at since the moment. */
export async function isLookedUntil(db: Kysely<Database>, moment: Date): Promise<boolean> {
  const lines = await linesToBackfill(db);
  return lines.every((line) => line.lookedUntil >= moment);
}

/** Which of these texts of the carrier we have. */
export async function storedSids(db: Kysely<Database>, sids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('message')
    .select('carrierSid')
    .where(sql<boolean>`carrier_sid = any(${sids}::text[])`)
    .execute();
  return new Set(rows.flatMap((row) => (row.carrierSid === null ? [] : [row.carrierSid])));
}

/** Another worker may have looked further meanwhile: the moment only moves forward. */
export async function saveLookedUntil(
  db: Kysely<Database>,
  lineId: string,
  lookedUntil: Date,
): Promise<void> {
  await db
    .insertInto('lineBackfill')
    .values({ lineId, lookedUntil })
    .onConflict((conflict) =>
      conflict
        .column('lineId')
        .doUpdateSet({ lookedUntil })
        .where('lineBackfill.lookedUntil', '<', lookedUntil),
    )
    .execute();
}
