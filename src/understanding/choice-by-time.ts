import { weekdayNames, type TimeGroup } from './contact-words.js';
import { guardWordsOf, replyOrder, type Reading } from './reading.js';
import { timePieces } from './time-phrases.js';

const timesNamed = new Set<TimeGroup>([
  ...weekdayNames,
  'morning',
  'noon',
  'afternoon',
  'evening',
  'weekend',
  'weekday',
]);

/**
 * The options that name the day or part of the day the text names, whatever each calls it: "after work" for "Evening",
 * "jummah" for "Friday"; of several those that name the most of it. None where the text says "not".
 */
export function optionsByTime(reading: Reading, options: readonly string[]): readonly number[] {
  const { prepared, u, wordLanguage } = reading;
  const { negation } = guardWordsOf(reading, wordLanguage);
  if (prepared.words.some((word) => negation.has(word.plain))) return [];
  const timesIn = (text: string): readonly TimeGroup[] =>
    timePieces(u, text, replyOrder(reading), timesNamed).flatMap((piece) =>
      piece.kind === 'phrase' ? [...piece.groups] : [],
    );
  const named = timesIn(prepared.clean);
  if (named.length === 0) return [];
  const shared = options.map(
    (option) => new Set(timesIn(option).filter((time) => named.includes(time))).size,
  );
  const most = Math.max(...shared);
  return most === 0 ? [] : shared.flatMap((count, index) => (count === most ? [index] : []));
}
