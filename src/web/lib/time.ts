import { t } from './words.js';

const locale = 'en-US';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The time zone of whoever looks at the page. */
export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function format(at: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options }).format(at);
}

/** How long ago, in one short word: "now", "12m", "3h", "5d". */
export function shortAge(at: string, now: number): string {
  const age = Math.max(0, now - Date.parse(at));
  if (age < minute) return t('time.now');
  if (age < hour) return t('time.minutes', { count: Math.floor(age / minute) });
  if (age < day) return t('time.hours', { count: Math.floor(age / hour) });
  return t('time.days', { count: Math.floor(age / day) });
}

/** How long ago, in words: "12 min", "3 hours", "5 days". */
export function longAge(at: string, now: number): string {
  const age = Math.max(0, now - Date.parse(at));
  if (age < minute) return t('time.lessThanAMinute');
  if (age < hour) return t('time.longMinutes', { count: Math.floor(age / minute) });
  if (age < day) return t('time.longHours', { count: Math.floor(age / hour) });
  return t('time.longDays', { count: Math.floor(age / day) });
}

/** "16:05", in the given zone. */
export function clockTime(at: string, timeZone: string): string {
  return format(new Date(at), timeZone, { hour: '2-digit', minute: '2-digit' });
}

/** "2026-11-26", the calendar day of a moment in a zone. */
export function calendarDay(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(at);
}

/** "Today", "Yesterday", "Thursday" within a week around now, else "Thu, Nov 5". */
export function dayName(at: string, timeZone: string, now: number): string {
  const date = new Date(at);
  const distance = daysBetween(calendarDay(new Date(now), timeZone), calendarDay(date, timeZone));
  if (distance === 0) return t('time.today');
  if (distance === -1) return t('time.yesterday');
  if (distance === 1) return t('time.tomorrow');
  if (Math.abs(distance) < 7) return format(date, timeZone, { weekday: 'long' });
  return format(date, timeZone, { weekday: 'short', month: 'short', day: 'numeric' });
}

/** "Thursday 16:00", "today 09:30", "Thu, Nov 5 16:00"; says the zone when it is not the viewer's. */
export function dayAndTime(at: string, timeZone: string, now: number): string {
  const words = `${inSentence(dayName(at, timeZone, now))} ${clockTime(at, timeZone)}`;
  return timeZone === viewerZone ? words : `${words} ${zoneName(at, timeZone)}`;
}

/** "today", "yesterday", "tomorrow" within a sentence; names of days keep their capital. */
function inSentence(name: string): string {
  const relative = [t('time.today'), t('time.yesterday'), t('time.tomorrow')];
  return relative.includes(name) ? name.toLocaleLowerCase(locale) : name;
}

/** The exact moment with its zone, for hovering: "Thursday, November 26, 2026 at 16:00 EST". */
export function exactTime(at: string, timeZone: string): string {
  return format(new Date(at), timeZone, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** "Nov 5, 2026", in the given zone. */
export function plainDate(at: string, timeZone: string): string {
  return format(new Date(at), timeZone, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** "Nov 5, 2026" for a calendar day, `YYYY-MM-DD`. */
export function plainDay(date: string): string {
  return plainDate(`${date}T12:00:00Z`, 'UTC');
}

function zoneName(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(
    new Date(at),
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** Whole days from one calendar day to another, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);
}
