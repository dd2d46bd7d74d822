import type { Generated } from 'kysely';

export type AlertKind = 'closure' | 'delay' | 'early_release' | 'lockdown' | 'all_clear' | 'free';

/**
 * Where the words of a text come from: `written` by its sender in this very language; `approved` beforehand, by the
 * locale files or the phrasebook; `machine`; or `untranslated`: English after a note that says so, for an urgent text
 * that nobody understands at first sight is better than none.
 */
export type AlertOrigin = 'written' | 'approved' | 'machine' | 'untranslated';

export interface AlertTable {
  id: string;
  kind: AlertKind;
  /** `YYYY-MM-DD`, the local day it is about. */
  day: string;
  /** `HH:MM:SS`, local, where the kind has one. */
  atTime: string | null;
  /** Free text, in the language of the staff. */
  ownText: string | null;
  staffId: string;
  /** When the last family was to have it, as promised when it was sent. */
  lastFamilyAt: Date | null;
  cancelsNudges: boolean;
  state: Generated<'open' | 'done'>;
  /** Of no use any more after this moment. */
  expiresAt: Date;
  createdAt: Date;
  finishedAt: Date | null;
  /** Somebody works on it, and the sweep lets them; by the database's clock. */
  workedOnUntil: Generated<Date | null>;
}

export interface AlertSchoolTable {
  alertId: string;
  schoolId: string;
  lineId: string;
}

export interface AlertTextTable {
  alertId: string;
  language: string;
  body: string;
  origin: AlertOrigin;
  engine: string | null;
  /** Why it is not translated, in words for staff. */
  reason: string | null;
}

export interface AlertRecipientTable {
  id: string;
  alertId: string;
  schoolId: string;
  addressId: string | null;
  /** Where there is no number: the child nobody is reached for. */
  studentId: string | null;
  guardianId: string | null;
  messageId: string | null;
  language: string | null;
  outcome: 'queued' | 'left_out';
  origin: AlertOrigin | null;
  reason: string | null;
}

/** One answer to everybody who replied to an alert. */
export interface AlertAnswerTable {
  id: string;
  alertId: string;
  staffId: string;
  text: string;
  families: number;
  /** How many of them wait for a person to look at their words. */
  held: number;
  createdAt: Date;
}
