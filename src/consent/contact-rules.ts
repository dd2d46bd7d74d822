import { DateTime } from 'luxon';
import type { Purpose } from '../conversations/conversations.table.js';
import type { ConsentStateName } from './consent.table.js';
import { closesAt, nextOpening, type ContactHours } from './contact-hours.js';
import { budgetOf, whyNoTurn, type WeekFacts } from './weekly-budget.js';

/** What is known of an address at the moment of sending. */
export interface ContactFacts {
  now: Date;
  /** For the purpose of the text; our own system texts go along with replies. */
  consent: ConsentStateName;
  pausedUntil: Date | null;
  /** A text that may be an opt-out waits for a person. */
  suspended: boolean;
  /** When that person has to have decided. */
  decideBy: Date | null;
  /** The family told the carrier to stop texts from this line. */
  carrierBlocked: boolean;
  unreachableReason: string | null;
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
  preferredDays: 'weekdays' | 'weekends' | null;
  /** Days without school, local dates `YYYY-MM-DD`, from today on. */
  closedDays: readonly string[];
  /** The family's week; null where the week is not looked at. */
  week: WeekFacts | null;
  /** Automatic texts the address got today, this one aside, or null where the day is not looked at. */
  automaticToday: number | null;
  /** The family was told who writes and how to stop. */
  welcomed: boolean;
  /** Since when the family, whose language nobody knows, has been asked which it reads; null where it is not. */
  languageAskedAt: Date | null;
  expiresAt: Date | null;
  /** Since when the text is there; null where it does not matter. */
  queuedAt: Date | null;
  /** When this family last wrote to us. */
  lastInboundAt: Date | null;
}

/** For a look ahead that leaves the moment out: no hours, no calendar, no budget. */
export const anyMoment = {
  suspended: false,
  decideBy: null,
  contactFrom: '00:00',
  contactUntil: '00:00',
  preferredFrom: null,
  preferredUntil: null,
  preferredDays: null,
  closedDays: [],
  week: null,
  automaticToday: null,
  welcomed: true,
  languageAskedAt: null,
  expiresAt: null,
  queuedAt: null,
  lastInboundAt: null,
} as const satisfies Partial<ContactFacts>;

export type ContactVerdict =
  | { verdict: 'send' }
  | {
      verdict: 'wait';
      until: Date;
      reason: string;
      /** Its turn, not the hour, is what it waits for: it is of use until then. */
      usefulUntil?: Date;
      /** It waits for room in the family's week. */
      forTurn?: true;
      /** The welcome has to go first, or the answer in which language it is to be. */
      first?: 'welcome' | 'language';
    }
  | { verdict: 'drop'; reason: string };

/** What each kind of text has to respect; the only place that says so. */
interface Rule {
  /** Consent states it may not be sent in. */
  refusedIn: readonly ConsentStateName[];
  /** Kept inside the hours families may be texted in. */
  hours: 'always' | 'unless answering' | 'never';
  /** Nobody asked for it: not on days without school, within the weekly budget, not while a decision is open. */
  unasked: boolean;
  /** Counts among the automatic texts of a day. */
  automatic: 'always' | 'unless answering' | 'never';
}

const rules: Record<Purpose, Rule> = {
  // Emergencies need no consent (FCC 16-88); a carrier block stands all the same, for nothing would arrive.
  alert: { refusedIn: [], hours: 'never', unasked: false, automatic: 'never' },
  learning: {
    refusedIn: ['opted_out', 'alerts_only', 'paused'],
    hours: 'always',
    unasked: true,
    automatic: 'always',
  },
  pulse: {
    refusedIn: ['opted_out', 'alerts_only', 'paused'],
    hours: 'always',
    unasked: true,
    automatic: 'always',
  },
  // A person answers a person; within a day of the family's own text it is not a surprise at any hour.
  reply: { refusedIn: ['opted_out'], hours: 'unless answering', unasked: false, automatic: 'never' },
  system: {
    refusedIn: ['opted_out'],
    hours: 'unless answering',
    unasked: false,
    automatic: 'unless answering',
  },
};

/** One confirmation of an opt-out is allowed and expected (47 CFR 64.1200(a)(12)). */
const consentConfirmation = 'consent';
/** Our answer to somebody in danger. */
const crisisAnswer = 'urgent';

const answeringWindowHours = 24;
/** Automatic texts an address gets a day at most. */
export const automaticTextsADay = 2;
/** A text whose turn comes later is of use for so long after it. */
const usefulHours = 24;
/** A text that found no turn for so long is given up. */
const longestWaitDays = 28;
/** As luxon counts, from 1 for Monday. */
const saturday = 6;
/** So long the first text waits for the answer which language it is to be in. */
export const languageHours = 24;
/** The welcome gets so much of a start. */
const welcomeSeconds = 15;

/**
 * Whether a text may go out now, must wait, or must not go out at all, and why. Pure: purpose, subtype and facts
 * decide. Federal quiet hours are 21:00 to 8:00 local (47 CFR 64.1200(c)(1)); the school's hours are narrower, and a
 * family may ask for narrower ones still.
 */
export function decideContact(purpose: Purpose, subtype: string | null, facts: ContactFacts): ContactVerdict {
  const rule = rules[purpose];
  if (facts.expiresAt && facts.expiresAt <= facts.now) return drop('it came too late to be of use');
  if (facts.carrierBlocked) return drop('the family told the carrier to stop texts from this line');
  if (facts.unreachableReason !== null)
    return drop(`this number cannot be texted: ${facts.unreachableReason}`);
  if (subtype !== consentConfirmation && rule.refusedIn.includes(facts.consent)) {
    return drop(refusalReason(facts));
  }
  if (rule.hours === 'never' || subtype === consentConfirmation) return { verdict: 'send' };
  if (rule.unasked && facts.suspended) return waitForDecision(facts);
  if (rule.unasked && facts.week?.earlierWaits === true && !facts.week.hasPlace)
    return drop('an earlier text of yours to this family still waits for its turn');
  const moment = nextMoment(rule, subtype, facts);
  if (moment !== null) return waitUntil(moment, facts);
  if (!rule.unasked) return { verdict: 'send' };
  if (facts.welcomed) return waitForLanguage(facts) ?? { verdict: 'send' };
  return {
    verdict: 'wait',
    until: new Date(facts.now.getTime() + welcomeSeconds * 1000),
    reason: 'the welcome goes first: it says who writes and how to stop',
    first: 'welcome',
  };
}

/** What a text that is sent now takes of the family's week and day. Pure. */
export function takes(
  purpose: Purpose,
  subtype: string | null,
  facts: Pick<ContactFacts, 'now' | 'lastInboundAt'>,
): { ofWeek: boolean; ofDay: boolean } {
  const rule = rules[purpose];
  return { ofWeek: rule.unasked, ofDay: isAutomatic(rule, subtype, facts) };
}

function isAutomatic(
  rule: Rule,
  subtype: string | null,
  facts: Pick<ContactFacts, 'now' | 'lastInboundAt'>,
): boolean {
  if (subtype === consentConfirmation || subtype === crisisAnswer) return false;
  return rule.automatic === 'always' || (rule.automatic === 'unless answering' && !answersTheFamily(facts));
}

function drop(reason: string): ContactVerdict {
  return { verdict: 'drop', reason };
}

function waitForDecision({ now, decideBy }: ContactFacts): ContactVerdict {
  const until = decideBy !== null && decideBy > now ? decideBy : new Date(now.getTime() + 3_600_000);
  return {
    verdict: 'wait',
    until,
    reason: 'waits until a person has decided whether this family asked for no more texts',
    usefulUntil: new Date(until.getTime() + usefulHours * 3_600_000),
  };
}

/** A text somebody cannot read is worth waiting for the answer which language they can, for a day at most. */
function waitForLanguage(facts: ContactFacts): ContactVerdict | null {
  if (facts.languageAskedAt === null) return null;
  const until = new Date(facts.languageAskedAt.getTime() + languageHours * 3_600_000);
  if (until <= facts.now) return null;
  return {
    verdict: 'wait',
    until,
    reason: `waits until ${local(facts, until).toFormat('cccc, LLL d, HH:mm')} at most: the family has been asked which language it reads`,
    usefulUntil: new Date(until.getTime() + usefulHours * 3_600_000),
    first: 'language',
  };
}

function refusalReason(facts: ContactFacts): string {
  switch (facts.consent) {
    case 'opted_out':
      return 'the family asked for no more texts';
    case 'alerts_only':
      return 'the family wants alerts only';
    case 'paused':
      return facts.pausedUntil
        ? `the family asked for a pause until ${local(facts, facts.pausedUntil).toFormat('LLL d')}`
        : 'the family asked for a pause';
    case 'subscribed':
    case 'fewer':
      return 'the family asked for fewer texts';
  }
}

function answersTheFamily({ now, lastInboundAt }: Pick<ContactFacts, 'now' | 'lastInboundAt'>): boolean {
  return (
    lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() <= answeringWindowHours * 3_600_000
  );
}

/** A later moment, what made it so, and whether it is more than a matter of hours. */
interface Later {
  at: DateTime;
  reason: string;
  why: 'hours' | 'turn' | 'day';
}

/** The first moment that every rule lets the text go at; null when that is now. */
function nextMoment(rule: Rule, subtype: string | null, facts: ContactFacts): Later | null {
  const free = rule.hours === 'unless answering' && answersTheFamily(facts);
  const start = local(facts, facts.now);
  let later = rule.unasked ? nextTurn(facts, start) : null;
  if (later === null && isAutomatic(rule, subtype, facts)) later = afterTheDay(facts, start);
  let at = later?.at ?? start;
  const hours = hoursOf(facts);
  // Hours, then days that are left out, until neither moves it; a calendar has an end, and so have weeks, and this.
  for (let n = 0; n <= facts.closedDays.length * 7 + 7; n += 1) {
    const opening = free ? null : nextOpening(at.toJSDate(), hours);
    if (opening !== null) {
      at = local(facts, opening);
      later = { at, reason: later?.reason ?? whyHours(hours), why: later?.why ?? 'hours' };
    }
    const leftOut = rule.unasked ? whyNotThatDay(at, facts) : null;
    if (leftOut === null) break;
    at = at.plus({ days: 1 }).startOf('day');
    later = { at, reason: leftOut, why: later?.why === 'turn' ? 'turn' : 'day' };
  }
  return later;
}

function whyNotThatDay(at: DateTime, { closedDays, preferredDays }: ContactFacts): string | null {
  if (closedDays.includes(at.toFormat('yyyy-LL-dd'))) return 'no school that day';
  if (preferredDays === null || (preferredDays === 'weekends') === at.weekday >= saturday) return null;
  return `this family asked for texts on ${preferredDays} only`;
}

function whyHours({ timeZones, from }: ContactHours): string {
  return timeZones.length > 1
    ? 'waits for hours that suit everybody at this number'
    : `waits for ${from.slice(0, 5)}, the family's local time`;
}

function nextTurn({ week, consent }: ContactFacts, start: DateTime): Later | null {
  const noTurn = week === null ? null : whyNoTurn(week, budgetOf(consent), start.weekday >= saturday);
  if (noTurn === null) return null;
  const monday = start.startOf('week');
  const at = noTurn.until === 'next week' ? monday.plus({ weeks: 1 }) : monday.plus({ days: saturday - 1 });
  return { at, reason: noTurn.reason, why: 'turn' };
}

function afterTheDay({ automaticToday }: ContactFacts, start: DateTime): Later | null {
  if (automaticToday === null || automaticToday < automaticTextsADay) return null;
  return {
    at: start.plus({ days: 1 }).startOf('day'),
    reason: `this family already got ${automaticToday} automatic texts today`,
    why: 'day',
  };
}

function waitUntil({ at, reason, why }: Later, { queuedAt }: ContactFacts): ContactVerdict {
  const until = at.toJSDate();
  if (why === 'hours') return { verdict: 'wait', until, reason };
  if (queuedAt !== null && until.getTime() - queuedAt.getTime() > longestWaitDays * 86_400_000)
    return drop(`it found no room in this family's weeks: ${reason}`);
  return {
    verdict: 'wait',
    until,
    reason: `waits until ${at.toFormat('cccc, LLL d')}: ${reason}`,
    usefulUntil: new Date(until.getTime() + usefulHours * 3_600_000),
    ...(why === 'turn' ? { forTurn: true as const } : {}),
  };
}

function local({ timeZone }: Pick<ContactFacts, 'timeZone'>, moment: Date): DateTime {
  return DateTime.fromJSDate(moment, { zone: timeZone }).setLocale('en');
}

/** The school's hours, and within them those the family asked for, where the two have any in common. */
function hoursOf(facts: ContactFacts): ContactHours {
  const { timeZone, otherTimeZones = [], contactFrom, contactUntil, preferredFrom, preferredUntil } = facts;
  const timeZones = [...new Set([timeZone, ...otherTimeZones])];
  const schools = { timeZones, from: contactFrom, until: contactUntil };
  if (preferredFrom === null || preferredUntil === null) return schools;
  if (contactFrom === contactUntil) return { timeZones, from: preferredFrom, until: preferredUntil };
  const from = preferredFrom > contactFrom ? preferredFrom : contactFrom;
  const until = preferredUntil < contactUntil ? preferredUntil : contactUntil;
  return from < until ? { timeZones, from, until } : schools;
}

/** Seconds the carrier may hold a text so that it does not arrive after the hours it was allowed in; 60 to 36,000. */
export function validitySeconds(purpose: Purpose, facts: ContactFacts): number {
  const limits = [36_000];
  const closing = rules[purpose].hours === 'always' ? closesAt(facts.now, hoursOf(facts)) : null;
  if (closing) limits.push((closing.getTime() - facts.now.getTime()) / 1000);
  if (facts.expiresAt) limits.push((facts.expiresAt.getTime() - facts.now.getTime()) / 1000);
  return Math.max(60, Math.floor(Math.min(...limits)));
}
