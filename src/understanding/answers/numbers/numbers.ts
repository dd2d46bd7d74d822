import { answerReason, noAnswer, unclearAnswer, unsureMatches, type AnswerReading } from '../answers.js';
import type { FoundNumber } from './digits-in-text.js';
import {
  beginsWithOne,
  clauseAfter,
  clauseBefore,
  endsWithOne,
  standingIn,
  wordsAroundNumber,
} from './counted.js';
import { firstClause } from '../first-clause.js';
import { placeOfCorrection } from './corrected-number.js';
import { readDuration, timeUnitOf } from './durations.js';
import { joinPlain } from '../../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { daysNamed } from './named-days.js';
import { aloneIn, isUncounted, noneIn } from './none-counted.js';
import { everyNumberIn, numbersIn } from './numbers-in-text.js';
import { lengthOf, type Match } from '../../words/phrases.js';
import { between, endOfScale, says, scaleIn, starsIn, wholeText, type Range } from './rating-scale.js';
import { readText, rulesOf, type Reading } from '../../reading/reading.js';
import { placeOfSettled } from './settled-number.js';
import type { Ask } from '../../understood.js';

/** What is given on a scale takes no more words: "an 8". */
const longestMark = 2;

/** "But perhaps": where one of so many words joins a clause to the number before it, that goes on. */
const longestJoin = 2;

/** Reads a rating or a number: digits of any script, number words, "4/5", stars, durations with their unit. */
export function readNumber(reading: Reading, ask: Ask): AnswerReading {
  // 一般般 is no one.
  const { words } = reading.prepared;
  if (words[0]?.sign === true && rulesOf(reading).some(({ verdicts }) => verdicts.has(joinPlain(words))))
    return noAnswer;
  return readCorrected(reading, ask) ?? readFirstClause(reading, ask) ?? readAsItStands(reading, ask);
}

/**
 * "About fifteen, he's 7 so that's his limit", "5 of 5, it took us 20 minutes": the number a text begins with is the answer,
 * where none of those after it counts what was asked. Null where it is not so.
 */
function readFirstClause(reading: Reading, ask: Ask): AnswerReading | null {
  const clause = firstClause(reading);
  if (clause === null) return null;
  const end = clause.prepared.clean.length;
  const every = everyNumberIn(reading, ask);
  const [own, others] = [every.filter(({ start }) => start < end), every.filter(({ start }) => start >= end)];
  const [number] = own;
  if (number === undefined || others.length === 0 || own.some(({ value }) => value !== number.value))
    return null;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const rest = words.filter(({ start }) => start >= end);
  const [next] = rest;
  // "10, an 8": a scale and what is given on it.
  if (number.value === rangeOf(ask).max && weightOfWords(rest) <= longestMark) return null;
  // "2, 3 books", "20, maybe 40": no end of what is counted.
  if (others.some(({ start }) => start === next?.start) || goesOn(reading, rest)) return null;
  const standing = standingIn(reading, reading.wordLanguage, ask);
  const counts = (found: FoundNumber): boolean => ['whole', 'counted'].includes(standing(found));
  const beside = clauseBefore(words, number.start).concat(clauseAfter(words, number.end));
  const around = wordsAroundNumber(reading);
  const leads = counts(number) || beside.every(({ plain }) => around.has(plain));
  if (others.some(counts) || !leads) return null;
  const read = readAsItStands(clause, ask);
  return read.outcome === 'read' ? read : null;
}

/** Whether what follows a clause begins with "or" or "maybe". */
function goesOn(reading: Reading, rest: readonly Word[]): boolean {
  const first = rest.slice(0, longestJoin);
  const or = rulesOf(reading).flatMap(({ scale }) => scale.or);
  const unsure = unsureMatches(reading);
  return first.some(
    ({ plain, start }) => or.includes(plain) || unsure.some((match) => match.start === start),
  );
}

/** "2, no wait, make it a 3" is a three. Null where nothing is taken back. */
function readCorrected(reading: Reading, ask: Ask): AnswerReading | null {
  const place = placeOfCorrection(reading, ask) ?? placeOfSettled(reading, ask, rangeOf(ask));
  if (place === null) return null;
  const { clean } = reading.prepared;
  const read = readNumber(readText(reading.u, clean.slice(place), reading.context), ask);
  return read.outcome === 'nothing' ? null : { ...read, span: { start: 0, end: clean.length }, leads: true };
}

function readAsItStands(reading: Reading, ask: Ask): AnswerReading {
  const range = rangeOf(ask);
  const named = numbersIn(reading, ask);
  const duration = isRange(reading, named) ? null : durationIn(reading, ask, named);
  const isArticle = named.every(({ value }) => value <= 1) && (named.length === 0 || duration === null);
  const none = isArticle && range.min === 0 ? noneIn(reading) : undefined;
  // "An hour, nobody had to make him": none is said of something else.
  const isNone = duration === null || none?.leads === true;
  const days = daysNamed(reading, ask);
  const said = days ?? (isArticle ? (aloneIn(reading, ask) ?? (isNone ? none : undefined)) : undefined);
  if (said === undefined && isArticle && isUncounted(reading, ask, named))
    return unclearAnswer('answer:nobody counted');
  const read = ask.kind === 'rating' ? ratingIn(reading, ask, range, named) : duration;
  const found = said === undefined ? (read ?? totalOf(reading, ask, named)) : [said];
  if (isUnsure(reading, found === duration ? named : found, found === duration))
    return unclearAnswer('answer:unsure');
  const fitting = found.filter(({ value }) => value >= range.min && value <= range.max);
  // "A five, he is eight": only one of them can be the rating.
  const isOne = ask.kind === 'rating' && fitting.length === 1 && found.length > 1 && !isRange(reading, found);
  const first = isOne ? fitting[0] : found[0];
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

/** "3 in total, 2 big ones and a small one": what the others make together counts alone. */
function totalOf(reading: Reading, ask: Ask, named: readonly FoundNumber[]): readonly FoundNumber[] {
  if (ask.kind !== 'number') return named;
  const every = everyNumberIn(reading, ask);
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const totals = rulesOf(reading).flatMap(({ total }) => total);
  const isTotal = ({ start, end }: FoundNumber): boolean =>
    endsWithOne(totals, clauseBefore(words, start), 1) || beginsWithOne(totals, clauseAfter(words, end), 1);
  const most = Math.max(...every.map(({ value }) => value));
  // No part of it is more than the total.
  const [total, other] = every.filter((number) => number.value === most && isTotal(number));
  if (every.length > 1 && total !== undefined && other === undefined) return [total];
  const sum = every.reduce((all, { value }) => all + value, 0);
  const first = every.find(({ value }) => value > 1 && value * 2 === sum);
  return every.length > 2 && first !== undefined ? [first] : named;
}

/** What only a rating is given in: stars, full marks, so many out of so many. Null where there is nothing of these. */
function ratingIn(
  reading: Reading,
  ask: Ask,
  range: Range,
  named: readonly FoundNumber[],
): readonly FoundNumber[] | null {
  const every = everyNumberIn(reading, ask);
  const isFitting = every.every(({ value }) => value >= range.min && value <= range.max);
  // "entre 5 y 4" is no four of five.
  if (every.length === 2 && isFitting && isRange(reading, every)) return every;
  return (
    starsIn(reading, named) ??
    endOfScale(reading, range, [...named, ...every.filter(({ value }) => value > 1)]) ??
    scaleIn(reading, range, every)
  );
}

/** Whether it says "maybe"; "three I guess", "40 more or less", "a four, maybe do it outside next time" are numbers all the same. */
function isUnsure(reading: Reading, found: readonly FoundNumber[], isTimed: boolean): boolean {
  const about = rulesOf(reading).flatMap((words) => [...words.about]);
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const isOfNext = (match: Match): boolean =>
    match.startsClause &&
    lengthOf(match) === 1 &&
    (found.length === 0 ? isTimed : found.every(({ end }) => end <= match.start)) &&
    clauseAfter(words, match.end).filter(({ sign }) => !sign).length > 1;
  return unsureMatches(reading).some(
    (match) =>
      (found.length === 0 && !isTimed) || !(about.includes(joinPlain(match.entry.words)) || isOfNext(match)),
  );
}

/** "Between" beside one number: the other one is written as no list knows. */
function isBetween(reading: Reading, found: readonly FoundNumber[], { max }: Range): boolean {
  const [only] = found;
  if (only === undefined || found.length > 1 || !Number.isFinite(max)) return false;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const own = words.find((word) => word.end > only.start);
  const text = joinPlain(words.filter(({ sentence }) => sentence === own?.sentence));
  return says(text, reading.u.words(reading.wordLanguage)?.scale.inBetween ?? []);
}

function rangeOf(ask: Ask): Range {
  if (ask.kind === 'rating') return { min: ask.min ?? 1, max: ask.max ?? 5 };
  return { min: ask.min ?? 0, max: ask.max ?? Number.POSITIVE_INFINITY };
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
    // "Uma hora e dez": one is no article here.
    folded: withDigits(reading, [...named, ...onesIn(reading, ask, named)]),
  };
  for (const { time } of rulesOf(reading)) {
    const value = readDuration(text, time, unit);
    if (value !== null) return [wholeText(reading, value)];
  }
  return null;
}

/** The ones beside other numbers, which are mostly articles. */
function onesIn(reading: Reading, ask: Ask, named: readonly FoundNumber[]): readonly FoundNumber[] {
  return everyNumberIn(reading, ask).filter(
    ({ value, start, end }) =>
      value === 1 && named.every((other) => other.end <= start || other.start >= end),
  );
}

/** The plain words of a text with digits for its numbers: "una hora" is "1 hora". */
function withDigits(reading: Reading, named: readonly FoundNumber[]): string {
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  let text = '';
  let last: FoundNumber | undefined;
  for (const word of words) {
    const number = named.find(({ start, end }) => word.start >= start && word.end <= end);
    const isGlued = word.sign && text !== '' && !reading.prepared.clean.slice(0, word.start).endsWith(' ');
    const gap = text === '' || isGlued ? '' : ' ';
    if (number !== undefined) {
      if (number !== last) text += `${gap}${number.value}`;
      last = number;
    } else text += `${gap}${word.plain}`;
  }
  return text;
}
