import { findAlarms } from '../../words/alarms.js';
import { unclearAnswer, wordsOfAnswer } from '../answers.js';
import { turnsOf } from '../first-clause.js';
import { optionThingsIn, thingsByOption } from './choice-by-meaning.js';
import { chosen, followsWithout, optionOfWord, type ChoiceReading, type Option } from './choice-by-words.js';
import { joinPlain } from '../../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { lengthOf } from '../../words/phrases.js';
import { guardWordsOf, replyOrder, rulesOf, type Reading } from '../../reading/reading.js';
import { socialMatches } from '../../reading/small-talk.js';

/** Where a text names an option; `from` and `to` are places of `PreparedText.words`. */
export interface Mention {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Where a text says that it takes what it names, or that it does not. */
interface Mark {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Texts with more words tell stories. */
const longestText = 30;

/**
 * The option meant by a text that names several and says which: "the zoo stinks, I vote for the farm", "math is what is
 * hard, she flies through reading". Null where it names one, or does not say.
 */
export function byStance(
  reading: Reading,
  options: readonly Option[],
  written: readonly string[],
): ChoiceReading | null {
  const { words } = reading.prepared;
  if (words.length > longestText) return null;
  const all = mentionsIn(reading, options, written);
  const mentions = all.filter((mention) => !all.some((other) => isInside(mention, other)));
  const indexes = new Set(mentions.map(({ index }) => index));
  if (indexes.size < 2) {
    // Pashto "سي شمبه" is Tuesday and not the Saturday within.
    const [whole] = mentions;
    const isPart = whole !== undefined && all.some(({ index }) => index !== whole.index);
    return isPart && !isOut(reading, whole, mentions) ? taken(reading, whole) : null;
  }
  const clauseOf = clausesOfText(reading);
  const marks = marksIn(reading);
  const ofSubjects = areSubjects(reading, written);
  const judged = mentions.map((mention) => {
    const beside = marks.filter((mark) => {
      const place = words.findIndex(({ end }) => end > mark.start);
      return clauseOf[place] === clauseOf[mention.from];
    });
    return { mention, stance: stanceOf(reading, mention, mentions, beside, ofSubjects) };
  });
  const having = (wanted: Stance): ReadonlySet<number> =>
    new Set(judged.flatMap(({ mention, stance }) => (stance === wanted ? [mention.index] : [])));
  const [takenOnes, open, left] = [having('taken'), having('open'), having('left')];
  const fitting = takenOnes.size > 0 ? [...takenOnes] : left.size > 0 ? [...open] : [];
  const [index] = fitting;
  if (index === undefined || fitting.length > 1) return null;
  const place = judged.find(({ mention, stance }) => mention.index === index && stance !== 'left')?.mention;
  return place === undefined ? null : taken(reading, place);
}

/**
 * "Both Tuesday and Friday work", "zoom or the phone, it's all the same": several options in one breath are no choice.
 * Null where one is turned down, or the text tells of each by itself.
 */
export function byList(
  reading: Reading,
  options: readonly Option[],
  written: readonly string[],
): ChoiceReading | null {
  const { words, questions } = reading.prepared;
  if (questions.size > 0 || weightOfWords(words) > longestList) return null;
  const all = mentionsIn(reading, options, written);
  const mentions = all
    .filter((mention) => !all.some((other) => isInside(mention, other)))
    .sort((one, other) => one.from - other.from);
  const [first, ...others] = mentions;
  const next = others.find(({ index, from }) => index !== first?.index && from >= (first?.to ?? 0));
  if (first === undefined || next === undefined) return null;
  if (mentions.some((mention) => isOut(reading, mention, mentions))) return null;
  const joins = new Set(rulesOf(reading).flatMap(({ scale }) => [...scale.or, ...scale.and]));
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords;
  const between = words.slice(first.to, next.from);
  const isJoined = between.some(({ plain }) => joins.has(plain)) || joins.has(joinPlain(between));
  const isBare = between.every(({ plain }) => joins.has(plain) || small?.has(plain) === true);
  return isJoined && isBare ? unclearAnswer('answer:several options') : null;
}

/** Longer texts tell of each option they name. */
const longestList = 12;

const taken = (reading: Reading, { index, from, to }: Mention): ChoiceReading => ({
  ...chosen(reading, index, reading.prepared.words.slice(from, to)),
  isSettled: true,
});

type Stance = 'taken' | 'left' | 'open';

function stanceOf(
  reading: Reading,
  mention: Mention,
  all: readonly Mention[],
  marks: readonly Mark[],
  ofSubjects: boolean,
): Stance {
  const has = (kind: string): boolean => marks.some((mark) => mark.kind === kind);
  if (has('nothingElse')) return 'taken';
  if (isOut(reading, mention, all)) return 'left';
  const [good, bad] = ofSubjects ? ['hard', 'easy'] : ['easy', 'hard'];
  const isTaken = has('takes') || has(good ?? '');
  const isLeft = has('leaves') || has(bad ?? '');
  if (isTaken === isLeft) return 'open';
  return isTaken ? 'taken' : 'left';
}

/** So many words may stand between a "not" and what it turns down: "not the morning". */
const reach = 2;

/** Whether a "not", a "neither" or a "without" stands before it, or a "not" right after. */
function isOut(reading: Reading, { from, to }: Mention, all: readonly Mention[]): boolean {
  const { words } = reading.prepared;
  const { negation } = guardWordsOf(reading, reading.wordLanguage);
  const isOther = (place: number): boolean =>
    all.some((mention) => place >= mention.from && place < mention.to);
  for (let n = from; n > 0 && n > from - reach; n -= 1) {
    if (words[n]?.startsClause === true || isOther(n - 1)) break;
    if (n === from && followsWithout(reading, n)) return true;
    if (negation.has(words[n - 1]?.plain ?? '') && !followsMention(all, n - 1)) return true;
  }
  const end = words.findIndex((word, place) => place >= to && word.startsClause);
  const rest = words.slice(to, end === -1 ? undefined : end);
  const after = rulesOf(reading).flatMap(({ around, choosing }) => [
    ...around.notAfter,
    ...choosing.outAfter,
  ]);
  const denial = longestBeginning(rest, new Set([...after, ...negation]));
  if (denial === 0) return false;
  // "Fish, not chicken": where a "not" stands before what it turns down, it does so here, too.
  const next = all.some((mention) => mention.from >= to + denial && mention.from <= to + denial + 1);
  return !(next && followsWithout(reading, to + denial));
}

/** "Cake no, fruit": the "not" right after what is named is of that. */
const followsMention = (all: readonly Mention[], place: number): boolean =>
  all.some(({ to }) => to === place);

/** No phrase after what is turned down has more words, or signs. */
const longestDenial = 6;

function longestBeginning(words: readonly Word[], phrases: ReadonlySet<string>): number {
  for (let length = Math.min(longestDenial, words.length); length > 0; length -= 1) {
    if (phrases.has(joinPlain(words.slice(0, length)))) return length;
  }
  return 0;
}

/** All places where a text names an option, by its own words or by others. */
export function mentionsIn(
  reading: Reading,
  options: readonly Option[],
  written: readonly string[],
): readonly Mention[] {
  const { words } = reading.prepared;
  const own = new Set(wordsOfAnswer(reading, reading.wordLanguage).map(({ start }) => start));
  const social = socialMatches(reading);
  const found: Mention[] = options.flatMap((option, index) =>
    words.flatMap((_, from) =>
      option.length > 0 && option.every((part, offset) => words[from + offset]?.plain === part)
        ? [{ index, from, to: from + option.length }]
        : [],
    ),
  );
  words.forEach((word, from) => {
    // One sign in common is little.
    const index = own.has(word.start) && !word.sign ? optionOfWord(reading, options, word) : null;
    if (index !== null) found.push({ index, from, to: from + 1 });
  });
  const byOption = thingsByOption(reading, written);
  for (const { name, start, end } of optionThingsIn(reading, reading.prepared)) {
    const holders = byOption.flatMap((names, index) => (names.has(name) ? [index] : []));
    const from = words.findIndex((word) => word.end > start);
    const to = words.findLastIndex((word) => word.start < end) + 1;
    const [index] = holders;
    if (index !== undefined && holders.length === 1 && from !== -1) found.push({ index, from, to });
  }
  return found.filter(
    (mention) =>
      !social.some(
        (match) =>
          lengthOf(match) > mention.to - mention.from &&
          match.start <= (words[mention.from]?.start ?? 0) &&
          match.end >= (words[mention.to - 1]?.end ?? 0),
      ),
  );
}

const isInside = (inner: Mention, outer: Mention): boolean =>
  outer.from <= inner.from && outer.to >= inner.to && outer.to - outer.from > inner.to - inner.from;

/** The number of the clause of each word; "but" begins one as well. */
function clausesOfText(reading: Reading): readonly number[] {
  const starts = turnsOf(reading);
  let clause = 0;
  return reading.prepared.words.map((word) => {
    if (word.startsClause || starts.has(word.start)) clause += 1;
    return clause;
  });
}

/** What a text says of what it names: "let's", "I work", "no problem"; not "problem" within that. */
function marksIn(reading: Reading): readonly Mark[] {
  const { prepared } = reading;
  const found = replyOrder(reading).flatMap((code) => {
    const marks = reading.u.words(code)?.choosing.marks;
    return marks === undefined ? [] : findAlarms(marks, prepared, wordsFor(prepared, code));
  });
  return found.filter(
    ({ start, end }) =>
      !found.some(
        (other) => other.start <= start && other.end >= end && other.end - other.start > end - start,
      ),
  );
}

const subjects = ['math', 'reading', 'writing', 'science', 'english', 'ownLanguage'];

/** Whether school subjects are chosen between, two of them at least. */
export function areSubjects(reading: Reading, written: readonly string[]): boolean {
  const names = thingsByOption(reading, written);
  return names.filter((things) => subjects.some((subject) => things.has(subject))).length > 1;
}
