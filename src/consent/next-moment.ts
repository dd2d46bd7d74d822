import type { DateTime } from 'luxon';
import { onClock } from '../lib/local-time.js';
import type { ConsentStateName, ContactDays } from './consent.table.js';
import { nextOpening, sharedHours, type ContactHours } from './contact-hours.js';
import { budgetOf, whyNoTurn, type WeekFacts } from './weekly-budget.js';

/** What is known of the family's clock, hours, days and weeks when a text is to go out. */
export interface MomentFacts {
  now: Date;
  /** For the purpose of the text; our own system texts go along with replies. */
  consent: ConsentStateName;
  /** The guardian's time zone, else the school's; never taken from the area code. */
  timeZone: string;
  /** Those of the other people at the same number: only hours that suit all of them count. */
  otherTimeZones?: readonly string[];
  /** Local hours, `HH:MM[:SS]`; equal values mean the whole day. */
  contactFrom: string;
  contactUntil: string;
  /** The hours the family asked for; null where it did not. */
  preferredFrom: string | null;
  preferredUntil: string | null;
  /** The days of the week it asked for; null: any. */
  preferredDays: ContactDays | null;
  /** Days without school, local dates `YYYY-MM-DD`, from today on. */
  closedDays: readonly string[];
  /** The family's week; null where the week is not looked at. */
  week: WeekFacts | null;
  /** Automatic texts the address got today, this one aside, or null where the day is not looked at. */
  automaticToday: number | null;
}

/** Automatic texts an address gets a day at most. */
export const automaticTextsADay = 2;
/** As luxon counts, from 1 for Monday. */
const saturday = 6;

/** A later moment, what made it so, and whether it is more than a matter of hours. */
export interface Later {
  at: DateTime;
  reason: string;
  why: 'hours' | 'turn' | 'day';
}

/** Which of the rules about moments a text has to keep. */
interface Bounds {
  /** Only within the hours families may be texted in. */
  keepsHours: boolean;
  /** Nobody asked for it: not on days left out, and only when it is its turn in the week. */
  unasked: boolean;
  /** It counts among the automatic texts of a day. */
  automatic: boolean;
}

/** The first moment that every rule lets the text go at; null when that is now. Pure. */
export function nextMoment(bounds: Bounds, facts: MomentFacts): Later | null {
  const start = localTime(facts, facts.now);
  let later = bounds.unasked ? nextTurn(facts, start) : null;
  if (later === null && bounds.automatic) later = afterTheDay(facts, start);
  let at = later?.at ?? start;
  const hours = hoursOf(facts);
  // Hours, then days that are left out, until neither moves it; a calendar has an end, and so have weeks, and this.
  for (let n = 0; n <= facts.closedDays.length * 7 + 7; n += 1) {
    const opening = bounds.keepsHours ? nextOpening(at.toJSDate(), hours) : null;
    if (opening !== null) {
      at = localTime(facts, opening);
      later = { at, reason: later?.reason ?? whyHours(hours), why: later?.why ?? 'hours' };
    }
    const leftOut = bounds.unasked ? whyNotThatDay(at, facts) : null;
    if (leftOut === null) break;
    at = at.plus({ days: 1 }).startOf('day');
    later = { at, reason: leftOut, why: later?.why === 'turn' ? 'turn' : 'day' };
  }
  return later;
}

function whyNotThatDay(at: DateTime, { closedDays, preferredDays }: MomentFacts): string | null {
  if (closedDays.length > 0 && closedDays.includes(at.toISODate() ?? '')) return 'no school that day';
  if (preferredDays === null || (preferredDays === 'weekends') === at.weekday >= saturday) return null;
  return `this family asked for texts on ${preferredDays} only`;
}

function whyHours({ timeZones, from }: ContactHours): string {
  return timeZones.length > 1
    ? 'waits for hours that suit everybody at this number'
    : `waits for ${from.slice(0, 5)}, the family's local time`;
}

function nextTurn({ week, consent }: MomentFacts, start: DateTime): Later | null {
  const noTurn = week === null ? null : whyNoTurn(week, budgetOf(consent), start.weekday >= saturday);
  if (noTurn === null) return null;
  const monday = start.startOf('week');
  const at = noTurn.until === 'next week' ? monday.plus({ weeks: 1 }) : monday.plus({ days: saturday - 1 });
  return { at, reason: noTurn.reason, why: 'turn' };
}

function afterTheDay({ automaticToday }: MomentFacts, start: DateTime): Later | null {
  if (automaticToday === null || automaticToday < automaticTextsADay) return null;
  return {
    at: start.plus({ days: 1 }).startOf('day'),
    reason: `this family already got ${automaticToday} automatic texts today`,
    why: 'day',
  };
}

/** A moment on the family's clock. */
export function localTime({ timeZone }: Pick<MomentFacts, 'timeZone'>, moment: Date): DateTime {
  return onClock(timeZone, moment);
}

/** The school's hours, and within them those the family asked for, where the two have any in common. */
export function hoursOf(facts: MomentFacts): ContactHours {
  const { timeZone, otherTimeZones = [], contactFrom, contactUntil, preferredFrom, preferredUntil } = facts;
  const timeZones = [...new Set([timeZone, ...otherTimeZones])];
  const schools = { from: contactFrom, until: contactUntil };
  const wanted =
    preferredFrom === null || preferredUntil === null ? null : { from: preferredFrom, until: preferredUntil };
  return { timeZones, ...((wanted && sharedHours(schools, wanted)) ?? schools) };
}
