import { DateTime } from 'luxon';

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
