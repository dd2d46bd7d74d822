import { wordsOfAnswer } from '../answers.js';
import { timeUnitOf } from './durations.js';
import { sharedBeginning } from '../../text/edits.js';
import { joinPlain } from '../../words/joined-words.js';
import { prepareText, weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { rulesOf, type Reading } from '../../reading/reading.js';
import type { Ask } from '../../understood.js';

/**
 * How a number stands in a longer text: `whole` where it is all its sentence or the text's first clause says ("Four. The
 * line was long"), `counted` beside what the ask counts ("twenty minutes") or a word of rating
 * ("I give it a four"), `alone` where it counts nothing else ("she read four, and …"), `amid` other words.
 */
export type Standing = 'whole' | 'counted' | 'alone' | 'amid';

/** A number, with its place in `PreparedText.clean`. */
export interface Place {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** Tells how numbers stand in a text read by the words of a language. */
export function standingIn(reading: Reading, language: string, ask: Ask): (number: Place) => Standing {
  const words = wordsFor(reading.prepared, language);
  const things = thingsCounted(reading, ask);
  const including = countsPeople(reading, ask) ? rulesOf(reading).flatMap((rules) => rules.including) : [];
  const elsewhere = rulesOf(reading).map(({ around }) => around.elsewhere);
  const isElsewhere = (near: readonly Word[]): boolean =>
    near.some(({ plain }) => elsewhere.some((list) => list.has(plain)));
  const functionWords = reading.u.smallWords(language)?.functionWords;
  const scale = reading.u.words(language)?.scale;
  return (number) => {
    const after = clauseAfter(words, number.end);
    const before = clauseBefore(words, number.start);
    const [next, last] = [after[0], before.at(-1)];
    if (isWhole(reading, language, things, [...before, ...after], number, ask.kind === 'rating'))
      return 'whole';
    // "Trois heures" counts hours where those were asked for.
    const isOfNext = isElsewhere(after.slice(0, 1)) && !beginsWithOne(things, after, 1);
    if (isElsewhere(before.slice(-1)) || isOfNext) return 'amid';
    // Within a longer word of signs, 이 and 일 are seldom numbers.
    const isGlued = last?.sign === true && last.end === number.start && /\p{Script=Hangul}/u.test(last.plain);
    if (isGlued) return 'amid';
    if (holdsOne(things, words, number)) return 'counted';
    // "four days, nothing else": nothing is counted before.
    if (number.value === 0 && !beginsWithOne(things, after, 1)) return 'amid';
    if (beginsWithOne(things, after, ask.kind === 'rating' ? 2 : 3)) return 'counted';
    if (endsWithOne(things, before, ask.kind === 'rating' ? 3 : 1)) return 'counted';
    // "Six counting grandma."
    if (beginsWithOne(including, after, 3)) return 'counted';
    const isFree =
      next === undefined ||
      (functionWords?.has(next.plain) === true && scale?.outOf.includes(next.plain) !== true);
    // "One, but a long one" begins a text; elsewhere one is an article.
    if (number.value < 2)
      return isFree && wordsOfAnswer(reading, language)[0]?.start === number.start ? 'alone' : 'amid';
    if (words.some(({ sign }) => sign)) {
      return weightOfWords([...before, ...after]) <= 1 ? 'alone' : 'amid';
    }
    return isFree ? 'alone' : 'amid';
  };
}

/** An article and an adjective may stand before a rating. */
const longestPraise = 2;

/** Whether beside a number its sentence, or the text's first clause, has only politeness and what is counted. */
function isWhole(
  reading: Reading,
  language: string,
  things: readonly string[],
  beside: readonly Word[],
  { start, end }: Place,
  isRating: boolean,
): boolean {
  const words = wordsFor(reading.prepared, language);
  const answer = wordsOfAnswer(reading, language);
  const own = words.find((word) => word.end > start);
  const first = Math.min(start, ...beside.map((word) => word.start));
  const last = Math.max(end, ...beside.map((word) => word.end));
  const isFirst = answer.every((word) => word.start >= first);
  const others = beside.filter((word) => answer.includes(word) && !beginsWithOne(things, [word], 1));
  const isSentence = words.every(
    (word) => word.sentence !== own?.sentence || (word.start >= first && word.end <= last),
  );
  if (own === undefined || !(isFirst || isSentence)) return false;
  const joins = rulesOf(reading).flatMap(({ scale }) => [...scale.or, ...scale.outOf]);
  // "A good four, …": a word may praise a rating.
  const praises = (word: Word): boolean =>
    word.end <= start && !word.sign && !/\d/u.test(word.plain) && !joins.includes(word.plain);
  return others.length === 0 || (isRating && others.length <= longestPraise && others.every(praises));
}

/** Whether the number was found together with what it counts: "two books" is a phrase of some lists. */
function holdsOne(things: readonly string[], words: readonly Word[], { start, end }: Place): boolean {
  const inside = words.filter((word) => word.start >= start && word.end <= end);
  const [only] = inside;
  // পাঁচদিনই: the thing is written together with its number.
  if (inside.length === 1)
    return things.some((thing) => (only?.plain.indexOf(thing) ?? -1) > 1 && thing.length > 1);
  return inside.length > 1 && endsWithOne(things, inside, inside.length - 1);
}

/** The words after a place until the next clause. */
export function clauseAfter(words: readonly Word[], end: number): readonly Word[] {
  const from = words.findIndex((word) => word.start >= end);
  if (from === -1) return [];
  const sentence = words.find((word) => word.end >= end)?.sentence;
  const to = words.findIndex(
    (word, place) => place >= from && (word.startsClause || word.sentence !== sentence),
  );
  return words.slice(from, to === -1 ? undefined : to);
}

/** The words before a place, from where its clause begins. */
export function clauseBefore(words: readonly Word[], start: number): readonly Word[] {
  const to = words.findIndex((word) => word.end > start);
  if (to === -1 || words[to]?.startsClause === true) return [];
  let from = to;
  while (from > 0) {
    from -= 1;
    if (words[from]?.startsClause === true) break;
  }
  return words.slice(from, to);
}

/** Whether an ask counts people: those who come, or a family's children. */
export const countsPeople = (reading: Reading, ask: Ask): boolean =>
  counts(reading, ask, ['people', 'children']);

/** Whether an ask counts days of the week. */
export const countsDays = (reading: Reading, ask: Ask): boolean => counts(reading, ask, ['days']);

/** Whether an ask counts one of these things, in whatever language its unit is. */
function counts(reading: Reading, ask: Ask, names: readonly string[]): boolean {
  if (ask.kind !== 'number' || ask.unit === undefined) return false;
  const unit = joinPlain(prepareText(ask.unit).words);
  return reading.u.languages.some((language) => {
    const things = reading.u.words(language)?.around.things;
    return names.some((name) => unit === name || things?.get(name)?.includes(unit) === true);
  });
}

/** What an ask counts, in the languages of a reply; for a rating the words one is given with. */
function thingsCounted(reading: Reading, ask: Ask): readonly string[] {
  const rules = rulesOf(reading);
  if (ask.kind === 'rating') return rules.flatMap(({ around }) => around.giving);
  const times = rules.flatMap(({ time }) => [...time.hours, ...time.minutes]);
  if (ask.unit === undefined) return rules.flatMap(({ around }) => [...around.things.values()].flat());
  if (timeUnitOf(reading.u, ask.unit) !== null) return times;
  const unit = joinPlain(prepareText(ask.unit).words);
  const names = rules.flatMap(({ around }) =>
    [...around.things].flatMap(([name, list]) => (name === unit || list.includes(unit) ? [name] : [])),
  );
  return [unit, ...rules.flatMap(({ around }) => names.flatMap((name) => around.things.get(name) ?? []))];
}

/** Whether one of the phrases begins at one of the first words: "three books", "three picture books", 三本. */
export function beginsWithOne(phrases: readonly string[], words: readonly Word[], reach: number): boolean {
  const isSigns = words[0]?.sign === true;
  if (isSigns) {
    const text = joinPlain(words);
    // A measure word may stand between: 四颗星.
    return phrases.some((phrase) => text.startsWith(phrase) || text.slice(1).startsWith(phrase));
  }
  return words.slice(0, reach).some((word) => phrases.some((phrase) => isFormOf(word.plain, phrase)));
}

/** Whether one of the phrases stands among the last words: "vitabu vitatu", "le pongo un cuatro". */
export function endsWithOne(phrases: readonly string[], words: readonly Word[], reach: number): boolean {
  const last = words.at(-1);
  if (last?.sign === true) {
    const text = joinPlain(words);
    return phrases.some((phrase) => text.endsWith(phrase));
  }
  return words.slice(-reach).some((word) => phrases.some((phrase) => isFormOf(word.plain, phrase)));
}

/** A word shorter than this is inflected too little to be told by its beginning. */
const shortestBeginning = 4;

/** The same word, or a longer form of it, or most of it in common: книг, книжки; minuto, minutitos. */
function isFormOf(word: string, phrase: string): boolean {
  if (word === phrase) return true;
  if (phrase.length < shortestBeginning || word.length < shortestBeginning) return false;
  const same = sharedBeginning(word, phrase);
  return same === phrase.length || same >= 0.65 * Math.max(word.length, phrase.length);
}

/** Words that only stand around a number: "about", "only", "I give it", "the". */
export function wordsAroundNumber(reading: Reading): ReadonlySet<string> {
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords ?? [];
  const around = rulesOf(reading).flatMap((rules) => [...rules.only, ...rules.about, ...rules.around.giving]);
  return new Set([...around, ...small]);
}
