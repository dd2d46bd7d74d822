import { DateTime } from 'luxon';
import type { Purpose } from '../conversations/conversations.table.js';
import type { ConsentStateName } from './consent.table.js';
import { closesAt, nextOpening, type ContactHours } from './contact-hours.js';

/** What is known of an address at the moment of sending. */
export interface ContactFacts {
  now: Date;
  consent: ConsentStateName;
  pausedUntil: Date | null;
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
  expiresAt: Date | null;
  /** When this family last wrote to us. */
  lastInboundAt: Date | null;
}

export type ContactVerdict =
  | { verdict: 'send' }
  | { verdict: 'wait'; until: Date; reason: string }
  | { verdict: 'drop'; reason: string };

/** What each kind of text has to respect; the only place that says so. */
interface Rule {
  /** Consent states it may not be sent in. */
  refusedIn: readonly ConsentStateName[];
  /** Kept inside the hours families may be texted in. */
  hours: 'always' | 'unless answering' | 'never';
}

const rules: Record<Purpose, Rule> = {
  // Emergencies need no consent (FCC 16-88); a carrier block stands all the same, for nothing would arrive.
  alert: { refusedIn: [], hours: 'never' },
  learning: { refusedIn: ['opted_out', 'alerts_only', 'paused'], hours: 'always' },
  pulse: { refusedIn: ['opted_out', 'alerts_only', 'paused'], hours: 'always' },
  // A person answers a person; within a day of the family's own text it is not a surprise at any hour.
  reply: { refusedIn: ['opted_out'], hours: 'unless answering' },
  system: { refusedIn: ['opted_out'], hours: 'unless answering' },
};

/** One confirmation of an opt-out is allowed and expected (47 CFR 64.1200(a)(12)). */
const consentConfirmation = 'consent';

const answeringWindowHours = 24;

/**
 * Whether a text may go out now, must wait, or must not go out at all, and why. Pure: purpose, subtype and facts
 * decide. Federal quiet hours are 21:00 to 8:00 local (47 CFR 64.1200(c)(1)); the school's hours are narrower.
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
  if (rule.hours === 'unless answering' && answersTheFamily(facts)) return { verdict: 'send' };
  const opensAt = nextOpening(facts.now, hoursOf(facts));
  return opensAt === null
    ? { verdict: 'send' }
    : {
        verdict: 'wait',
        until: opensAt,
        reason:
          hoursOf(facts).timeZones.length > 1
            ? 'waits for hours that suit everybody at this number'
            : `waits for ${facts.contactFrom.slice(0, 5)}, the family's local time`,
      };
}

function hoursOf({ timeZone, otherTimeZones = [], contactFrom, contactUntil }: ContactFacts): ContactHours {
  return { timeZones: [...new Set([timeZone, ...otherTimeZones])], from: contactFrom, until: contactUntil };
}

function drop(reason: string): ContactVerdict {
  return { verdict: 'drop', reason };
}

function refusalReason(facts: ContactFacts): string {
  switch (facts.consent) {
    case 'opted_out':
      return 'the family asked for no more texts';
    case 'alerts_only':
      return 'the family wants alerts only';
    case 'paused':
      return facts.pausedUntil
        ? `the family asked for a pause until ${DateTime.fromJSDate(facts.pausedUntil, { zone: facts.timeZone }).toFormat('LLL d')}`
        : 'the family asked for a pause';
    case 'subscribed':
    case 'fewer':
      return 'the family asked for fewer texts';
  }
}

function answersTheFamily({ now, lastInboundAt }: ContactFacts): boolean {
  return (
    lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() <= answeringWindowHours * 3_600_000
  );
}

/** Seconds the carrier may hold a text so that it does not arrive after the hours it was allowed in; 60 to 36,000. */
export function validitySeconds(purpose: Purpose, facts: ContactFacts): number {
  const limits = [36_000];
  const closing = rules[purpose].hours === 'always' ? closesAt(facts.now, hoursOf(facts)) : null;
  if (closing) limits.push((closing.getTime() - facts.now.getTime()) / 1000);
  if (facts.expiresAt) limits.push((facts.expiresAt.getTime() - facts.now.getTime()) / 1000);
  return Math.max(60, Math.floor(Math.min(...limits)));
}
