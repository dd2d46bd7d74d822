import { calendarDay, daysBetween } from '../lib/time.js';
import { t } from '../lib/words.js';

/** A time at the school, `YYYY-MM-DDTHH:MM`, as its wall clock shows it. */
export type SchoolTime = string;

/** When families are most likely at home together and school is over. */
const usualTime = '16:00';
const thursday = 4;

/** Next Thursday 16:00 at the school; today, where that is Thursday and 16:00 is still to come. */
export function nextThursday(now: number, timeZone: string): SchoolTime {
  const today = calendarDay(new Date(now), timeZone);
  const ahead = (thursday - weekday(today) + 7) % 7;
  const passed = ahead === 0 && wallClock(now, timeZone) >= usualTime;
  return `${addDays(today, passed ? 7 : ahead)}T${usualTime}`;
}

/** Whether a time at the school is already over. */
export function isPast(at: SchoolTime, now: number, timeZone: string): boolean {
  return at <= `${calendarDay(new Date(now), timeZone)}T${wallClock(now, timeZone)}`;
}

/** "Thursday 16:00", "today 16:00", "Dec 10, 16:00" beyond a week. */
export function schoolTimeWords(at: SchoolTime, now: number, timeZone: string): string {
  const date = at.slice(0, 10);
  const time = at.slice(11);
  const ahead = daysBetween(calendarDay(new Date(now), timeZone), date);
  if (ahead === 0) return t('when.today', { time });
  if (ahead === 1) return t('when.tomorrow', { time });
  const style: Intl.DateTimeFormatOptions =
    ahead > 0 && ahead <= 7 ? { weekday: 'long' } : { month: 'short', day: 'numeric' };
  return `${formatDate(date, style)} ${time}`;
}

/** "Thursdays", the day of the week on which a weekly nudge goes out. */
export function weekdayWords(at: SchoolTime): string {
  return formatDate(at.slice(0, 10), { weekday: 'long' });
}

/** The calendar day that many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function wallClock(now: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
}

function formatDate(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
