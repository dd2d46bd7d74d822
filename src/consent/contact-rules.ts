import type { Purpose } from '../conversations/conversations.table.js';
import type { ConsentStateName } from './consent.table.js';
import { closesAt } from './contact-hours.js';
import { hoursOf, localTime, nextMoment, type Later, type MomentFacts } from './next-moment.js';

/** What is known of an address at the moment of sending. */
export interface ContactFacts extends MomentFacts {
  pausedUntil: Date | null;
  /** A text that may be an opt-out waits for a person. */
  suspended: boolean;
  /** When that person has to have decided. */
  decideBy: Date | null;
  /** The family told the carrier to stop texts from this line. */
  carrierBlocked: boolean;
  unreachableReason: string | null;
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

/** Why a text is given up whose time is over. */
export const cameTooLate = 'it came too late to be of use';

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
/** A text whose turn comes later is of use for so long after it. */
const usefulHours = 24;
/** A text that found no turn for so long is given up. */
const longestWaitDays = 28;
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
  if (facts.expiresAt && facts.expiresAt <= facts.now) return drop(cameTooLate);
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
  const moment = nextMoment(
    {
      keepsHours: keepsHours(purpose, subtype, facts),
      unasked: rule.unasked,
      automatic: isAutomatic(rule, subtype, facts),
    },
    facts,
  );
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

function keepsHours(
  purpose: Purpose,
  subtype: string | null,
  facts: Pick<ContactFacts, 'now' | 'lastInboundAt'>,
): boolean {
  const { hours } = rules[purpose];
  if (hours === 'never' || subtype === consentConfirmation) return false;
  return hours === 'always' || !answersTheFamily(facts);
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
    reason: `waits until ${localTime(facts, until).toFormat('cccc, LLL d, HH:mm')} at most: the family has been asked which language it reads`,
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
        ? `the family asked for a pause until ${localTime(facts, facts.pausedUntil).toFormat('LLL d')}`
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

/**
 * Seconds the carrier may hold a text so that it does not arrive after the hours it was allowed in; 60 to 36,000. What
 * may go at any hour, such as an answer to the family, is bound by its own time alone.
 */
export function validitySeconds(purpose: Purpose, subtype: string | null, facts: ContactFacts): number {
  const limits = [36_000];
  const closing = keepsHours(purpose, subtype, facts) ? closesAt(facts.now, hoursOf(facts)) : null;
  if (closing) limits.push((closing.getTime() - facts.now.getTime()) / 1000);
  if (facts.expiresAt) limits.push((facts.expiresAt.getTime() - facts.now.getTime()) / 1000);
  return Math.max(60, Math.floor(Math.min(...limits)));
}
