import type { Transaction } from 'kysely';
import { DateTime } from 'luxon';
import { openDecision } from '../consent/decisions.queries.js';
import { markLookSoon } from '../conversations/look-soon.queries.js';
import type { Database } from '../db/database.js';
import { readClosedDays } from '../roster/calendar.queries.js';
import { oneSchoolDayAfter } from '../roster/calendar.js';
import type { TextToUnderstand } from './inbound.queries.js';

/** Somebody has one school day to say whether the text was an opt-out. */
export async function askForDecision(
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
  ownerStaffId: string | null,
): Promise<void> {
  const { addressId, conversationId, schoolId, messageId } = text;
  const dueAt = await inOneSchoolDay(trx, now, text);
  await openDecision(trx, now, { addressId, conversationId, schoolId, messageId, ownerStaffId, dueAt });
}

/** Somebody has one school day to look at a text that may be about danger, before it goes to an administrator. */
export async function askForLook(
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
): Promise<void> {
  await markLookSoon(trx, now, { messageId: text.messageId, dueAt: await inOneSchoolDay(trx, now, text) });
}

async function inOneSchoolDay(
  trx: Transaction<Database>,
  now: Date,
  { schoolId, timeZone }: TextToUnderstand,
): Promise<Date> {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).toFormat('yyyy-LL-dd');
  return oneSchoolDayAfter(now, timeZone, await readClosedDays(trx, schoolId, today));
}
