import type { FoundNumber } from './digits-in-text.js';
import { clauseAfter, clauseBefore } from './counted.js';
import { beginsWithPhrase, endsWithPhrase, joinPlain } from '../../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { everyNumberIn } from './numbers-in-text.js';
import type { Range } from './rating-scale.js';
import { rulesOf, type Reading } from '../../reading/reading.js';
import type { Ask } from '../../understood.js';

/** Longer texts tell of more than a number that was thought over. */
const longestText = 16;

/** So much may stand beside the last number that no list knows. */
const besideNumber = 1;
/** The same in signs: 4로 할게요. */
const signsBesideNumber = 2.5;

/**
 * Where the last number of a text stands that thinks aloud: "two... well, I'll make it 3, she tried hard", "I wanted to
 * give 3, the teacher is new, 4". Null where none of the words between takes the first one back.
 */
export function placeOfSettled(reading: Reading, ask: Ask, range: Range): number | null {
  const { clean, questions, words: all } = reading.prepared;
  if (questions.size > 0 || weightOfWords(all) > longestText) return null;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const numbers = everyNumberIn(reading, ask).filter(
    ({ value, start }) =>
      value >= range.min && value <= range.max && (value !== 1 || /\d/u.test(clean.charAt(start))),
  );
  const [last] = numbers.slice(-1);
  if (last === undefined || new Set(numbers.map(({ value }) => value)).size !== 2) return null;
  const before = numbers.filter(({ value }) => value !== last.value).at(-1);
  if (before === undefined || numbers[0] === last || before.end > last.start) return null;
  if (!isAlone(reading, words, last, ask.kind === 'rating')) return null;
  return isThoughtOver(reading, words, before, last) ? last.start : null;
}

/** Whether the clause of a number says little else; a rating counts no things. */
function isAlone(reading: Reading, words: readonly Word[], number: FoundNumber, isRating: boolean): boolean {
  const rules = rulesOf(reading);
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords;
  const light = new Set(
    rules.flatMap(({ about, around, corrections, only, replies }) => [
      ...about,
      ...around.giving,
      ...(isRating ? [] : [...around.things.values()].flat()),
      ...Object.values(corrections).flatMap((set) => [...set]),
      ...only,
      ...replies.concludes,
      ...replies.turns,
      ...(small ?? []),
    ]),
  );
  const or = rules.flatMap(({ scale }) => [...scale.or, ...scale.outOf]);
  const [last, next] = [clauseBefore(words, number.start), clauseAfter(words, number.end)];
  const near = [...last.slice(-1), ...next.slice(0, 1)];
  if (near.some(({ plain }) => rules.some(({ around }) => around.elsewhere.has(plain)))) return false;
  if (near.some(({ plain }) => or.includes(plain))) return false;
  const counted = [...last.slice(-1), ...next].filter(({ plain }) => !light.has(plain));
  const isSigns = counted.every(({ sign }) => sign);
  return weightOfWords(counted) <= (isSigns ? signsBesideNumber : besideNumber);
}

/** Whether words before the last number take the one before it back, or told it as what is not given. */
function isThoughtOver(
  reading: Reading,
  words: readonly Word[],
  before: FoundNumber,
  last: FoundNumber,
): boolean {
  const { clean } = reading.prepared;
  const rules = rulesOf(reading);
  const between = words.filter(({ start, end }) => start >= before.end && end <= last.start);
  const or = rules.flatMap(({ scale }) => scale.or);
  if (or.includes(joinPlain(between))) return false;
  const own = reading.u.words(reading.wordLanguage)?.replies;
  const holds = (list: readonly Word[], phrases: ReadonlySet<string> | undefined): boolean =>
    phrases !== undefined && list.some((_, from) => beginsWithPhrase(list.slice(from), phrases) > 0);
  const takes = rules.flatMap(({ corrections, replies }) => [
    corrections.sure,
    corrections.direct,
    replies.takesBack,
  ]);
  const isPause = /^\W*(?:\.{2,}|…)/u.test(clean.slice(before.end));
  const isBreak =
    isPause ||
    words.some((word) => word.startsClause && word.start >= before.end && word.start <= last.start);
  if (isBreak && takes.some((phrases) => holds(between, phrases))) return true;
  const paused = rules.map(({ corrections }) => corrections.paused);
  const isDenied = between.some(
    (word, from) =>
      word.startsClause &&
      paused.some((phrases) => {
        const length = beginsWithPhrase(between.slice(from), phrases);
        return length > 0 && between[from + length]?.startsClause === true;
      }),
  );
  if (isDenied) return true;
  const told = [...clauseBefore(words, before.start), ...clauseAfter(words, before.end)];
  const isLast = clauseAfter(words, last.end).at(-1) === words.at(-1) || words.at(-1)?.end === last.end;
  if (isLast && isBreak && holds(told, own?.almostSaid)) return true;
  return isBreak && own !== undefined && endsWithPhrase(between, own.concludes) > 0;
}
