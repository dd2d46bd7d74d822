import { DateTime } from 'luxon';
import rrule from 'rrule';
import { placeLocal } from '../lib/local-time.js';
import type { NudgeRepeats } from './nudges.table.js';

export interface Schedule {
  /** The first occurrence in floating time, `YYYY-MM-DDTHH:MM` or as PostgreSQL writes it. */
  startsLocal: string;
  /** The school's zone, where floating times are placed. */
  timeZone: string;
  repeats: NudgeRepeats;
  /** `YYYY-MM-DD`, the last day it may run on. */
  endsOn: string | null;
}

export interface Occurrence {
  /** `YYYY-MM-DD`, the local date it stands for; names the occurrence, whatever becomes of its hour. */
  date: string;
  at: Date;
}

/** Floating times are kept as UTC, which knows no change of clocks. */
const floating = { zone: 'utc' } as const;

/**
 * The first occurrence whose moment is later than `after`; the very first with null. Occurrences are counted in
 * floating time, so a nudge at eight stays at eight when the clocks change. Pure.
 * @returns null when none is left
 */
export function nextOccurrence(schedule: Schedule, after: Date | null): Occurrence | null {
  const rule = ruleOf(schedule);
  // No zone is a whole day away from its own wall clock: a day earlier is early enough to start looking from.
  let from = after === null ? new Date(0) : new Date(floatingOf(after, schedule.timeZone) - 86_400_000);
  for (;;) {
    const local = rule.after(from);
    if (local === null) return null;
    const at = placeLocal(DateTime.fromJSDate(local, floating), schedule.timeZone);
    if (after === null || at > after) return { date: local.toISOString().slice(0, 10), at };
    from = local;
  }
}

function ruleOf({ startsLocal, repeats, endsOn }: Schedule): InstanceType<typeof rrule.RRule> {
  return new rrule.RRule({
    freq: rrule.RRule.WEEKLY,
    dtstart: readLocal(startsLocal).toJSDate(),
    ...(repeats === 'once' ? { count: 1 } : {}),
    ...(endsOn === null ? {} : { until: readLocal(`${endsOn}T23:59`).toJSDate() }),
  });
}

function floatingOf(moment: Date, timeZone: string): number {
  return DateTime.fromJSDate(moment, { zone: timeZone }).setZone('utc', { keepLocalTime: true }).toMillis();
}

/** Reads a floating time; not valid for one that no calendar has, such as February 30. */
export function readLocal(text: string): DateTime {
  return DateTime.fromISO(text.replace(' ', 'T'), floating);
}

/** A moment as floating time in a zone, `YYYY-MM-DDTHH:MM`. */
export function writeLocal(moment: Date, timeZone: string): string {
  return DateTime.fromJSDate(moment, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
}
