import {
  noAnswer,
  putOff,
  unclearAnswer,
  unsureMatches,
  withoutPhrases,
  wordsOfAnswer,
  type AnswerReading,
} from './answers.js';
import { byClock, byMeaning } from './choice-by-meaning.js';
import { optionsByTime } from './choice-by-time.js';
import {
  byContainedOption,
  byTellingWords,
  byTellingWordsOfClause,
  chosen,
  longestChoice,
  only,
  type Option,
} from './choice-by-words.js';
import { editsBetween } from './edits.js';
import { firstClause } from './first-clause.js';
import { joinPlain } from './joined-words.js';
import { prepareText, weightOfWords, type Word } from './normalise.js';
import { matchesOf } from './phrases.js';
import { replyOrder, rulesOf, type Reading } from './reading.js';
import type { Ask } from './understood.js';
import { readYesNo } from './yes-no.js';

/**
 * Reads which option is meant: its own words, its number, its letter, its place, its words misspelt, or other words for
 * it. What a clause that says nothing else chooses goes before all that follows.
 */
export function readChoice(reading: Reading, ask: Ask): AnswerReading {
  const whole = readOptions(reading, ask);
  const clause = firstClause(reading);
  if (clause === null) return whole;
  const read = readOptions(clause, ask);
  if (read.outcome !== 'read' || read.value === whole.value) return whole;
  if (whole.outcome === 'nothing') return read;
  const isSettled = settled.has(whole.reason ?? '');
  return !isSettled && saysNothingElse(clause, read) ? read : whole;
}

const settled = new Set(['answer:any of them', 'answer:unsure', 'answer:asks first']);

/** Whether all words beside the choice are such as stand around any. */
function saysNothingElse(reading: Reading, { span }: AnswerReading): boolean {
  const { functionWords } = reading.u.smallWords(reading.wordLanguage) ?? {};
  const rest = withoutLabels(reading, wordsOfAnswer(reading, reading.wordLanguage)).filter(
    (word) =>
      functionWords?.has(word.plain) !== true &&
      (span === null || word.start < span.start || word.end > span.end),
  );
  // Of a time it is not known which words say it.
  const own = span === null ? 1 : 0;
  return weightOfWords(rest) <= own + (rest.some(({ sign }) => sign) ? signsBeside : 0);
}

/** 下午那场吧: so much of signs that stand around a choice. */
const signsBeside = 1.5;

function readOptions(reading: Reading, ask: Ask): AnswerReading {
  const options = (ask.options ?? []).map((option) => prepareText(option).words.map((word) => word.plain));
  const words = wordsOfAnswer(reading, reading.wordLanguage);
  if (options.length === 0 || reading.prepared.words.length === 0) return noAnswer;
  const text = words.map((word) => word.plain);
  const all = reading.prepared.words.map((word) => word.plain);
  const same = only(options, (option) => [text.join(' '), all.join(' ')].includes(option.join(' ')));
  if (same !== null) return chosen(reading, same, words);
  const bare = withoutLabels(reading, words);
  const written = ask.options ?? [];
  const clock = byClock(reading, written);
  // "A las dos y media" takes a time, not both.
  if (clock?.leads === true) return isUnsure(reading, true) ? unclearAnswer('answer:unsure') : clock;
  if (choosesNone(reading, options, words, bare, shortText)) return unclearAnswer('answer:any of them');
  const named =
    byNumber(reading, options, bare) ??
    byContainedOption(reading, options) ??
    byLetterOrPlace(reading, options, words, bare);
  // Vietnamese "thứ 4" is no number but Wednesday.
  const time = named?.reason === 'answer:out of range' ? (byTimeOf(reading, written, words) ?? clock) : null;
  const read =
    time ??
    named ??
    clock ??
    byTellingWords(reading, options, bare) ??
    bySpelling(reading, options, words) ??
    byTimeOf(reading, written, words) ??
    byMeaning(reading, written) ??
    byYesOrNo(reading, options) ??
    byTellingWordsOfClause(reading, options, words);
  if (isUnsure(reading, read?.outcome === 'read')) return unclearAnswer('answer:unsure');
  const later = putOff(reading);
  if (later !== null) return later;
  if (read !== null) return read;
  const isAny = choosesNone(reading, options, words, bare, longText);
  return isAny ? unclearAnswer('answer:any of them') : noAnswer;
}

/** Whether it says "maybe"; "I guess" and "if possible" leave a choice beside them standing. */
function isUnsure(reading: Reading, isRead: boolean): boolean {
  const about = rulesOf(reading).flatMap((words) => [...words.about]);
  return unsureMatches(reading).some(({ entry }) => !isRead || !about.includes(joinPlain(entry.words)));
}

/** "Any" by itself takes any of the options in so few words, and in more where none of them is named. */
const shortText = 4;
const longText = 12;

/** The words without what stands around a choice: "option", "I prefer". All of them when nothing else is there. */
function withoutLabels(reading: Reading, words: readonly Word[]): readonly Word[] {
  const labels = new Set(rulesOf(reading).flatMap(({ choiceLabels }) => choiceLabels));
  const rest = withoutPhrases(words, labels, words.some((word) => word.sign) ? 4 : 3);
  return rest.length === 0 ? words : rest;
}

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
  const inOptions = (phrase: string): boolean => options.some((option) => option.join(' ').includes(phrase));
  return rulesOf(reading)
    .flatMap(({ choiceAny }) => choiceAny)
    .some((phrase) => {
      if (inOptions(phrase)) return false;
      if (phrase === whole || phrase === rest) return true;
      if (isSigns) return phrase.length > 1 && whole.includes(phrase);
      const isPhrase = phrase.includes(' ') || weightOfWords(bare) <= longest;
      return isPhrase && ` ${whole} `.includes(` ${phrase} `);
    });
}

/** "2", "opción 2", "2 please", "two"; an option that itself begins with the number goes first. */
function byNumber(reading: Reading, options: readonly Option[], bare: readonly Word[]): AnswerReading | null {
  const first = bare[0];
  if (first === undefined) return null;
  const next = bare[1];
  if (next !== undefined && !next.startsClause && weightOfWords(bare) > 2) return null;
  const number = /^\d{1,3}$/u.test(first.plain) ? Number(first.plain) : numberWord(reading, bare);
  if (number === null) return null;
  if (bare.slice(1).some((word) => /^\d+$/u.test(word.plain))) return unclearAnswer('answer:several numbers');
  const written = String(number);
  const labelled =
    only(options, (option) => option[0] === written) ?? only(options, (option) => option.includes(written));
  if (labelled !== null) return chosen(reading, labelled, [first]);
  if (number < 1 || number > options.length) return unclearAnswer('answer:out of range');
  return chosen(reading, number - 1, [first]);
}

function numberWord(reading: Reading, bare: readonly Word[]): number | null {
  for (const language of replyOrder(reading)) {
    const match = matchesOf(reading.found.get(language) ?? [], 'numbers').find(
      ({ exact, start, end }) => exact && start === bare[0]?.start && end === bare.at(-1)?.end,
    );
    if (match !== undefined) return Number(match.entry.name);
  }
  return null;
}

function byLetterOrPlace(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
  bare: readonly Word[],
): AnswerReading | null {
  const count = options.length;
  const text = joinPlain(bare);
  const letter = rulesOf(reading)
    .map(({ optionLetters }) => (text.length === 1 ? optionLetters.indexOf(text) : -1))
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
  return index < count ? chosen(reading, index, words) : unclearAnswer('answer:out of range');
}

/** The place a text names: "the second one", "la última"; null when it names none or several. */
function placeNamed(reading: Reading, words: readonly Word[], bare: readonly Word[]): number | null {
  const wholes = [joinPlain(words), joinPlain(bare)];
  for (const { ordinals } of rulesOf(reading)) {
    const whole = wholes.map((text) => ordinals.get(text)).find((place) => place !== undefined);
    if (whole !== undefined) return whole;
    const named = new Set(bare.flatMap((word) => (word.sign ? [] : (ordinals.get(word.plain) ?? []))));
    const [place] = named;
    if (named.size === 1 && place !== undefined) return place;
  }
  return null;
}

/** The option misspelt by a letter or two, when no other option is as near. */
function bySpelling(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
): AnswerReading | null {
  const text = words.map((word) => word.plain).join(' ');
  if (text.length < 4 || text.length > 60) return null;
  const index = only(options, (option) => {
    const written = option.join(' ');
    const allowed = written.length >= 8 ? 2 : 1;
    return (
      written.length >= 4 &&
      Math.abs(written.length - text.length) <= allowed &&
      editsBetween(text, written) <= allowed
    );
  });
  return index === null ? null : chosen(reading, index, words);
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

/** Options that are a yes and a no, answered with any yes or no. */
function byYesOrNo(reading: Reading, options: readonly Option[]): AnswerReading | null {
  const says = (name: 'yes' | 'no', option: Option): boolean =>
    replyOrder(reading).some((code) =>
      (reading.u.vocabulary(code)?.byFirstWord.get(option[0] ?? '') ?? []).some(
        ({ list, name: group, words }) =>
          list === 'answers' &&
          group === name &&
          words.map((word) => word.plain).join(' ') === option.join(' '),
      ),
    );
  const yes = only(options, (option) => says('yes', option));
  const no = only(options, (option) => says('no', option));
  if (yes === null || no === null) return null;
  const answer = readYesNo(reading);
  return answer.outcome === 'read' ? { ...answer, value: answer.value === true ? yes : no } : answer;
}
