import { findAlarms } from '../words/alarms.js';
import { wordsFor } from '../text/normalise.js';
import { wordsOfAnswer } from './answers.js';
import { readText, type Reading } from '../reading/reading.js';

/**
 * The text up to where the clause ends that begins an answer: what follows explains it, "Danza, su tía fue bailarina", or
 * turns from it, "four but the wifi was down". Greetings before it stay. Null where nothing follows.
 */
export function firstClause(reading: Reading): Reading | null {
  const { clean, words } = reading.prepared;
  const turns = turnsOf(reading);
  const [opening] = wordsOfAnswer(reading, reading.wordLanguage);
  if (opening === undefined) return null;
  const next = words.find(
    // "5:30" is one time, not two clauses.
    ({ start, startsClause }) =>
      start > opening.start &&
      (turns.has(start) || (startsClause && !/\d[.:]$/u.test(clean.slice(0, start)))),
  );
  return next === undefined ? null : readText(reading.u, clean.slice(0, next.start), reading.context);
}

/** Where the "but"s of a text begin, as `start` of words. */
export function turnsOf({ u, prepared, wordLanguage }: Reading): ReadonlySet<number> {
  const contrast = u.words(wordLanguage)?.contrast;
  const found =
    contrast === undefined ? [] : findAlarms(contrast, prepared, wordsFor(prepared, wordLanguage));
  return new Set(found.map(({ start }) => start));
}
