import { DateTime } from 'luxon';

/** The mobile networks count a day from midnight to midnight there. */
const carriersZone = 'America/Los_Angeles';

/** The carriers' day a moment falls into, and when the next one begins. */
export function carriersDay(now: Date): { day: string; endsAt: Date } {
  const local = DateTime.fromJSDate(now, { zone: carriersZone });
  return { day: local.toFormat('yyyy-MM-dd'), endsAt: local.startOf('day').plus({ days: 1 }).toJSDate() };
}

export interface DailyCap {
  /** Segments the carriers let the line send a day; null: no such limit. */
  segmentsPerDay: number | null;
  /** Percent of them that is kept for alerts. */
  alertShare: number;
}

export interface UsedToday {
  segments: number;
  /** Those of them that were alerts. */
  alertSegments: number;
}

/**
 * Segments that texts other than alerts may still use today; null: any number. What is kept for alerts stays kept,
 * also once alerts have used it up: they have taken from the rest then.
 */
export function leftForOthers({ segmentsPerDay, alertShare }: DailyCap, used: UsedToday): number | null {
  if (segmentsPerDay === null) return null;
  const reserve = Math.ceil((segmentsPerDay * alertShare) / 100);
  const others = used.segments - used.alertSegments;
  return Math.max(0, segmentsPerDay - Math.max(reserve, used.alertSegments) - others);
}

/** Until when texts other than alerts wait, and why; a short rest is not worth writing down with every text. */
export interface Rest {
  until: Date;
  reason: string;
}

/** The rest a line is in; null where it may go on. */
export function restOf(
  line: { restsUntil: Date | null; restsReason: string | null },
  now: Date,
): Rest | null {
  if (line.restsUntil === null || line.restsUntil <= now) return null;
  return { until: line.restsUntil, reason: line.restsReason ?? 'waits: a carrier asked the line to rest' };
}

export const capReached = (endsAt: Date): Rest => ({
  until: endsAt,
  reason: "waits until midnight Pacific: the line's texts for today are used up",
});

/** How long a line rests when a carrier says that it is too fast (30022), in seconds. */
const tooFastSeconds = 60;

/** The rest a carrier's refusal asks of the whole line; null where it asks for none. */
export function restAskedFor(code: number | null, now: Date): Rest | null {
  if (code === 30022) {
    return {
      until: new Date(now.getTime() + tooFastSeconds * 1000),
      reason: 'waits a minute: the line sends faster than it is registered for',
    };
  }
  if (code === 30023) {
    return {
      until: carriersDay(now).endsAt,
      reason: "waits until midnight Pacific: a mobile network's limit for today is reached",
    };
  }
  return null;
}
