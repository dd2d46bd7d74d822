import type { Numeral } from '../../words/numerals.js';
import { wordsOfAnswer } from '../answers.js';
import {
  beginsWithOne,
  clauseAfter,
  clauseBefore,
  countsPeople,
  standingIn,
  type Standing,
} from './counted.js';
import { digitsIn, type FoundNumber } from './digits-in-text.js';
import { brokenNumbersIn, withFractions } from './fractions.js';
import { joinPlain } from '../../words/joined-words.js';
import { misspeltNumbersIn } from './misspelt-numbers.js';
import { weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { longestOf, matchesOf, type Match } from '../../words/phrases.js';
import { wordsBetween } from './rating-scale.js';
import { replyOrder, rulesOf, type Reading } from '../../reading/reading.js';
import { summed } from './summed-numbers.js';
import type { Ask } from '../../understood.js';

/** Beside a number word at most so many other words: "one of the children is sick" is no answer of one. */
const wordsBesideNumberWord = 3;

/** The numbers of a text that may answer an ask, in their order: digits of any script, else number words. */
export function numbersIn(reading: Reading, ask: Ask): readonly FoundNumber[] {
  const digits = digitsIn(reading, ask);
  const first = digits.length > 0 ? firstSaid(reading, ask, digits) : undefined;
  const said = first !== undefined ? [first] : digits.length > 0 ? digits : numberWordsSaid(reading, ask);
  const found = withFractions(reading, said);
  return thoseCounted(reading, ask, withBroken(reading, found));
}

/** The number word a text begins with, and says nothing else before it goes on with figures: "Nine. 1 is off for the food". */
function firstSaid(reading: Reading, ask: Ask, digits: readonly FoundNumber[]): FoundNumber | undefined {
  const [one, other] = numberWordsSaid(reading, ask).filter(({ start }) => start < (digits[0]?.start ?? 0));
  if (one === undefined || other !== undefined) return undefined;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const isOver = words.some(
    ({ start, startsClause }) => startsClause && start >= one.end && start <= (digits[0]?.start ?? 0),
  );
  // The ending of a word of signs is no word beside it: 구점이요.
  const beside = [...clauseBefore(words, one.start), ...clauseAfter(words, one.end)];
  const isWhole =
    standingIn(reading, reading.wordLanguage, ask)(one) === 'whole' ||
    (beside.every(({ sign }) => sign) && weightOfWords(beside) <= 1);
  return isOver && isWhole ? one : undefined;
}

/** With those said in one word: "полтора" is one and a half. */
function withBroken(reading: Reading, found: readonly FoundNumber[]): readonly FoundNumber[] {
  const broken = brokenNumbersIn(reading).filter(({ start, end }) =>
    found.every((other) => other.end <= start || other.start >= end),
  );
  return broken.length === 0 ? found : [...found, ...broken].sort((one, other) => one.start - other.start);
}

/**
 * The number words of a text without those that are said of persons, "no teacher has called", or stand in a question that
 * is more than the number.
 */
function numberWordsSaid(reading: Reading, ask: Ask): readonly FoundNumber[] {
  const persons = countsPeople(reading, ask) ? [] : rulesOf(reading).flatMap(({ around }) => around.persons);
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const { questions } = reading.prepared;
  return numberWordsIn(reading, ask).filter(({ value, start, end }) => {
    const [after, before] = [clauseAfter(words, end), clauseBefore(words, start)];
    const isAsked = words.some(
      (word) => word.end > start && word.start < end && questions.has(word.sentence),
    );
    if (isAsked && (after.length > 0 || before.length > 0)) return false;
    return value > 1 || !beginsWithOne(persons, after, 1);
  });
}

/** All numbers a text names, digits and words alike, whatever they count and each by itself: "three out of 5", "از ده هشت". */
export function everyNumberIn(reading: Reading, ask: Ask): readonly FoundNumber[] {
  const digits = digitsIn(reading, ask);
  const isFree = ({ start, end }: FoundNumber): boolean =>
    digits.every((other) => other.end <= start || other.start >= end);
  const signs = rulesOf(reading)
    .map(({ numerals }) => numerals?.(reading.prepared.clean, true) ?? [])
    .find((found) => found.length > 0);
  const words =
    signs?.map((one) => listedNumber(reading, one)) ??
    replyOrder(reading)
      .map((language) => oneByOne(reading, language))
      .find((found) => found.length > 0) ??
    [];
  const named = [...digits, ...words.filter(isFree)].sort((one, other) => one.start - other.start);
  const all = withBroken(reading, withFractions(reading, named));
  // "un ocho": the article is no number.
  return all.filter(({ value, end }, place) => {
    const next = all[place + 1];
    return value !== 1 || next === undefined || reading.prepared.clean.slice(end, next.start).trim() !== '';
  });
}

/** The numbers of a language's list in a text: "thirty two" is one. */
function listedIn(reading: Reading, language: string): readonly FoundNumber[] {
  const and = reading.u.words(language)?.scale.and ?? [];
  return summed(oneByOne(reading, language), wordsFor(reading.prepared, language), and);
}

/** The number words of a language's list in a text. */
function oneByOne(reading: Reading, language: string): readonly FoundNumber[] {
  const matches = longestOf(matchesOf(reading.found.get(language) ?? [], 'numbers')).filter(
    ({ exact }) => exact,
  );
  // Two spellings of a number that fold to one are found at one place.
  const places = new Set<number>();
  const isNew = ({ start }: Match): boolean => !places.has(start) && places.add(start).size > 0;
  return matches
    .filter(isNew)
    .map(({ entry, start, end }) => ({ value: Number(entry.name), start, end, leads: true, language }));
}

/** "3 books in 2 days": of several numbers those that count what was asked, and what is joined to them, "2 or 3". */
function thoseCounted(reading: Reading, ask: Ask, found: readonly FoundNumber[]): readonly FoundNumber[] {
  if (new Set(found.map(({ value }) => value)).size < 2) return found;
  const standing = standingIn(reading, reading.wordLanguage, ask);
  // "Five for the food, three for the rest": two ratings.
  const wanted: readonly Standing[] = ask.kind === 'number' ? ['counted', 'whole'] : ['whole'];
  const counted = found.filter((number) => wanted.includes(standing(number)));
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
  const inside = wordsBetween(reading, one.end, other.start);
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
  const known = replyOrder(reading).map((language) => [language, listedIn(reading, language)] as const);
  const isNoneKnown = known.every(([, listed]) => listed.length === 0);
  const looked = isNoneKnown
    ? replyOrder(reading).map((language) => [language, misspeltNumbersIn(reading, language)] as const)
    : known;
  for (const [language, listed] of looked) {
    if (listed.length === 0) continue;
    const units = reading.u.words(language)?.time;
    const beside = wordsOfAnswer(reading, language).filter(
      ({ plain, start, end }) =>
        !listed.some((number) => start < number.end && end > number.start) &&
        units?.hours.includes(plain) !== true &&
        units?.minutes.includes(plain) !== true,
    );
    // "un cuatro": the article is no second number, nor is the "nothing" of "one. We understood nothing" a rating.
    const others = listed.filter(({ value }) => value !== 1 && !(value === 0 && ask.kind === 'rating'));
    const found = others.length > 0 ? others : listed;
    if (weightOfWords(beside) <= wordsBesideNumberWord) return found;
    const standing = inAnswer(reading, language, ask, found);
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

const isInFirstClause = (words: readonly Word[], { start }: FoundNumber): boolean =>
  clauseBefore(words, start).length === words.filter((word) => word.end <= start).length;

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
  const wanted = (['whole', 'counted', 'alone'] as const).find((standing) => stands.includes(standing));
  if (wanted === undefined) return [];
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
    const leads =
      wanted === 'whole' || (wanted === 'counted' && ask.kind === 'number' && isInFirstClause(words, number));
    return isWanted || isOfLast || isOfNext ? [{ ...number, leads, isLoose: wanted === 'alone' }] : [];
  });
}
