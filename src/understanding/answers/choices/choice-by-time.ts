import { namedTimes, type TimeGroup } from '../../words/contact-words.js';
import { guardWordsOf, replyOrder, rulesOf, type Reading } from '../../reading/reading.js';
import { timePieces } from '../../reading/time-phrases.js';

/**
 * The options that name the day or part of the day the text names, whatever each calls it: "after work" for "Evening",
 * "jummah" for "Friday"; of several those that name the most of it. None where the text says "not".
 */
export function optionsByTime(reading: Reading, options: readonly string[]): readonly number[] {
  const { prepared, u, wordLanguage } = reading;
  const { negation } = guardWordsOf(reading, wordLanguage);
  const without = rulesOf(reading).flatMap(({ choosing }) => [...choosing.without]);
  if (prepared.words.some(({ plain }) => negation.has(plain) || without.includes(plain))) return [];
  const timesIn = (text: string, languages = replyOrder(reading)): readonly TimeGroup[] =>
    timePieces(u, text, languages, namedTimes).flatMap((piece) =>
      piece.kind === 'phrase' ? [...piece.groups] : [],
    );
  // French "mon" (my) is no Monday.
  const small = u.smallWords(wordLanguage)?.functionWords;
  const ofOthers = prepared.words
    .filter(({ plain }) => small?.has(plain) === true)
    .reduce(
      (text, { start, end }) => text.slice(0, start) + '.'.repeat(end - start) + text.slice(end),
      prepared.clean,
    );
  const named = replyOrder(reading).flatMap((code) =>
    timesIn(code === wordLanguage ? prepared.clean : ofOthers, [code]),
  );
  if (named.length === 0) return [];
  const shared = options.map(
    (option) => new Set(timesIn(option).filter((time) => named.includes(time))).size,
  );
  const most = Math.max(...shared);
  return most === 0 ? [] : shared.flatMap((count, index) => (count === most ? [index] : []));
}
