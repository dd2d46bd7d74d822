import type { Transaction } from 'kysely';
import { DateTime } from 'luxon';
import type { Database } from '../db/database.js';
import { readClosedDays } from '../roster/calendar.queries.js';
import { oneSchoolDayAfter } from '../roster/calendar.js';
import { readSchools } from '../roster/schools.queries.js';
import { formsOf, groupKey } from './review-group.js';
import { readGroupFacts } from './review-groups.queries.js';
import { insertReviews, type NewReview } from './reviews.queries.js';

/** A text that is held. */
export type HeldForReview = Omit<NewReview, 'dueAt' | 'groupKey'> & {
  /** Others say the same: whoever looks at one decides about all of them. */
  isOneOfMany?: boolean;
};

/**
 * Asks for somebody to look at texts that are held, within one school day of their school, in the transaction that
 * holds them. Texts to many that say the same in one language are looked at together.
 */
export async function openReviews(
  trx: Transaction<Database>,
  now: Date,
  held: readonly HeldForReview[],
): Promise<void> {
  const due = new Map<string, Date>();
  for (const school of await readSchools(trx, [...new Set(held.map((text) => text.schoolId))]))
    due.set(school.id, await dueAt(trx, now, school));
  const many = held.filter((text) => text.isOneOfMany ?? text.isBulk);
  const facts = await readGroupFacts(trx, many);
  const keyOf = ({ messageId, schoolId, language }: HeldForReview): string | null => {
    const known = facts.get(messageId);
    return known === undefined ? null : groupKey(schoolId, language, formsOf(known));
  };
  await insertReviews(
    trx,
    now,
    held.map((text) => ({ ...text, dueAt: due.get(text.schoolId) ?? now, groupKey: keyOf(text) })),
  );
}

async function dueAt(
  trx: Transaction<Database>,
  now: Date,
  { id, timeZone }: { id: string; timeZone: string },
): Promise<Date> {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).toFormat('yyyy-LL-dd');
  return oneSchoolDayAfter(now, timeZone, await readClosedDays(trx, id, today));
}

/** The same time one school day on, for a school, or the same time tomorrow where it is of no school. */
export async function dueOneSchoolDayOn(
  trx: Transaction<Database>,
  now: Date,
  schoolId: string | null,
): Promise<Date> {
  const [school] = schoolId === null ? [] : await readSchools(trx, [schoolId]);
  return school ? dueAt(trx, now, school) : new Date(now.getTime() + 24 * 3_600_000);
}
