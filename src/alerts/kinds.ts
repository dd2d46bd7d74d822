import { DateTime } from 'luxon';
import type { AlertKind } from './alerts.table.js';

interface KindRule {
  /** Its approved text; null for words of one's own. */
  textKey: string | null;
  /** It says a local time. */
  hasTime: boolean;
  /** There is no usual school on that day, so its nudges are not sent. */
  cancelsNudges: boolean;
  /** Of use until the day is over, or so many hours after it was sent. */
  usefulFor: 'the day' | number;
}

const rules: Record<AlertKind, KindRule> = {
  closure: { textKey: 'alert.closure', hasTime: false, cancelsNudges: true, usefulFor: 'the day' },
  delay: { textKey: 'alert.delay', hasTime: true, cancelsNudges: false, usefulFor: 'the day' },
  early_release: { textKey: 'alert.earlyRelease', hasTime: true, cancelsNudges: true, usefulFor: 'the day' },
  lockdown: { textKey: 'alert.lockdown', hasTime: false, cancelsNudges: true, usefulFor: 6 },
  all_clear: { textKey: 'alert.allClear', hasTime: false, cancelsNudges: false, usefulFor: 12 },
  free: { textKey: null, hasTime: false, cancelsNudges: false, usefulFor: 12 },
};

export function kindRule(kind: AlertKind): KindRule {
  return rules[kind];
}

/**
 * When an alert is of no use any more: a text later than that is given up with the reason. Pure.
 * @param timeZones of its schools; the day ends where it ends last
 */
export function usefulUntil(
  { kind, day }: { kind: AlertKind; day: string },
  now: Date,
  timeZones: readonly string[],
): Date {
  const { usefulFor } = rules[kind];
  if (usefulFor !== 'the day') return new Date(now.getTime() + usefulFor * 3_600_000);
  const ends = timeZones.map((zone) => DateTime.fromISO(day, { zone }).endOf('day').toMillis());
  return new Date(Math.max(...ends));
}
