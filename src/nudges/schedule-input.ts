import { badRequest } from '../lib/errors.js';
import type { NudgeRepeats } from './nudges.table.js';
import { nextOccurrence, readLocal, writeLocal, type Occurrence, type Schedule } from './schedule.js';

/** When somebody wants a nudge to run, in the school's local time. */
export interface WantedTimes {
  /** `YYYY-MM-DDTHH:MM`; null: now. */
  startsLocal: string | null;
  repeats: NudgeRepeats;
  /** With no start: seconds it waits before it goes, in which it can be taken back whole. */
  waitSeconds?: number | undefined;
  /** `YYYY-MM-DD`, the last day of a weekly one. */
  endsOn: string | null;
}

/** Whoever picks the minute that is just passing means now. */
const toleranceMs = 120_000;

/**
 * The schedule of a new nudge and its first occurrence. Pure.
 * @throws RecadoError 400 `bad_time`, `starts_in_the_past`, `ends_before_start`
 */
export function planSchedule(
  wanted: WantedTimes,
  now: Date,
  timeZone: string,
): Omit<Schedule, 'timeZone'> & { first: Occurrence } {
  const startsLocal = wanted.startsLocal ?? writeLocal(now, timeZone);
  if (!readLocal(startsLocal).isValid) {
    throw badRequest('bad_time', 'There is no such day in the calendar. Choose another one.');
  }
  const endsOn = wanted.repeats === 'weekly' ? wanted.endsOn : null;
  if (endsOn !== null && endsOn < startsLocal.slice(0, 10)) {
    throw badRequest('ends_before_start', 'The last day is before the first one. Choose a later last day.');
  }
  const times = { startsLocal, repeats: wanted.repeats, endsOn };
  if (wanted.startsLocal === null) {
    const at = new Date(now.getTime() + (wanted.waitSeconds ?? 0) * 1000);
    return { ...times, first: { date: startsLocal.slice(0, 10), at } };
  }
  const first = nextOccurrence({ ...times, timeZone }, null);
  if (!first || first.at.getTime() < now.getTime() - toleranceMs) {
    throw badRequest(
      'starts_in_the_past',
      'This time has passed at the school. Choose a later one, or send it now.',
    );
  }
  return { ...times, first };
}
