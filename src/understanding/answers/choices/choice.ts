import { noAnswer, unclearAnswer, wordsOfAnswer, type AnswerReading } from '../answers.js';
import { byClock } from './choice-by-hours.js';
import { byMeaning, thingsByOption } from './choice-by-meaning.js';
import { byNumber, byNumberNamed, byRemainder } from './choice-by-number.js';
import { optionsByTime } from './choice-by-time.js';
import {
  byContainedOption,
  byTellingWords,
  byTellingWordsOfClause,
  chosen,
  longestChoice,
  only,
  type ChoiceReading,
  type Option,
} from './choice-by-words.js';
import { byCorrection } from './choice-corrected.js';
import { byJoinedWords, bySpelling } from './choice-by-spelling.js';
import { byList, byStance } from './choice-mentions.js';
import { byRank, byRemaining } from './choice-by-rank.js';
import { byLatinLetters } from './choice-romanised.js';
import { doubt } from './choice-undecided.js';
import { weekdayNames } from '../../words/contact-words.js';
import { sharedBeginning } from '../../text/edits.js';
import { firstClause } from '../first-clause.js';
import { joinPlain } from '../../words/joined-words.js';
import { prepareText, weightOfWords, type Word } from '../../text/normalise.js';
import { readText, rulesOf, type Reading } from '../../reading/reading.js';
import { withoutPhrases } from '../../reading/small-talk.js';
import type { Ask } from '../../understood.js';
import { readYesNo } from '../yes-no.js';

/**
 * Reads which option is meant: its own words, its number, its letter, its place, its words misspelt, or other words for
 * it. What a clause that says nothing else chooses goes before all that follows.
 */
export function readChoice(reading: Reading, ask: Ask): AnswerReading {
  const corrected = byCorrection(reading, (part) => readOptions(part, ask), withoutLabels);
  const read = corrected ?? readByClauses(reading, ask);
  // "Who teaches Rehema's class now?" names a room and chooses none.
  if (read.outcome !== 'read') return read;
  const { words, questions } = reading.prepared;
  const of = words.find(({ start }) => read.span === null || start === read.span.start)?.sentence ?? 0;
  const isBare = saysNothingElse(reading, read, (word) => word.sentence === of);
  return questions.has(of) && !isBare && !opensText(reading, read) ? { ...read, leads: false } : read;
}

/** Whether the choice fills the first clause and the text goes on: "swimming, but is there a discount?" asks of the rest. */
function opensText(reading: Reading, { span }: AnswerReading): boolean {
  const end = firstClause(reading)?.prepared.clean.length;
  const isWithin = end !== undefined && span !== null && span.end <= end;
  return isWithin && saysNothingElse(reading, { ...noAnswer, span }, (word) => word.start < end);
}

function readByClauses(reading: Reading, ask: Ask): ChoiceReading {
  const whole = readOptions(reading, ask);
  const clause = firstClause(reading);
  if (clause === null) return whole;
  const read = readOptions(clause, ask);
  if (read.outcome !== 'read' || read.value === whole.value) return whole;
  if (whole.outcome === 'nothing') return read;
  // "Maths, he doesn't remember his tables": the doubt is of something else.
  if (whole.reason === 'answer:unsure' && doubtsSomethingElse(reading, clause, read)) return read;
  const isSettled = whole.isSettled === true || settled.has(whole.reason ?? '');
  return !isSettled && saysNothingElse(clause, read) ? read : whole;
}

/** So much more than "I don't know" tells of something. */
const longestDoubt = 4;

/** Whether nothing but the choice stands in the first clause, and enough after it that a doubt there is of something else. */
function doubtsSomethingElse(reading: Reading, clause: Reading, read: AnswerReading): boolean {
  const end = clause.prepared.clean.length;
  const after = reading.prepared.words.filter(({ start }) => start >= end);
  return weightOfWords(after) > longestDoubt && saysNothingElse(clause, read);
}

const settled = new Set(['answer:any of them', 'answer:unsure', 'answer:asks first']);

/** Whether all words beside the choice are such as stand around any. */
function saysNothingElse(
  reading: Reading,
  { span }: AnswerReading,
  counts: (word: Word) => boolean = () => true,
): boolean {
  const { functionWords } = reading.u.smallWords(reading.wordLanguage) ?? {};
  const rest = withoutLabels(reading, wordsOfAnswer(reading, reading.wordLanguage)).filter(
    (word) =>
      counts(word) &&
      functionWords?.has(word.plain) !== true &&
      (span === null || word.start < span.start || word.end > span.end),
  );
  // Of a time it is not known which words say it.
  const own = span === null ? 1 : 0;
  return weightOfWords(rest) <= own + (rest.some(({ sign }) => sign) ? signsBeside : 0);
}

/** 下午那场吧: so much of signs that stand around a choice. */
const signsBeside = 1.5;

function readOptions(reading: Reading, ask: Ask): ChoiceReading {
  const options = (ask.options ?? []).map((option) => prepareText(option).words.map((word) => word.plain));
  const words = wordsOfAnswer(reading, reading.wordLanguage);
  if (options.length === 0 || reading.prepared.words.length === 0) return noAnswer;
  const text = words.map((word) => word.plain);
  const all = reading.prepared.words.map((word) => word.plain);
  const same = only(options, (option) => [text.join(' '), all.join(' ')].includes(option.join(' ')));
  if (same !== null) return chosen(reading, same, words);
  const bare = withoutLabels(reading, words);
  const written = ask.options ?? [];
  const both = byBoth(reading, options, words);
  if (both !== null) return both;
  const clock = byClock(reading, written);
  // "A las dos y media" takes a time, not both.
  if (clock?.leads === true) return doubt(reading, written, true) ?? clock;
  if (choosesNone(reading, options, words, bare, shortText)) return unclearAnswer('answer:any of them');
  const named =
    byRemaining(reading, options, written) ??
    byStance(reading, options, written) ??
    byList(reading, options, written) ??
    byNumberedDay(reading, written) ??
    byRemainder(reading, options, bare) ??
    byNumber(reading, options, bare) ??
    byContainedOption(reading, options) ??
    byLetterOrPlace(reading, options, words, bare);
  // Vietnamese "thứ 4" is no number but Wednesday, and 19 one of the dates that are offered.
  const meant = named?.reason === 'answer:not that option' ? byMeaning(reading, written) : null;
  const other =
    named?.reason === 'answer:out of range'
      ? (byNumberNamed(reading, written) ?? byTimeOf(reading, written, words) ?? clock)
      : named?.reason === noSuchPlace
        ? byTimeOf(reading, written, words)
        : meant?.outcome === 'read'
          ? meant
          : null;
  const read =
    other ??
    named ??
    clock ??
    byTellingWords(reading, options, bare) ??
    bySpelling(reading, options, words) ??
    byJoinedWords(reading, options) ??
    byTimeOf(reading, written, words) ??
    byMeaning(reading, written) ??
    byNumberNamed(reading, written) ??
    byLatinLetters(reading, options, bare) ??
    byRank(reading, options, written) ??
    byYesOrNo(reading, written) ??
    byTellingWordsOfClause(reading, options, words);
  const doubted = doubt(reading, written, read?.outcome === 'read');
  if (doubted !== null) return doubted;
  if (read !== null) return read;
  const isAny = choosesNone(reading, options, words, bare, longText);
  return isAny ? unclearAnswer('answer:any of them') : noAnswer;
}

/** The option that says "both", for a text that does. */
function byBoth(reading: Reading, options: readonly Option[], words: readonly Word[]): AnswerReading | null {
  const phrases = rulesOf(reading).flatMap(({ choosing }) => [...choosing.both]);
  const isSigns = words.some(({ sign }) => sign);
  const saysBoth = (of: readonly string[]): boolean => {
    const text = ` ${of.join(isSigns ? '' : ' ')} `;
    return phrases.some((phrase) => text.includes(isSigns ? phrase : ` ${phrase} `));
  };
  const index = only(options, saysBoth);
  if (index === null || !saysBoth(words.map(({ plain }) => plain))) return null;
  const named = byContainedOption(reading, options);
  // "Neither of the two", where that is an option.
  return named?.outcome === 'read' ? named : chosen(reading, index, words);
}

/** "4ª feira", "T4": where days of the week are offered, a number may be one. */
function byNumberedDay(reading: Reading, options: readonly string[]): AnswerReading | null {
  if (!/\d/u.test(reading.prepared.clean)) return null;
  const days: ReadonlySet<string> = new Set(weekdayNames);
  const isDays = thingsByOption(reading, options).every((names) => [...names].some((name) => days.has(name)));
  const read = isDays ? byMeaning(reading, options) : null;
  return read?.outcome === 'read' ? read : null;
}

/** "Any" by itself takes any of the options in so few words, and in more where none of them is named. */
const shortText = 4;
const longText = 8;

/** The words without what stands around a choice: "option", "I prefer". All of them when nothing else is there. */
function withoutLabels(reading: Reading, words: readonly Word[]): readonly Word[] {
  const labels = new Set(rulesOf(reading).flatMap(({ choiceLabels }) => choiceLabels));
  const rest = withoutPhrases(words, labels, words.some((word) => word.sign) ? 4 : 3);
  return rest.length === 0 ? words : rest;
}

/** What a text says that may be a choice: without politeness and what stands around one. */
export const wordsOfChoice = (reading: Reading): readonly Word[] =>
  withoutLabels(reading, wordsOfAnswer(reading, reading.wordLanguage));

/** "Both", "any", "it doesn't matter": unless an option says the same. */
function choosesNone(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
  bare: readonly Word[],
  longest: number,
): boolean {
  const [whole, rest] = [joinPlain(words), joinPlain(bare)];
  const isSigns = words.some((word) => word.sign);
  const isTold = byTellingWords(reading, options, bare)?.outcome === 'read';
  const isAmid = (phrase: string): boolean => bare[0]?.plain !== phrase && bare.at(-1)?.plain !== phrase;
  const inOptions = (phrase: string): boolean => options.some((option) => option.join(' ').includes(phrase));
  return rulesOf(reading)
    .flatMap(({ choiceAny }) => choiceAny)
    .some((phrase) => {
      if (inOptions(phrase)) return false;
      if (phrase === whole || phrase === rest) return true;
      if (isSigns) return phrase.length > 1 && whole.includes(phrase);
      if (!phrase.includes(' ') && isTold && isAmid(phrase)) return false;
      const isPhrase = phrase.includes(' ') || weightOfWords(bare) <= longest;
      return isPhrase && ` ${whole} `.includes(` ${phrase} `);
    });
}

function byLetterOrPlace(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
  bare: readonly Word[],
): AnswerReading | null {
  const count = options.length;
  const text = joinPlain(bare);
  // Haitian "a" is an article, and politeness elsewhere.
  const [sole, ...others] = reading.prepared.words;
  const isSole = sole !== undefined && others.length === 0 && sole.plain === sole.accented;
  const called = text === '' && isSole ? sole.plain : text;
  const letter = rulesOf(reading)
    .map(
      ({ optionLetters, optionLetterNames }) =>
        optionLetterNames.get(called) ?? (called.length === 1 ? optionLetters.indexOf(called) : -1),
    )
    .find((index) => index >= 0);
  if (letter !== undefined)
    return letter < count ? chosen(reading, letter, bare) : unclearAnswer('answer:out of range');
  if (weightOfWords(bare) > 4) return null;
  // Portuguese "segunda" is "second" as well as "Monday": what an option says itself is that option.
  if (
    bare.some(({ plain }) => plain.length > 1 && only(options, (option) => option.includes(plain)) !== null)
  )
    return null;
  const place = placeNamed(reading, words, bare);
  if (place === null) return null;
  const index = place === -1 ? count - 1 : place;
  return index < count ? chosen(reading, index, words) : unclearAnswer(noSuchPlace);
}

/** "The fourth one" of three: a number within an option is not meant by it. */
const noSuchPlace = 'answer:no such place';

/** Of so few words a part may be a place: "gjuha e dytë". */
const longestPlace = 3;

/** In so few words an ordinal may have any ending. */
const shortestList = 2;

/** "Primerita", "первенький", "اولیش": an ordinal that is made smaller or said of somebody's. */
function isFormOf({ plain, sign }: Word, ordinal: string): boolean {
  if (sign || ordinal.includes(' ') || plain.length <= ordinal.length) return false;
  const isLatin = /\p{Script=Latin}/u.test(ordinal);
  if (!isLatin && ordinal.length >= 4 && plain.startsWith(ordinal)) return plain.length <= ordinal.length + 2;
  const same = sharedBeginning(plain, ordinal);
  return ordinal.length >= 5 && same >= Math.max(4, ordinal.length - 2) && plain.length <= same + 6;
}

/** Whether several words, or signs, of a text in a row are a phrase. */
function holdsPhrase(words: readonly Word[], phrase: string): boolean {
  if (words.some(({ sign }) => sign)) return phrase.length > 1 && joinPlain(words).includes(phrase);
  return phrase.includes(' ') && ` ${joinPlain(words)} `.includes(` ${phrase} `);
}

/** The place a text names: "the second one", "la última"; null when it names none or several. */
function placeNamed(reading: Reading, words: readonly Word[], bare: readonly Word[]): number | null {
  const wholes = [joinPlain(words), joinPlain(bare)];
  for (const { ordinals } of rulesOf(reading)) {
    const whole = wholes.map((text) => ordinals.get(text)).find((place) => place !== undefined);
    if (whole !== undefined) return whole;
    const named = new Set(bare.flatMap((word) => (word.sign ? [] : (ordinals.get(word.plain) ?? []))));
    if (named.size === 0 && bare.length <= shortestList)
      for (const word of bare) for (const [phrase, at] of ordinals) if (isFormOf(word, phrase)) named.add(at);
    if (named.size === 0 && weightOfWords(bare) <= longestPlace) {
      for (const [phrase, at] of ordinals) if (holdsPhrase(words, phrase)) named.add(at);
    }
    const [place] = named;
    if (named.size === 1 && place !== undefined) return place;
  }
  return null;
}

function byTimeOf(
  reading: Reading,
  options: readonly string[],
  words: readonly Word[],
): AnswerReading | null {
  if (weightOfWords(words) > longestChoice) return null;
  const [index, other] = optionsByTime(reading, options);
  if (index === undefined) return null;
  if (other !== undefined) return unclearAnswer('answer:several options');
  return { ...chosen(reading, index, words), span: null };
}

/** Options that are a yes and a no, "Yes, we need one" as well, answered with any yes or no. */
function byYesOrNo(reading: Reading, options: readonly string[]): AnswerReading | null {
  const { u, context } = reading;
  const said = options.map((option) => {
    const read = readYesNo(readText(u, option, { ...context, ask: { kind: 'yesno' } }));
    return read.outcome === 'read' ? read.value : null;
  });
  const [yes, no] = [said.indexOf(true), said.indexOf(false)];
  if (yes === -1 || no === -1 || said.lastIndexOf(true) !== yes || said.lastIndexOf(false) !== no)
    return null;
  const answer = readYesNo(reading);
  return answer.outcome === 'read' ? { ...answer, value: answer.value === true ? yes : no } : answer;
}
