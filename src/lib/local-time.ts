import { DateTime } from 'luxon';

/** The moment asked for last, on the clocks it was asked for: thousands of texts are decided on at the same one. */
const latest = { moment: Number.NaN, onClocks: new Map<string, DateTime>() };

/** A moment on a time zone's wall clock, in English. */
export function onClock(timeZone: string, moment: Date): DateTime {
  if (moment.getTime() !== latest.moment) {
    latest.moment = moment.getTime();
    latest.onClocks.clear();
  }
  const known = latest.onClocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = DateTime.fromJSDate(moment, { zone: timeZone }).setLocale('en');
  latest.onClocks.set(timeZone, clock);
  return clock;
}

/**
 * The first moment at which the zone's wall clock reads this minute or a later one: a minute the clocks skip moves to
 * the next there is, one they show twice is the first of the two.
 */
export function placeLocal(local: DateTime, timeZone: string): Date {
  const { year, month, day, hour, minute } = local;
  const placed = DateTime.fromObject({ year, month, day, hour, minute }, { zone: timeZone });
  const [first = placed] = placed.getPossibleOffsets();
  if (first.hour === hour && first.minute === minute && first.day === day) return first.toJSDate();
  // Luxon moves a skipped minute by the whole gap; what is wanted is the minute right after the gap.
  let moved = first;
  while (moved.minus({ minutes: 1 }).offset === first.offset) moved = moved.minus({ minutes: 1 });
  return moved.toJSDate();
}
