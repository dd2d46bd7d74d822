import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { SchoolDayKind } from './roster.table.js';

export interface SchoolDay {
  /** `YYYY-MM-DD`. */
  day: string;
  kind: SchoolDayKind;
  note: string | null;
}

/** The days of a school that are not like the others, from a date to another, both included. */
export function readSchoolDays(
  db: Kysely<Database>,
  schoolId: string,
  { from, until }: { from: string; until: string },
): Promise<SchoolDay[]> {
  return db
    .selectFrom('schoolDay')
    .select(['day', 'kind', 'note'])
    .where('schoolId', '=', schoolId)
    .where('day', '>=', from)
    .where('day', '<=', until)
    .orderBy('day')
    .execute();
}

/** The days without school from a date on, half a year at most. */
export async function readClosedDays(
  db: Kysely<Database>,
  schoolId: string,
  from: string,
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('schoolDay')
    .select('day')
    .where('schoolId', '=', schoolId)
    .where('kind', 'in', ['holiday', 'closure'])
    .where('day', '>=', from)
    .orderBy('day')
    .limit(180)
    .execute();
  return new Set(rows.map((row) => row.day));
}

/** Marks days of a school; one that was marked otherwise is what it is marked as last. */
export async function setSchoolDays(
  trx: Transaction<Database>,
  now: Date,
  { schoolId, staffId }: { schoolId: string; staffId: string },
  days: readonly SchoolDay[],
): Promise<void> {
  if (days.length === 0) return;
  await trx
    .insertInto('schoolDay')
    .values(days.map((day) => ({ ...day, schoolId, setByStaffId: staffId, updatedAt: now })))
    .onConflict((conflict) =>
      conflict.columns(['schoolId', 'day']).doUpdateSet((eb) => ({
        kind: eb.ref('excluded.kind'),
        note: eb.ref('excluded.note'),
        setByStaffId: staffId,
        updatedAt: now,
      })),
    )
    .execute();
}

/** Makes a day like every other again. */
export async function clearSchoolDay(
  trx: Transaction<Database>,
  schoolId: string,
  day: string,
): Promise<void> {
  await trx.deleteFrom('schoolDay').where('schoolId', '=', schoolId).where('day', '=', day).execute();
}
