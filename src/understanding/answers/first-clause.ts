import { wordsOfAnswer } from './answers.js';
import { readText, type Reading } from '../reading/reading.js';

/**
 * The text up to where the clause ends that begins an answer: what follows explains it, "Danza, su tía fue bailarina".
 * Greetings before it stay. Null where nothing follows.
 */
export function firstClause(reading: Reading): Reading | null {
  const { clean, words } = reading.prepared;
  const [opening] = wordsOfAnswer(reading, reading.wordLanguage);
  if (opening === undefined) return null;
  const next = words.find(
    // "5:30" is one time, not two clauses.
    ({ start, startsClause }) =>
      startsClause && start > opening.start && !/\d[.:]$/u.test(clean.slice(0, start)),
  );
  return next === undefined ? null : readText(reading.u, clean.slice(0, next.start), reading.context);
}
