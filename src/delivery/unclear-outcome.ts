import type { DeliveryState } from './delivery.table.js';

/** What staff read of a text while nobody knows whether the carrier took it. */
export const unclearReasons = {
  /** Settles by itself, as a rule. */
  asking:
    'the carrier gave no clear answer. Recado is asking it what became of this text, and will not send it twice.',
  /** For so long that somebody has to know. */
  long: 'for a while now the carrier does not say whether it has this text. If it matters, call the family. Recado goes on asking, and will not send it twice.',
  again: 'the carrier has no record of it; it is sent again',
  /** The same, more than once. */
  againLater:
    'the carrier gave no clear answer more than once, and has no record of this text. If it matters, call the family. Recado tries again later.',
  givenUp:
    'the carrier gave no clear answer, time and again, and has no record of this text. Call the family, or send it again when the carrier is well.',
} as const;

/** Those of them for which a person should look. */
export const reasonsForStaff: readonly string[] = [unclearReasons.long, unclearReasons.againLater];

/** Whether nobody knows what became of a text, by what its delivery says. Pure. */
export function isUnclear(state: DeliveryState, reason: string | null): boolean {
  if (state === 'sending') return reason !== null;
  return state === 'waiting' && reason === unclearReasons.againLater;
}

/** From when on staff are told, after the text was first written to the carrier. */
const tellAfterMs = 15 * 60_000;
/** After so many requests of which the carrier surely has none, it is not tried again: half a day with the usual times. */
const roundsAtMost = 8;

/** What is known of a text whose outcome is unclear. */
export interface UnclearText {
  purpose: string;
  /** When the first of its requests with an unclear outcome was written. */
  unclearSince: Date;
  /** Earlier requests of which the carrier surely has none. */
  rounds: number;
}

/** Whether it is unclear for so long that staff are to be told. Pure. */
export function isUnclearForLong({ unclearSince }: UnclearText, now: Date): boolean {
  return now.getTime() - unclearSince.getTime() >= tellAfterMs;
}

/**
 * What becomes of a text of which the carrier surely has nothing: the first time it is sent again at once, then after
 * waits that double; null where it is given up. An alert never waits: it expires soon enough by itself. Pure.
 */
export function nextRound(
  { purpose, rounds }: UnclearText,
  now: Date,
  surelyNoneSeconds: number,
): { at: Date; reason: string } | null {
  if (rounds + 1 >= roundsAtMost) return null;
  if (rounds === 0) return { at: now, reason: unclearReasons.again };
  const wait = purpose === 'alert' ? 0 : surelyNoneSeconds * 2 ** (rounds - 1);
  return { at: new Date(now.getTime() + wait * 1000), reason: unclearReasons.againLater };
}
