import {
  answerReason,
  noAnswer,
  opensAnswer,
  unclearAnswer,
  unsureMatches,
  weightOfWords,
  wordsOfAnswer,
  type AnswerReading,
} from './answers.js';
import { readDuration, timeUnitOf } from './durations.js';
import { hanNumeralIn } from './han-numerals.js';
import { withoutAccents } from './folding.js';
import { wordsFor } from './normalise.js';
import { lengthOf, longestOf, matchesOf, uncovered } from './phrases.js';
import { replyOrder, type Reading } from './reading.js';
import type { Ask } from './understood.js';

/** A number found in the text, with its place in `PreparedText.clean`. */
interface FoundNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly leads: boolean;
  readonly language: string;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Beside a number word at most so many other words: "one of the children is sick" is no answer of one. */
const wordsBesideNumberWord = 3;
/** Beside digits more may stand: "I would give the school a 4". */
const wordsBesideDigits = 8;

/** Reads a rating or a number: digits of any script, number words, "4/5", stars, durations with their unit. */
export function readNumber(reading: Reading, ask: Ask): AnswerReading {
  const range = rangeOf(ask);
  const found = starsIn(reading) ?? scaleIn(reading, range) ?? durationIn(reading, ask) ?? numbersIn(reading);
  if (unsureMatches(reading).length > 0) return unclearAnswer('answer:unsure');
  const first = found[0];
  if (first === undefined) return noAnswer;
  if (new Set(found.map(({ value }) => value)).size > 1) return unclearAnswer('answer:several numbers');
  const fits = first.value >= range.min && first.value <= range.max && Number.isFinite(first.value);
  if (!fits || (ask.kind === 'rating' && !Number.isInteger(first.value)))
    return unclearAnswer('answer:out of range');
  const { start, end, leads, value } = first;
  return {
    outcome: 'read',
    value,
    span: { start, end },
    leads,
    reason: answerReason(reading, start, end, first.language),
  };
}

function rangeOf(ask: Ask): Range {
  if (ask.kind === 'rating') return { min: ask.min ?? 1, max: ask.max ?? 5 };
  return { min: ask.min ?? 0, max: ask.max ?? Number.POSITIVE_INFINITY };
}

function place(reading: Reading, value: number, start: number, end: number, leads = true): FoundNumber {
  return { value, start, end, leads, language: reading.language };
}

/** "⭐⭐⭐⭐" and "★★★★☆" are four. */
function starsIn(reading: Reading): FoundNumber[] | null {
  const { clean } = reading.prepared;
  const stars = [...clean.matchAll(/[⭐★🌟]/gu)];
  const [first, last] = [stars[0], stars.at(-1)];
  if (first === undefined || last === undefined || /\d/u.test(clean)) return null;
  return [place(reading, stars.length, first.index, last.index + last[0].length)];
}

/** "4/5", "4 out of 5", "4 de 5": the second number is the scale's end. */
function scaleIn(reading: Reading, range: Range): FoundNumber[] | null {
  const scale = /(\d+)\s*(?:\/|out of|of|de|sur|sou|из|із|من|trên|tren|z|nga|kati ya)\s*(\d+)/iu;
  const match = scale.exec(reading.prepared.clean);
  if (match === null || Number(match[2]) !== range.max) return null;
  return [place(reading, Number(match[1]), match.index, match.index + match[0].length)];
}

function durationIn(reading: Reading, ask: Ask): FoundNumber[] | null {
  const unit = timeUnitOf(ask.unit);
  if (unit === null || severalNumbers.test(reading.prepared.clean)) return null;
  const folded = withoutAccents(withDigits(reading).toLowerCase()).replaceAll('ة', 'ه');
  const value = readDuration(folded, unit);
  return value === null ? null : [place(reading, value, 0, reading.prepared.clean.length)];
}

/** The text with number words as digits: "una hora" is "1 hora". */
function withDigits(reading: Reading): string {
  const { clean } = reading.prepared;
  const han = hanNumeralIn(clean);
  if (han !== null) return `${clean.slice(0, han.start)}${han.value}${clean.slice(han.end)}`;
  if (/\d/u.test(clean)) return clean;
  for (const language of replyOrder(reading)) {
    const matches = matchesOf(reading.found.get(language) ?? [], 'numbers').filter(
      (match) => match.exact && lengthOf(match) === 1,
    );
    const first = matches[0];
    if (first === undefined || matches.some(({ entry }) => entry.name !== first.entry.name)) continue;
    return `${clean.slice(0, first.start)}${first.entry.name}${clean.slice(first.end)}`;
  }
  return clean;
}

/** "20-30 min", "20 or 30 min", "20 a 30 min": a range, even where a unit follows. */
const severalNumbers = /\d\s*(?:-|–|—|~|to|or|a|o|ou|à|oswa|до|или|أو|او|到|至|或|đến|hoặc|hay)\s*\d/iu;

function numbersIn(reading: Reading): FoundNumber[] {
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
    return [place(reading, parseDigits(match[0]), match.index, end, leads)];
  });
}

/** "1,200" and "1.200" are thousands, "2,5" and "2.5" are not. */
function parseDigits(digits: string): number {
  const whole = /^-?\d{1,3}(?:[.,]\d{3})+$/u.test(digits);
  return Number(whole ? digits.replace(/[.,]/gu, '') : digits.replace(',', '.'));
}

function numberWordsIn(reading: Reading): FoundNumber[] {
  const han = hanNumeralIn(reading.prepared.clean);
  if (han !== null) return [place(reading, han.value, han.start, han.end)];
  for (const language of replyOrder(reading)) {
    const matches = longestOf(matchesOf(reading.found.get(language) ?? [], 'numbers')).filter(
      ({ exact }) => exact,
    );
    if (matches.length === 0) continue;
    const beside = uncovered(wordsOfAnswer(reading, language), matches);
    if (weightOfWords(beside) > wordsBesideNumberWord) continue;
    // "un cuatro": the article is no second number.
    const isArticle = (name: string): boolean =>
      name === '1' && matches.some(({ entry }) => entry.name !== '1');
    return matches
      .filter(({ entry }) => !isArticle(entry.name))
      .map(({ entry, start, end }) => ({ value: Number(entry.name), start, end, leads: true, language }));
  }
  return [];
}
