import { DateTime } from 'luxon';
import { onClock, placeLocal } from '../lib/local-time.js';

/** The hours in which people at one number may be texted: the same on every one of their wall clocks. */
export interface ContactHours {
  /** One or more; with several, only the hours that all of them share count. */
  timeZones: readonly string[];
  /** Local, `HH:MM[:SS]`; equal values mean the whole day, an earlier end one on the next day. */
  from: string;
  until: string;
}

/** Local hours, `HH:MM[:SS]`. */
export interface HourSpan {
  from: string;
  until: string;
}

/**
 * What of the hours a family wants a school texts in; null where that is nothing. A school whose hours begin and end at
 * the same time texts all day.
 */
export function sharedHours(schools: HourSpan, wanted: HourSpan): HourSpan | null {
  if (schools.from === schools.until) return wanted;
  const from = wanted.from > schools.from ? wanted.from : schools.from;
  const until = wanted.until < schools.until ? wanted.until : schools.until;
  return from < until ? { from, until } : null;
}

/** So many openings are looked at; hours that are shared at all are shared within a few of them. */
const openingsToTry = 12;

/**
 * When all of them may be texted next; null where that is now. People who share no hour at all, on opposite sides of
 * the earth, are texted in the first one's hours.
 */
export function nextOpening(now: Date, hours: ContactHours): Date | null {
  if (hours.from === hours.until) return null;
  let moment = now;
  for (let n = 0; n < openingsToTry; n += 1) {
    const closed = hours.timeZones.flatMap((zone) => openingIn(moment, zone, hours)?.getTime() ?? []);
    if (closed.length === 0) return moment === now ? null : moment;
    moment = new Date(Math.max(...closed));
  }
  return openingIn(now, hours.timeZones[0] ?? 'utc', hours);
}

/** When the hours that are open now end for the first of them; null where they never do. */
export function closesAt(now: Date, hours: ContactHours): Date | null {
  if (hours.from === hours.until) return null;
  const ends = hours.timeZones.flatMap(
    (zone) => windowsAround(now, zone, hours).find(isOpenAt(now))?.end.getTime() ?? [],
  );
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

interface Window {
  start: Date;
  end: Date;
}

const isOpenAt =
  (moment: Date) =>
  ({ start, end }: Window): boolean =>
    start <= moment && moment < end;

function openingIn(moment: Date, timeZone: string, hours: ContactHours): Date | null {
  const windows = windowsAround(moment, timeZone, hours);
  if (windows.some(isOpenAt(moment))) return null;
  return windows.find(({ start }) => start > moment)?.start ?? null;
}

/** Windows that were worked out lately: a thousand texts of a minute ask for the same ones. */
const known = new Map<string, Window[]>();
const knownAtMost = 1000;

/** The windows of yesterday to the day after tomorrow, by the zone's own calendar. */
function windowsAround(moment: Date, timeZone: string, hours: ContactHours): Window[] {
  const { year, month, day } = onClock(timeZone, moment);
  const key = [timeZone, year, month, day, hours.from, hours.until].join(' ');
  const windows = known.get(key) ?? placeWindows(DateTime.utc(year, month, day), timeZone, hours);
  if (known.size >= knownAtMost) known.clear();
  known.set(key, windows);
  return windows;
}

function placeWindows(today: DateTime, timeZone: string, { from, until }: ContactHours): Window[] {
  const overnight = minutesOf(until) < minutesOf(from) ? 1440 : 0;
  return [-1, 0, 1, 2].map((days) => {
    const midnight = today.plus({ days });
    return {
      start: placeLocal(midnight.plus({ minutes: minutesOf(from) }), timeZone),
      end: placeLocal(midnight.plus({ minutes: minutesOf(until) + overnight }), timeZone),
    };
  });
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
