import type { FoundNumber } from './digits-in-text.js';
import { joinPlain } from '../../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { rulesOf, type Reading } from '../../reading/reading.js';

/** The least and the most an ask takes. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A value read from a whole text. */
export function wholeText(reading: Reading, value: number): FoundNumber {
  return { value, start: 0, end: reading.prepared.clean.length, leads: true, language: reading.language };
}

/** "⭐⭐⭐⭐" and "★★★★☆" are four; beside a number in digits or words stars only decorate. */
export function starsIn(reading: Reading, named: readonly FoundNumber[]): FoundNumber[] | null {
  const { clean } = reading.prepared;
  const stars = [...clean.matchAll(/[⭐★🌟]/gu)];
  const [first, last] = [stars[0], stars.at(-1)];
  if (first === undefined || last === undefined || named.length > 0 || /\d/u.test(clean)) return null;
  return [{ ...wholeText(reading, stars.length), start: first.index, end: last.index + last[0].length }];
}

/** "Perfect score", "满分", "the lowest mark": the most or the least a rating can be. */
export function endOfScale(
  reading: Reading,
  { min, max }: Range,
  named: readonly FoundNumber[],
): FoundNumber[] | null {
  const { questions, words } = reading.prepared;
  if (named.some(({ value }) => value <= max)) return null;
  if (words.some(({ sentence }) => questions.has(sentence))) return null;
  const text = joinPlain(wordsFor(reading.prepared, reading.wordLanguage));
  const rules = rulesOf(reading);
  const isMost = rules.some(({ scale }) => says(text, scale.fullMarks));
  const isLeast = rules.some(({ scale }) => says(text, scale.lowestMarks));
  // "Not the highest mark, rather the lowest."
  return isMost === isLeast ? null : [wholeText(reading, isMost ? max : min)];
}

export const says = (words: string, phrases: readonly string[]): boolean =>
  words !== '' &&
  phrases.some(
    (phrase) =>
      ` ${words} `.includes(` ${phrase} `) ||
      (phrase.length > 1 && /\p{Script=Han}|\p{Script=Hangul}/u.test(phrase) && words.includes(phrase)),
  );

/** What stands between two numbers: the words, and the marks alone where there are none. */
export function between(
  reading: Reading,
  one: FoundNumber,
  other: FoundNumber,
): { words: string; marks: string; isOneClause: boolean } {
  const words = wordsBetween(reading, one.end, other.start);
  const next = wordsFor(reading.prepared, reading.wordLanguage).find((word) => word.start >= one.end);
  const isOneClause = next?.startsClause !== true && words.every((word) => !word.startsClause);
  return {
    words: joinPlain(words),
    marks: reading.prepared.clean.slice(one.end, other.start).trim(),
    isOneClause,
  };
}

/** The words that stand between two places. */
export const wordsBetween = (reading: Reading, start: number, end: number): readonly Word[] =>
  wordsFor(reading.prepared, reading.wordLanguage).filter((word) => word.start >= start && word.end <= end);

/**
 * "4/5", "4 out of 5", "five of five", "von zehn acht", "sur dix, sept", "from one to ten an eight": the number that is
 * not the scale's end.
 */
export function scaleIn(
  reading: Reading,
  { max }: Range,
  every: readonly FoundNumber[],
): FoundNumber[] | null {
  const numbers = withoutOthers(reading, max, every);
  const [one, other, third] = numbers;
  if (one === undefined || other === undefined || !Number.isFinite(max)) return null;
  const isWholeScale = (from: FoundNumber, to: FoundNumber): boolean => from.value <= 1 && to.value === max;
  if (third !== undefined) {
    if (numbers.length === 3 && isWholeScale(one, other)) return [{ ...third, leads: true }];
    if (numbers.length === 3 && isWholeScale(other, third)) return [{ ...one, leads: true }];
    // "Five of five, and it took us ten minutes."
    const isFirst = other.value === max && isOutOf(reading, one, other);
    return isFirst ? [{ ...one, end: other.end, leads: true }] : null;
  }
  const { marks, isOneClause } = between(reading, one, other);
  const outOf = rulesOf(reading).flatMap(({ scale }) => scale.outOf);
  const isBetween = isOutOf(reading, one, other);
  if (other.value === max && isBetween) return [{ ...one, end: other.end, leads: true }];
  const isBefore = endsWithPhrase(joinPlain(wordsBetween(reading, 0, one.start)), outOf);
  // Bengali says "in ten nine" without a word for the "of".
  const isGlued = marks === '' && isOneClause && other.value < max;
  if (one.value !== max || !(isBefore || isGlued || isBetween)) return null;
  return [{ ...other, start: one.start, leads: true }];
}

/** Whether two numbers are told as so many out of so many. */
function isOutOf(reading: Reading, one: FoundNumber, other: FoundNumber): boolean {
  const { words, marks } = between(reading, one, other);
  const outOf = rulesOf(reading).flatMap(({ scale }) => scale.outOf);
  const after = joinPlain(wordsBetween(reading, other.end, reading.prepared.clean.length));
  return (
    marks === '/' ||
    outOf.some((phrase) => phrase.includes(' ') && `${after} `.startsWith(`${phrase} `)) ||
    says(words, outOf) ||
    rulesOf(reading).some(({ scale }) => scale.outOfPattern?.test(words) === true)
  );
}

/** Without what is said twice ("10점 만점"), and articles and pronouns that are written as one is. */
function withoutOthers(reading: Reading, max: number, every: readonly FoundNumber[]): readonly FoundNumber[] {
  return every.filter(({ value, start }, place) => {
    const [last, next] = [every[place - 1], every[place + 1]];
    if (last?.value === max && value === max)
      return weightOfWords(wordsBetween(reading, last.end, start)) > 0.5;
    return value !== 1 || next?.value === max || /\d/u.test(reading.prepared.clean.charAt(start));
  });
}

const endsWithPhrase = (words: string, phrases: readonly string[]): boolean =>
  phrases.some(
    (phrase) =>
      ` ${words}`.endsWith(` ${phrase}`) ||
      (phrase.length > 1 && /\p{Script=Han}/u.test(phrase) && words.endsWith(phrase)),
  );
