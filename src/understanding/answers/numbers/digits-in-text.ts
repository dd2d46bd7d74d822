import { opensAnswer } from '../answers.js';
import { beginsWithOne, clauseAfter, clauseBefore, endsWithOne, standingIn, type Place } from './counted.js';
import { timeUnitOf } from './durations.js';
import { joinPlain } from '../../words/joined-words.js';
import type { Match } from '../../words/phrases.js';
import { prepareText, weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { matchesIn, replyOrder, rulesOf, type Reading } from '../../reading/reading.js';
import type { Ask } from '../../understood.js';

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

/** Beside digits so many words may stand: "I would give the school a 4". */
const wordsBesideDigits = 8;

/** Times of day and dates are no answers: "at 3:30", "3 pm". */
const timeOfDay = /\d{1,2}:\d{2}(?:\s*[ap]\.?m\b)?|\d{1,2}\s*[ap]\.?m\b\.?/giu;

/** The digits of a text, of any script, that may answer an ask. */
export function digitsIn(reading: Reading, ask: Ask): FoundNumber[] {
  const { prepared } = reading;
  const clean = prepared.clean.replace(timeOfDay, (time) => ' '.repeat(time.length)).replace(/🔟/gu, '10');
  const all = [...clean.matchAll(/(?<![\d\p{L}])-?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*/gu)];
  const words = wordsFor(prepared, reading.wordLanguage);
  const standing = standingIn(reading, reading.wordLanguage, ask);
  // "It will be 6 of us, is there parking?"
  const isCountedFirst = (number: Place): boolean =>
    ask.kind === 'number' &&
    (standing(number) === 'counted' || standing(number) === 'whole') &&
    words.filter((word) => word.end <= number.start).length === clauseBefore(words, number.start).length;
  const and = new Set(rulesOf(reading).flatMap(({ scale }) => scale.and));
  const asksFrom = questionsIn(reading);
  return all.flatMap((match) => {
    const end = match.index + match[0].length;
    const word = words.find((candidate) => candidate.start <= end && candidate.end > match.index);
    const next = words.find((candidate) => candidate.start >= end);
    const opens = word === undefined || opensAnswer(reading, reading.wordLanguage, word);
    const afterAnd = next !== undefined && and.has(next.plain) ? words[words.indexOf(next) + 1] : next;
    const endsClause =
      next === undefined ||
      next.startsClause ||
      next.sentence !== word?.sentence ||
      asksFrom.has(afterAnd?.start ?? -1);
    const inQuestion = word !== undefined && prepared.questions.has(word.sentence);
    const number = { value: parseDigits(match[0]), start: match.index, end };
    const leads = opens || isCountedFirst(number) || weightOfWords(prepared.words) <= wordsBesideDigits;
    const asksLater = words.some(
      ({ start, startsClause, sentence }) => startsClause && start >= end && sentence === word?.sentence,
    );
    if (inQuestion && !(opens && endsClause) && !(asksLater && isCountedFirst(number))) return [];
    if (isOfOther(reading, ask, number) || isLetter(reading, number)) return [];
    return [{ ...number, leads, language: reading.language }];
  });
}

/** Where questions of more than a word begin: behind a digit, "5 can I buy another shirt?", they count nothing. */
const questionsIn = (reading: Reading): ReadonlySet<number> =>
  new Set(
    matchesIn(reading, 'kinds')
      .filter(({ entry, exact }) => exact && entry.name === 'question')
      .filter((match) => reading.prepared.words.some((word) => isInSentenceAfter(word, match)))
      .map(({ start }) => start),
  );

const isInSentenceAfter = (word: Word, { sentence, end }: Match): boolean =>
  word.sentence === sentence && word.start >= end;

/** "1,200" and "1.200" are thousands, "2,5" and "2.5" are not. */
function parseDigits(digits: string): number {
  const whole = /^-?\d{1,3}(?:[.,]\d{3})+$/u.test(digits);
  return Number(whole ? digits.replace(/[.,]/gu, '') : digits.replace(',', '.'));
}

/** "Ana's mom, 4b", "класс 3-А", "CM2", "grade 5", 三年2班: classes are called by numbers up to this one. */
const highestClass = 12;
const letterAfter =
  /^(?:[-–]|o(?=\p{Lu}))?(?![\p{Script=Han}\p{Script=Hangul}xх])(\p{L})(?![\p{L}\p{M}\p{N}])/iu;
const lettersBefore = /(?<![\p{L}\p{M}])\p{Lu}{1,3}$/u;
/** "Bus №7", "the #4 route": what is numbered. */
const numberSign = /[№#]\s*$/u;
/** "La2", "d2aye2": digits that stand for letters of another script. */
const withinWord = /[a-z]$/u;

/** Whether a digit is written for a letter, as Arabic is in Latin letters: "d2aye2". */
const isLetter = (reading: Reading, { start }: Place): boolean =>
  replyOrder(reading).includes('ar') && withinWord.test(reading.prepared.clean.slice(0, start));

/** Whether a number is the name of a class or a room, an age or a time; never where that is what was asked for. */
function isOfOther(reading: Reading, ask: Ask, { value, start, end }: Place): boolean {
  const rules = rulesOf(reading);
  const classes = rules.flatMap(({ around }) => around.classes);
  const unit = ask.unit === undefined ? '' : joinPlain(prepareText(ask.unit).words);
  const isAsked = ask.kind === 'number' && (unit === '' || classes.includes(unit));
  const { clean } = reading.prepared;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  if (isAsked || words.length < 3) return false;
  const units = rules.flatMap(({ time }) => [...time.hours, ...time.minutes]);
  const letter = letterAfter.exec(clean.slice(end))?.[1]?.toLowerCase();
  // "The 16h bus".
  const isClock = letter !== undefined && units.includes(letter) && timeUnitOf(reading.u, ask.unit) === null;
  if (isClock) return true;
  const isLettered = letter !== undefined && !units.includes(letter);
  if (numberSign.test(clean.slice(0, start))) return true;
  if (value <= highestClass && (isLettered || lettersBefore.test(clean.slice(0, start)))) return true;
  const after = clauseAfter(words, end);
  const [next] = after;
  // 分 are minutes and points.
  const isTime =
    next?.sign === false && timeUnitOf(reading.u, ask.unit) === null && units.includes(next.plain);
  return isTime || beginsWithOne(classes, after, 1) || endsWithOne(classes, clauseBefore(words, start), 1);
}
