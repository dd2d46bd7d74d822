import type { ConsentStateName } from './consent.table.js';

/** Learning texts and pulses a family gets a week at most, over all senders (York & Loeb; NBER 24827). */
export const textsAWeek = 3;
/** The same for a family that asked for fewer. */
export const fewerTextsAWeek = 1;

/** What is known of a family's week when a learning text or a pulse is due. */
export interface WeekFacts {
  /** Places taken this week, this text aside. */
  taken: number;
  /** This text has its place already. */
  hasPlace: boolean;
  /** The sender teaches a child of the family. */
  byTeacher: boolean;
  /** The sender had a place this week. */
  senderServed: boolean;
  /** Teachers of the family's children who had a place this week. */
  teachersServed: number;
  /** Children of the family who have a teacher. */
  taughtChildren: number;
  /** An earlier text of the same sender waits for its turn with this family. */
  earlierWaits: boolean;
  /** Other senders that wait for their turn and had their last one longer ago than this one, or never. */
  ahead: number;
}

/** How many places a family's week has. */
export function budgetOf(consent: ConsentStateName): number {
  return consent === 'fewer' ? fewerTextsAWeek : textsAWeek;
}

/** Why a text has no turn now: the week is full, or what is left of it is kept for teachers until the weekend. */
export interface NoTurn {
  until: 'next week' | 'the weekend';
  reason: string;
}

/**
 * Why a text has no turn, or null when it has one. On the days of school a place is kept for each child's teacher, ahead
 * of series, pulses and a teacher's second text, and one place at least is open to everybody; at the weekend what no
 * teacher took is everybody's. Whoever waits goes first the week after, has one text waiting at most, and gives way to
 * whoever waits and was served less lately: so nobody starves. Pure.
 */
export function whyNoTurn(week: WeekFacts, budget: number, isWeekend: boolean): NoTurn | null {
  if (week.hasPlace) return null;
  if (week.taken >= budget) {
    const texts = week.taken === 1 ? 'text' : 'texts';
    return { until: 'next week', reason: `this family already got ${week.taken} ${texts} this week` };
  }
  if (week.byTeacher && !week.senderServed && !isWeekend) return null;
  const kept = isWeekend ? 0 : Math.min(week.taughtChildren, budget - 1);
  const stillKept = Math.max(0, kept - week.teachersServed);
  if (week.taken + stillKept + week.ahead < budget) return null;
  const until = isWeekend ? 'next week' : 'the weekend';
  return week.taken + stillKept < budget
    ? { until, reason: 'others who wrote to this family less lately go first' }
    : { until, reason: "until then the rest of this week's texts are kept for the children's teachers" };
}
