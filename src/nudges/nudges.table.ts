import type { Generated } from 'kysely';

export type NudgeAskKind = 'yesno' | 'rating' | 'open';
export type NudgeRepeats = 'once' | 'weekly';
export type NudgeState = 'scheduled' | 'paused' | 'done' | 'cancelled';

export interface NudgeTable {
  id: string;
  schoolId: string;
  classId: string;
  staffId: string;
  libraryKey: string | null;
  ownText: string | null;
  ownLanguage: string | null;
  askKind: NudgeAskKind;
  /** Floating local time, `YYYY-MM-DD HH:MM:SS`, placed in `timeZone`. */
  startsLocal: string;
  timeZone: string;
  repeats: NudgeRepeats;
  /** `YYYY-MM-DD`, the last day it may run on. */
  endsOn: string | null;
  state: Generated<NudgeState>;
  nextRunAt: Date | null;
  /** `YYYY-MM-DD`, the local date the next run stands for. */
  nextOccurrence: string | null;
  /** It goes to those alone who got this run of another nudge and have not answered it. */
  asksAgainRunId: Generated<string | null>;
  createdAt: Date;
}

export interface NudgeRunTable {
  id: string;
  nudgeId: string;
  occurrence: string;
  step: Generated<number>;
  state: Generated<'open' | 'done' | 'cancelled'>;
  openedAt: Date;
  finishedAt: Date | null;
  /** Somebody works on the run, and the sweep lets them; by the database's clock. */
  workedOnUntil: Generated<Date | null>;
}

export interface NudgeRecipientTable {
  id: string;
  nudgeRunId: string;
  addressId: string | null;
  studentId: string | null;
  guardianId: string | null;
  messageId: string | null;
  outcome: 'queued' | 'held' | 'left_out';
  reason: string | null;
}

/** A day on which a school sends no nudges. */
export interface NudgeDayOffTable {
  schoolId: string;
  /** `YYYY-MM-DD`. */
  day: string;
  reason: string;
  createdAt: Date;
}
