import type { FoundNumber } from './digits-in-text.js';
import { joinPlain } from '../../words/joined-words.js';
import type { LanguageWords } from '../../words/language-words.js';
import { wordsFor, type Word } from '../../text/normalise.js';
import { rulesOf, type Reading } from '../../reading/reading.js';

/** No phrase for a part of a whole has more words. */
const longestPart = 4;

/** The numbers with what is added to them: "three and a half", "साढ़े तीन", 三分半. */
export function withFractions(reading: Reading, found: readonly FoundNumber[]): readonly FoundNumber[] {
  if (found.length === 0) return found;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const rules = rulesOf(reading);
  return found.map((number) => {
    if (!Number.isInteger(number.value)) return number;
    const before = partBefore(rules, words, number);
    const after = before ?? partAfter(rules, words, number);
    return after === null ? number : { ...number, ...after };
  });
}

/** Numbers with a part that are said in one word: "полтора", "ढाई". */
export function brokenNumbersIn(reading: Reading): readonly FoundNumber[] {
  const lists = rulesOf(reading).flatMap(({ fractions }) => [...fractions.whole]);
  if (lists.length === 0) return [];
  return wordsFor(reading.prepared, reading.wordLanguage).flatMap(({ plain, start, end }) => {
    const value = lists.find(([, phrases]) => phrases.has(plain))?.[0];
    return value === undefined ? [] : [{ value, start, end, leads: true, language: reading.language }];
  });
}

interface Part {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

function partBefore(
  rules: readonly LanguageWords[],
  words: readonly Word[],
  { value, start, end }: FoundNumber,
): Part | null {
  const word = words.findLast((one) => one.end <= start);
  if (word === undefined) return null;
  if (rules.some(({ minus }) => minus.has(word.plain))) return { value: -value, start: word.start, end };
  for (const { fractions } of rules)
    for (const [part, phrases] of fractions.before)
      if (phrases.has(word.plain)) return { value: value + part, start: word.start, end };
  return null;
}

function partAfter(
  rules: readonly LanguageWords[],
  words: readonly Word[],
  { value, start, end }: FoundNumber,
): Part | null {
  const from = words.findIndex((word) => word.start >= end);
  const [next, second] = [words[from], words[from + 1]];
  if (next === undefined) return null;
  // "Three stars and a half", 三分半.
  const isUnit =
    second !== undefined &&
    !second.startsClause &&
    rules.some(
      ({ around, time }) =>
        around.giving.includes(next.plain) ||
        time.measureWords.includes(next.plain) ||
        [...around.things.values()].some((list) => list.includes(next.plain)),
    );
  for (const place of isUnit ? [from, from + 1] : [from]) {
    const found = partAt(rules, words.slice(place, place + longestPart));
    if (found !== null) return { value: value + found.part, start, end: found.end };
  }
  return null;
}

/** What the words begin with: a half, a quarter; never where half an hour is meant. */
function partAt(
  rules: readonly LanguageWords[],
  words: readonly Word[],
): { part: number; end: number } | null {
  const begun = words.map((_, place) => joinPlain(words.slice(0, place + 1)));
  if (rules.some(({ time }) => begun.some((text) => time.halfHour.includes(text)))) return null;
  for (const { time } of rules) {
    for (const [part, phrases] of [
      [0.5, time.andHalf],
      [0.25, time.andQuarter],
    ] as const) {
      const length = begun.findIndex((text) => phrases.includes(text));
      const last = words[length];
      if (last !== undefined) return { part, end: last.end };
    }
  }
  return null;
}
