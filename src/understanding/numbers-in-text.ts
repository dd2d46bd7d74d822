import type { Numeral } from './numerals.js';
import { opensAnswer, weightOfWords, wordsOfAnswer } from './answers.js';
import { standingIn } from './counted.js';
import { joinPlain } from './language-words.js';
import { wordsFor, type Word } from './normalise.js';
import { longestOf, matchesOf, uncovered, type Match } from './phrases.js';
import { replyOrder, rulesOf, type Reading } from './reading.js';
import type { Ask } from './understood.js';

/** A number found in a text, with its place in `PreparedText.clean`. */
export interface FoundNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly leads: boolean;
  /** See `AnswerReading.isLoose`. */
  readonly isLoose?: boolean;
  readonly language: string;
}

/** Beside a number word at most so many other words: "one of the children is sick" is no answer of one. */
const wordsBesideNumberWord = 3;
/** Beside digits more may stand: "I would give the school a 4". */
const wordsBesideDigits = 8;

/** The numbers of a text that may answer an ask, in their order: digits of any script, else number words. */
export function numbersIn(reading: Reading, ask: Ask): readonly FoundNumber[] {
  const digits = digitsIn(reading);
  return thoseCounted(reading, ask, digits.length > 0 ? digits : numberWordsIn(reading, ask));
}

/** "3 books in 2 days": of several numbers those that count what was asked, and what is joined to them, "2 or 3". */
function thoseCounted(reading: Reading, ask: Ask, found: readonly FoundNumber[]): readonly FoundNumber[] {
  if (ask.kind !== 'number' || new Set(found.map(({ value }) => value)).size < 2) return found;
  const standing = standingIn(reading, reading.wordLanguage, ask);
  const counted = found.filter((number) => standing(number) === 'counted');
  if (counted.length === 0) return found;
  return found.filter((number, place) => {
    const [before, next] = [found[place - 1], found[place + 1]];
    const isOther = before !== undefined && standing(number) === 'alone' && counted.includes(before);
    return (
      (isOther && isJoined(reading, before, number)) ||
      counted.includes(number) ||
      (next !== undefined && counted.includes(next) && isJoined(reading, number, next))
    );
  });
}

/** Whether nothing but "or", "to" and the like stands between two numbers. */
function isJoined(reading: Reading, one: FoundNumber, other: FoundNumber): boolean {
  const inside = wordsFor(reading.prepared, reading.wordLanguage).filter(
    (word) => word.start >= one.end && word.end <= other.start,
  );
  const text = joinPlain(inside);
  return rulesOf(reading).some(
    ({ scale, time }) =>
      scale.or.includes(text) ||
      inside.every(({ plain }) =>
        [scale.or, scale.between, scale.and, scale.outOf, time.hours, time.minutes].some((list) =>
          list.includes(plain),
        ),
      ),
  );
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

function numberWordsIn(reading: Reading, ask: Ask): readonly FoundNumber[] {
  for (const { numerals } of rulesOf(reading)) {
    const signs = numerals?.(reading.prepared.clean) ?? [];
    if (signs.length > 0) return signs.map((one) => listedNumber(reading, one));
  }
  const { language } = reading;
  for (const { numerals } of rulesOf(reading)) {
    const signs = (numerals?.(reading.prepared.clean, true) ?? []).filter(
      (one) => !isInPhrase(reading, one.start, one.end),
    );
    const standing = inAnswer(
      reading,
      reading.wordLanguage,
      ask,
      signs.map((one) => ({ ...one, leads: false, language })),
    );
    if (standing.length > 0) return standing;
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
    // "un cuatro": the article is no second number.
    const isArticle = (name: string): boolean =>
      name === '1' && matches.some(({ entry }) => entry.name !== '1');
    // Two spellings of a number that fold to one are found at one place.
    const places = new Set<number>();
    const isNew = ({ start }: Match): boolean => !places.has(start) && places.add(start).size > 0;
    const found = matches
      .filter((match) => !isArticle(match.entry.name) && isNew(match))
      .map(({ entry, start, end }) => ({ value: Number(entry.name), start, end, leads: true, language }));
    const whole = added(
      found,
      wordsFor(reading.prepared, language),
      reading.u.words(language)?.scale.and ?? [],
    );
    if (weightOfWords(beside) <= wordsBesideNumberWord) return whole;
    const standing = inAnswer(reading, language, ask, whole);
    if (standing.length > 0) return standing;
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

/** 一 within 一本都没有, which is none. */
function isInPhrase(reading: Reading, start: number, end: number): boolean {
  return matchesOf(reading.found.get(reading.wordLanguage) ?? [], 'numbers').some(
    (match) =>
      match.exact && match.start <= start && match.end >= end && match.end - match.start > end - start,
  );
}

/** Of the number words of a longer text those that may answer, and what is joined to them. */
function inAnswer(
  reading: Reading,
  language: string,
  ask: Ask,
  found: readonly FoundNumber[],
): readonly FoundNumber[] {
  const standing = standingIn(reading, language, ask);
  const { questions, words } = reading.prepared;
  const asked = (number: FoundNumber): boolean =>
    words.some(
      ({ start, end, sentence }) => start < number.end && end > number.start && questions.has(sentence),
    );
  const stands = found.map((number) => (asked(number) ? 'amid' : standing(number)));
  const isAny = (wanted: 'counted' | 'alone'): boolean => stands.includes(wanted);
  const wanted = isAny('counted') ? 'counted' : isAny('alone') ? 'alone' : null;
  if (wanted === null) return [];
  return found.flatMap((number, place) => {
    const next = found[place + 1];
    const isWanted = stands[place] === wanted;
    const before = found[place - 1];
    const isOfLast =
      before !== undefined &&
      stands[place] === 'alone' &&
      stands[place - 1] === wanted &&
      isJoined(reading, before, number);
    const isOfNext = next !== undefined && stands[place + 1] === wanted && isJoined(reading, number, next);
    return isWanted || isOfLast || isOfNext ? [{ ...number, leads: false, isLoose: wanted === 'alone' }] : [];
  });
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
