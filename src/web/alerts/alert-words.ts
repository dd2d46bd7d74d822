import type { AlertKind, AlertSummary } from '../../api/alerts.schemas.js';
import { calendarDay, daysBetween, plainDay } from '../lib/time.js';
import { t } from '../lib/words.js';

/** Kinds in the order they are offered in: the most frequent first. */
export const alertKinds: readonly AlertKind[] = [
  'closure',
  'delay',
  'early_release',
  'lockdown',
  'all_clear',
  'free',
];

/** Whether it says a time of day. */
export function saysTime(kind: AlertKind): boolean {
  return kind === 'delay' || kind === 'early_release';
}

/** Whether it is about a day that is chosen; the others are about now. */
export function saysDay(kind: AlertKind): boolean {
  return kind === 'closure' || saysTime(kind);
}

/** "today", "tomorrow", "Nov 27, 2026", for a calendar day at the school. */
export function dayWords(day: string, now: number, timeZone: string): string {
  const ahead = daysBetween(calendarDay(new Date(now), timeZone), day);
  if (ahead === 0) return t('newAlert.today');
  if (ahead === 1) return t('newAlert.tomorrow');
  return plainDay(day);
}

/** "No school", or the words of a free alert. */
export function alertTitle({ kind, ownText }: Pick<AlertSummary, 'kind' | 'ownText'>): string {
  return ownText ?? t(`alerts.kind.${kind}`);
}
