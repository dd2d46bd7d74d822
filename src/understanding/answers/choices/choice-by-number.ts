import { unclearAnswer, type AnswerReading } from '../answers.js';
import { chosen, only, type Option } from './choice-by-words.js';
import { joinPlain } from '../../words/joined-words.js';
import { prepareText, weightOfWords, type Word } from '../../text/normalise.js';
import { findPhrases, longestOf, matchesOf } from '../../words/phrases.js';
import { replyOrder, type Reading } from '../../reading/reading.js';

/** A number of so many digits with letters written to it: "15ka", "3zyèm". */
const withLetters = /^(\d{1,3})(\p{L}{1,5})$/u;
/** Letters beside a number that make it a time of day, or so many of something. */
const ofClock = /^(?:h|hs|hr|hrs|am|pm|u|g|gio|giờ|min|mn|m|x)$/u;

/** "2", "opción 2", "2 please", "two", "15ka"; an option that itself begins with the number goes first. */
export function byNumber(
  reading: Reading,
  options: readonly Option[],
  bare: readonly Word[],
): AnswerReading | null {
  const first = bare[0];
  if (first === undefined) return null;
  const next = bare[1];
  if (next !== undefined && !next.startsClause && weightOfWords(bare) > 2) return null;
  const number = digitsOf(first.plain) ?? numberWord(reading, bare);
  if (number === null) return null;
  if (bare.slice(1).some((word) => /^\d+$/u.test(word.plain))) return unclearAnswer('answer:several numbers');
  const written = String(number);
  const labelled =
    only(options, (option) => option[0] === written) ?? only(options, (option) => option.includes(written));
  if (labelled !== null) return chosen(reading, labelled, [first]);
  if (number < 1 || number > options.length) return unclearAnswer('answer:out of range');
  return chosen(reading, number - 1, [first]);
}

function digitsOf(plain: string): number | null {
  if (/^\d{1,3}$/u.test(plain)) return Number(plain);
  const [, digits, letters = ''] = withLetters.exec(plain) ?? [];
  return digits === undefined || ofClock.test(letters) ? null : Number(digits);
}

function numberWord(reading: Reading, bare: readonly Word[]): number | null {
  for (const language of replyOrder(reading)) {
    const match = matchesOf(reading.found.get(language) ?? [], 'numbers').find(
      ({ exact, start, end }) => exact && start === bare[0]?.start && end === bare.at(-1)?.end,
    );
    if (match !== undefined) return Number(match.entry.name);
  }
  return null;
}

/** The option that names the number the text names, in figures or in words: "the fifteenth" for "15 March", 19 for 十九号. */
export function byNumberNamed(reading: Reading, options: readonly string[]): AnswerReading | null {
  // A time of day is read as one.
  if (/\d[:.h]\d/u.test(options.join(' '))) return null;
  const numbers = options.map((option) => numbersIn(reading, option));
  if (numbers.some(({ size }) => size === 0)) return null;
  const said = [...numbersIn(reading, reading.prepared.clean)].filter((number) => number > options.length);
  const fitting = new Set(
    said.flatMap((number) => {
      const holders = numbers.flatMap((held, index) => (held.has(number) ? [index] : []));
      return holders.length === 1 ? holders : [];
    }),
  );
  const [index] = fitting;
  if (index === undefined) return null;
  if (fitting.size > 1) return unclearAnswer('answer:several options');
  return { ...chosen(reading, index, reading.prepared.words), span: null };
}

/** The numbers a text names: in figures, in words, and in signs for digits and places. */
function numbersIn(reading: Reading, text: string): ReadonlySet<number> {
  const prepared = prepareText(text, reading.prepared.splitFor);
  const found = new Set([...prepared.clean.matchAll(/\d{1,4}/gu)].map(([digits]) => Number(digits)));
  for (const code of replyOrder(reading)) {
    const numerals = reading.u.words(code)?.numerals;
    numerals?.(prepared.clean, true).forEach(({ value }) => found.add(value));
    const vocabulary = reading.u.vocabulary(code);
    if (vocabulary === undefined || (numerals ?? null) !== null) continue;
    longestOf(matchesOf(findPhrases(vocabulary, prepared), 'numbers')).forEach(({ entry }) =>
      found.add(Number(entry.name)),
    );
  }
  return found;
}

/** What tells options apart that are written alike but for it: 六 for 星期六 among the days of the week. */
export function byRemainder(
  reading: Reading,
  options: readonly Option[],
  bare: readonly Word[],
): AnswerReading | null {
  if (options.length < 2 || !bare.every(({ sign }) => sign)) return null;
  const texts = options.map((option) => option.join(''));
  const [start, end] = [sharedLength(texts, 0), sharedLength(texts, -1)];
  if (start + end === 0) return null;
  const index = texts.findIndex((text) => text.slice(start, text.length - end) === joinPlain(bare));
  return index === -1 ? null : chosen(reading, index, bare);
}

/** How many signs all texts have in common at their beginning (0) or end (-1). */
function sharedLength(texts: readonly string[], side: 0 | -1): number {
  const shortest = Math.min(...texts.map(({ length }) => length)) - 1;
  let length = 0;
  const place = (): number => (side === 0 ? length : -1 - length);
  while (length < shortest && texts.every((text) => text.at(place()) === texts[0]?.at(place()))) length += 1;
  return length;
}
