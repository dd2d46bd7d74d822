import type { Numeral } from './numerals.js';
import { opensAnswer, weightOfWords, wordsOfAnswer } from './answers.js';
import { wordsFor, type Word } from './normalise.js';
import { longestOf, matchesOf, uncovered, type Match } from './phrases.js';
import { replyOrder, rulesOf, type Reading } from './reading.js';

/** A number found in a text, with its place in `PreparedText.clean`. */
export interface FoundNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly leads: boolean;
  readonly language: string;
}

/** Beside a number word at most so many other words: "one of the children is sick" is no answer of one. */
const wordsBesideNumberWord = 3;
/** Beside digits more may stand: "I would give the school a 4". */
const wordsBesideDigits = 8;

/** The numbers of a text in their order: digits of any script, else number words. */
export function numbersIn(reading: Reading): readonly FoundNumber[] {
  const digits = digitsIn(reading);
  return digits.length > 0 ? digits : numberWordsIn(reading);
}

/** Times of day and dates are no answers: "at 3:30", "3 pm". */
const timeOfDay = /\d{1,2}:\d{2}(?:\s*[ap]\.?m\b)?|\d{1,2}\s*[ap]\.?m\b\.?/giu;

function digitsIn(reading: Reading): FoundNumber[] {
  const { prepared } = reading;
  const clean = prepared.clean.replace(timeOfDay, (time) => ' '.repeat(time.length)).replace(/🔟/gu, '10');
  const all = [...clean.matchAll(/(?<![\d\p{L}])-?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*/gu)];
  const words = wordsFor(prepared, reading.wordLanguage);
  return all.flatMap((match) => {
    const end = match.index + match[0].length;
    const word = words.find((candidate) => candidate.start <= end && candidate.end > match.index);
    const next = words.find((candidate) => candidate.start >= end);
    const opens = word === undefined || opensAnswer(reading, reading.wordLanguage, word);
    const endsClause = next === undefined || next.startsClause || next.sentence !== word?.sentence;
    const inQuestion = word !== undefined && prepared.questions.has(word.sentence);
    if (inQuestion && !(opens && endsClause)) return [];
    const leads = opens || weightOfWords(prepared.words) <= wordsBesideDigits;
    const value = parseDigits(match[0]);
    return [{ value, start: match.index, end, leads, language: reading.language }];
  });
}

/** "1,200" and "1.200" are thousands, "2,5" and "2.5" are not. */
function parseDigits(digits: string): number {
  const whole = /^-?\d{1,3}(?:[.,]\d{3})+$/u.test(digits);
  return Number(whole ? digits.replace(/[.,]/gu, '') : digits.replace(',', '.'));
}

function numberWordsIn(reading: Reading): readonly FoundNumber[] {
  for (const { numerals } of rulesOf(reading)) {
    const signs = numerals?.(reading.prepared.clean) ?? [];
    if (signs.length > 0) return signs.map((one) => listedNumber(reading, one));
  }
  for (const language of replyOrder(reading)) {
    const matches = longestOf(matchesOf(reading.found.get(language) ?? [], 'numbers')).filter(
      ({ exact }) => exact,
    );
    if (matches.length === 0) continue;
    const units = reading.u.words(language)?.time;
    const words = wordsOfAnswer(reading, language);
    const beside = uncovered(words, matches).filter(
      ({ plain }) => units?.hours.includes(plain) !== true && units?.minutes.includes(plain) !== true,
    );
    if (weightOfWords(beside) > wordsBesideNumberWord) continue;
    // "un cuatro": the article is no second number.
    const isArticle = (name: string): boolean =>
      name === '1' && matches.some(({ entry }) => entry.name !== '1');
    // Two spellings of a number that fold to one are found at one place.
    const places = new Set<number>();
    const isNew = ({ start }: Match): boolean => !places.has(start) && places.add(start).size > 0;
    const found = matches
      .filter((match) => !isArticle(match.entry.name) && isNew(match))
      .map(({ entry, start, end }) => ({ value: Number(entry.name), start, end, leads: true, language }));
    return added(found, wordsFor(reading.prepared, language), reading.u.words(language)?.scale.and ?? []);
  }
  return [];
}

/** 一打 is twelve and 一本都没有 none, though 一 is one: what a list says of more signs counts. */
function listedNumber(reading: Reading, numeral: Numeral): FoundNumber {
  const listed = replyOrder(reading)
    .flatMap((language) => longestOf(matchesOf(reading.found.get(language) ?? [], 'numbers')))
    .find(
      ({ exact, start, end }) =>
        exact && start <= numeral.start && end >= numeral.end && end - start > numeral.end - numeral.start,
    );
  const value = Number(listed?.entry.name ?? numeral.value);
  const { start, end } = value === numeral.value ? numeral : (listed ?? numeral);
  return { value, start, end, leads: true, language: reading.language };
}

/** "thirty two", "treinta y dos", "shan iyo labaatan": tens and ones side by side, or with an "and" between, are one number. */
function added(
  found: readonly FoundNumber[],
  words: readonly Word[],
  and: readonly string[],
): readonly FoundNumber[] {
  const numbers: FoundNumber[] = [];
  for (const number of found) {
    const before = numbers.at(-1);
    const inside = words.filter((word) => word.start >= (before?.end ?? 0) && word.end <= number.start);
    const isJoined = inside.length === 0 || (inside.length === 1 && and.includes(inside[0]?.plain ?? ''));
    const isTensAndOnes = before !== undefined && isTens(before.value) && isOnes(number.value);
    const isOnesAndTens =
      before !== undefined && inside.length === 1 && isOnes(before.value) && isTens(number.value);
    if (before !== undefined && isJoined && (isTensAndOnes || isOnesAndTens)) {
      numbers[numbers.length - 1] = { ...before, value: before.value + number.value, end: number.end };
    } else numbers.push(number);
  }
  return numbers;
}

const isTens = (value: number): boolean => value >= 10 && value < 100 && value % 10 === 0;
const isOnes = (value: number): boolean => value >= 1 && value < 10;
