import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { dropUnsentTexts } from '../delivery/give-up.queries.js';
import { endUnaskedQuestions } from '../flows/flows.queries.js';
import { cancelRunsOfDay, insertDaysOff, textsOfRuns } from './days-off.queries.js';

/**
 * These schools send no nudges on that local day: those to come are not opened, those under way stop, and texts that
 * wait or are held are given up with the reason. What a worker has claimed at this moment may still go. Repeating it
 * does no harm.
 * @param off.day `YYYY-MM-DD`, the day nudges are scheduled for
 * @returns how many texts were given up
 */
export async function cancelNudgesOfDay(
  trx: Transaction<Database>,
  now: Date,
  schoolIds: readonly string[],
  off: { day: string; reason: string },
): Promise<number> {
  await insertDaysOff(trx, now, schoolIds, off);
  const runIds = await cancelRunsOfDay(trx, now, schoolIds, off.day);
  const dropped = await dropUnsentTexts(trx, now, await textsOfRuns(trx, runIds), off.reason);
  await endUnaskedQuestions(trx, now, dropped);
  return dropped.length;
}
