import {
  answerReason,
  noAnswer,
  unclearAnswer,
  unsureMatches,
  wordsOfAnswer,
  type AnswerReading,
} from './answers.js';
import { readDuration, timeUnitOf } from './durations.js';
import { joinPlain } from './language-words.js';
import { wordsFor } from './normalise.js';
import { numbersIn, type FoundNumber } from './numbers-in-text.js';
import { replyOrder, rulesOf, type Reading } from './reading.js';
import type { Ask } from './understood.js';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Reads a rating or a number: digits of any script, number words, "4/5", stars, durations with their unit. */
export function readNumber(reading: Reading, ask: Ask): AnswerReading {
  const range = rangeOf(ask);
  const named = numbersIn(reading, ask);
  const found =
    starsIn(reading) ??
    fullMarks(reading, ask, range, named) ??
    scaleIn(reading, range, named) ??
    (isRange(reading, named) ? named : durationIn(reading, ask, named)) ??
    named;
  if (isUnsure(reading, found.length > 0)) return unclearAnswer('answer:unsure');
  const fitting = found.filter(({ value }) => value >= range.min && value <= range.max);
  // "A five, he is eight": only one of them can be the rating.
  const isOne = ask.kind === 'rating' && fitting.length === 1 && found.length > 1 && !isRange(reading, found);
  const first = isOne ? fitting[0] : (found[0] ?? noneIn(reading, range));
  if (first === undefined) return noAnswer;
  const isSeveral = !isOne && new Set(found.map(({ value }) => value)).size > 1;
  if (isSeveral || isBetween(reading, found, range)) return unclearAnswer('answer:several numbers');
  const fits = first.value >= range.min && first.value <= range.max && Number.isFinite(first.value);
  if (!fits || (ask.kind === 'rating' && !Number.isInteger(first.value)))
    return unclearAnswer('answer:out of range');
  const { start, end, leads, value, isLoose = false } = first;
  return {
    outcome: 'read',
    value,
    span: { start, end },
    leads,
    isLoose,
    reason: answerReason(reading, start, end, first.language),
  };
}

/** "Hakuna", "hiç": the whole reply says that there were none. */
function noneIn(reading: Reading, { min }: Range): FoundNumber | undefined {
  if (min > 0) return undefined;
  for (const language of replyOrder(reading)) {
    const text = joinPlain(wordsOfAnswer(reading, language));
    if (reading.u.words(language)?.none.has(text) === true)
      return { ...place(reading, 0, 0, reading.prepared.clean.length), language };
  }
  return undefined;
}

/** Whether it says "maybe"; "three I guess" and "40 more or less" are numbers all the same. */
function isUnsure(reading: Reading, hasNumber: boolean): boolean {
  const about = rulesOf(reading).flatMap((words) => [...words.about]);
  return unsureMatches(reading).some(({ entry }) => !hasNumber || !about.includes(joinPlain(entry.words)));
}

/** "Between" beside one number: the other one is written as no list knows. */
function isBetween(reading: Reading, found: readonly FoundNumber[], { max }: Range): boolean {
  if (found.length !== 1 || !Number.isFinite(max)) return false;
  const text = joinPlain(wordsFor(reading.prepared, reading.wordLanguage));
  return says(text, reading.u.words(reading.wordLanguage)?.scale.inBetween ?? []);
}

/** "Perfect score", "満点": the most a rating can be. */
function fullMarks(
  reading: Reading,
  ask: Ask,
  { max }: Range,
  named: readonly FoundNumber[],
): FoundNumber[] | null {
  if (ask.kind !== 'rating' || named.some(({ value }) => value <= max)) return null;
  const text = joinPlain(wordsFor(reading.prepared, reading.wordLanguage));
  if (!rulesOf(reading).some((words) => says(text, words.scale.fullMarks))) return null;
  return [place(reading, max, 0, reading.prepared.clean.length)];
}

function rangeOf(ask: Ask): Range {
  if (ask.kind === 'rating') return { min: ask.min ?? 1, max: ask.max ?? 5 };
  return { min: ask.min ?? 0, max: ask.max ?? Number.POSITIVE_INFINITY };
}

function place(reading: Reading, value: number, start: number, end: number): FoundNumber {
  return { value, start, end, leads: true, language: reading.language };
}

/** "⭐⭐⭐⭐" and "★★★★☆" are four. */
function starsIn(reading: Reading): FoundNumber[] | null {
  const { clean } = reading.prepared;
  const stars = [...clean.matchAll(/[⭐★🌟]/gu)];
  const [first, last] = [stars[0], stars.at(-1)];
  if (first === undefined || last === undefined || /\d/u.test(clean)) return null;
  return [place(reading, stars.length, first.index, last.index + last[0].length)];
}

/** What stands between two numbers: the words, and the marks alone where there are none. */
function between(reading: Reading, one: FoundNumber, other: FoundNumber): { words: string; marks: string } {
  const words = wordsFor(reading.prepared, reading.wordLanguage).filter(
    (word) => word.start >= one.end && word.end <= other.start,
  );
  return { words: joinPlain(words), marks: reading.prepared.clean.slice(one.end, other.start).trim() };
}

const says = (words: string, phrases: readonly string[]): boolean =>
  words !== '' &&
  phrases.some(
    (phrase) =>
      ` ${words} `.includes(` ${phrase} `) ||
      (phrase.length > 1 && /\p{Script=Han}|\p{Script=Hangul}/u.test(phrase) && words.includes(phrase)),
  );

/** "4/5", "4 out of 5", "five of five", "von zehn acht": the number that is not the scale's end. */
function scaleIn(reading: Reading, range: Range, named: readonly FoundNumber[]): FoundNumber[] | null {
  const [one, other] = named;
  if (one === undefined || other === undefined || named.length > 2 || !Number.isFinite(range.max))
    return null;
  const { words, marks } = between(reading, one, other);
  const isScale =
    /^\/$/u.test(marks) ||
    rulesOf(reading).some(
      ({ scale }) => says(words, scale.outOf) || scale.outOfPattern?.test(words) === true,
    );
  if (!isScale) return null;
  if (other.value === range.max) return [{ ...one, end: other.end, leads: true }];
  return one.value === range.max ? [{ ...other, start: one.start, leads: true }] : null;
}

/** "20-30 min", "20 or 30", "10 15 min", "between two and three": no one number, even where a unit follows. */
function isRange(reading: Reading, named: readonly FoundNumber[]): boolean {
  const [one, other] = named;
  if (one === undefined || other === undefined || one.value === other.value) return false;
  const { words, marks } = between(reading, one, other);
  if (/^[-–—~〜]$/u.test(marks) || (marks === '' && one.value < other.value)) return true;
  const rules = rulesOf(reading);
  return rules.some(({ scale, time }) => {
    const isSigns = /\p{Script=Han}|\p{Script=Hangul}/u.test(words);
    const rest = [...time.hours, ...time.minutes].reduce(
      (left, unit) =>
        isSigns && left.startsWith(unit)
          ? left.slice(unit.length)
          : ` ${left} `.replace(` ${unit} `, ' ').trim(),
      words,
    );
    // "1 hour and 15 minutes" is one number.
    if (rest !== words && scale.and.includes(rest)) return false;
    return scale.or.includes(rest) || scale.or.some((word) => word.length > 1 && rest.startsWith(`${word} `));
  });
}

function durationIn(reading: Reading, ask: Ask, named: readonly FoundNumber[]): FoundNumber[] | null {
  const unit = timeUnitOf(reading.u, ask.unit);
  if (unit === null) return null;
  const text = {
    written: withDigits(reading, []),
    begun: withDigits(reading, named.slice(0, 1)),
    folded: withDigits(reading, named),
  };
  for (const { time } of rulesOf(reading)) {
    const value = readDuration(text, time, unit);
    if (value !== null) return [place(reading, value, 0, reading.prepared.clean.length)];
  }
  return null;
}

/** The plain words of a text with digits for its numbers: "una hora" is "1 hora". */
function withDigits(reading: Reading, named: readonly FoundNumber[]): string {
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  let text = '';
  let last: FoundNumber | undefined;
  for (const word of words) {
    const number = named.find(({ start, end }) => word.start >= start && word.end <= end);
    const within = named.find(({ start, end }) => start >= word.start && end <= word.end);
    const isGlued = word.sign && text !== '' && !reading.prepared.clean.slice(0, word.start).endsWith(' ');
    const gap = text === '' || isGlued ? '' : ' ';
    if (number !== undefined) {
      if (number !== last) text += `${gap}${number.value}`;
      last = number;
    } else if (within !== undefined) {
      // "45min": the digits are part of a longer word.
      text += `${gap}${word.plain}`;
    } else text += `${gap}${word.plain}`;
  }
  return text;
}
