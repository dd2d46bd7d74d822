import {
  answerReason,
  noAnswer,
  unclearAnswer,
  unsureMatches,
  weightOfWords,
  wordsOfAnswer,
  type AnswerReading,
} from './answers.js';
import { optionsByTime } from './choice-by-time.js';
import { editsBetween } from './edits.js';
import { joinPlain } from './language-words.js';
import { prepareText, type Word } from './normalise.js';
import { matchesOf } from './phrases.js';
import { guardWordsOf, replyOrder, rulesOf, type Reading } from './reading.js';
import type { Ask } from './understood.js';
import { readYesNo } from './yes-no.js';

type Option = readonly string[];

/** Reads which option is meant: its own words, its number, its letter, its place, or its words misspelt. */
export function readChoice(reading: Reading, ask: Ask): AnswerReading {
  const options = (ask.options ?? []).map((option) => prepareText(option).words.map((word) => word.plain));
  const words = wordsOfAnswer(reading, reading.wordLanguage);
  if (options.length === 0 || reading.prepared.words.length === 0) return noAnswer;
  const text = words.map((word) => word.plain);
  const same = only(options, (option) => option.join(' ') === text.join(' '));
  if (same !== null) return chosen(reading, same, words);
  const bare = withoutLabels(reading, words);
  if (choosesNone(reading, options, words, bare)) return unclearAnswer('answer:any of them');
  if (unsureMatches(reading).length > 0) return unclearAnswer('answer:unsure');
  return (
    byNumber(reading, options, bare) ??
    byContainedOption(reading, options) ??
    byLetterOrPlace(reading, options, words, bare) ??
    byTellingWords(reading, options, bare) ??
    bySpelling(reading, options, words) ??
    byTimeOf(reading, ask.options ?? [], words) ??
    byYesOrNo(reading, options) ??
    noAnswer
  );
}

/** The index of the one option that fits; null when none or several do. */
function only(options: readonly Option[], fits: (option: Option) => boolean): number | null {
  const found = options.flatMap((option, index) => (fits(option) ? [index] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function chosen(reading: Reading, value: number, words: readonly Word[]): AnswerReading {
  const start = words[0]?.start ?? 0;
  const end = words.at(-1)?.end ?? reading.prepared.clean.length;
  const reason = answerReason(reading, start, end, reading.language);
  return { outcome: 'read', value, span: { start, end }, leads: true, reason };
}

/** The words without what stands around a choice: "option", "I prefer". All of them when nothing else is there. */
function withoutLabels(reading: Reading, words: readonly Word[]): readonly Word[] {
  const labels = rulesOf(reading).flatMap(({ choiceLabels }) => choiceLabels);
  const isSigns = words.some((word) => word.sign);
  const known = new Set(labels);
  const longest = isSigns ? 4 : 3;
  const rest: Word[] = [];
  for (let from = 0; from < words.length;) {
    let length = Math.min(longest, words.length - from);
    while (length > 0 && !known.has(joinPlain(words.slice(from, from + length)))) length -= 1;
    const word = words[from];
    if (length === 0 && word !== undefined) rest.push(word);
    from += Math.max(1, length);
  }
  return rest.length === 0 ? words : rest;
}

/** "Both", "any", "it doesn't matter": unless an option says the same. */
function choosesNone(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
  bare: readonly Word[],
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
      const isPhrase = phrase.includes(' ') || weightOfWords(bare) <= 4;
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

/** An option's words in a row inside the text: "the afternoon one please". Two options are no choice. */
function byContainedOption(reading: Reading, options: readonly Option[]): AnswerReading | null {
  const { words } = reading.prepared;
  const found = options.flatMap((option, index) => {
    const from =
      option.length === 0
        ? -1
        : words.findIndex((_, start) =>
            option.every((part, offset) => words[start + offset]?.plain === part),
          );
    return from === -1 ? [] : [{ index, from, to: from + option.length }];
  });
  const outer = found.filter(
    (hit) =>
      !found.some(
        (other) =>
          other !== hit &&
          other.from <= hit.from &&
          other.to >= hit.to &&
          other.to - other.from > hit.to - hit.from,
      ),
  );
  const [hit] = outer;
  if (hit === undefined) return null;
  if (outer.length > 1) return settleSeveral(reading, outer);
  if (isTurnedDown(reading, words[hit.from])) return unclearAnswer('answer:not that option');
  return chosen(reading, hit.index, words.slice(hit.from, hit.to));
}

interface Hit {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** "Not the morning, the afternoon": what is left when the others are turned down. */
function settleSeveral(reading: Reading, hits: readonly Hit[]): AnswerReading {
  const { words } = reading.prepared;
  const left = hits.filter(({ from }) => !isTurnedDown(reading, words[from]));
  const [hit] = left;
  if (hit === undefined || left.length > 1) return unclearAnswer('answer:several options');
  return chosen(reading, hit.index, words.slice(hit.from, hit.to));
}

/** Whether a "not" stands before the word, at most one word away and in the same clause. */
function isTurnedDown(reading: Reading, word: Word | undefined): boolean {
  const { words } = reading.prepared;
  const place = word === undefined ? -1 : words.indexOf(word);
  const { negation } = guardWordsOf(reading, reading.wordLanguage);
  for (let n = place; n > 0 && n > place - 2; n -= 1) {
    if (words[n]?.startsClause === true) return false;
    if (negation.has(words[n - 1]?.plain ?? '')) return true;
  }
  return false;
}

/** A text longer than this says something else beside its choice, and might only say something else. */
const longestChoice = 8;

/**
 * Words that only one option has, a little inflected or misspelt too: "in the mornings" for "Morning, 8 to 10". Words of
 * several options are no choice.
 */
function byTellingWords(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
): AnswerReading | null {
  if (weightOfWords(words) > longestChoice) return null;
  const optionOf = (word: Word): number | null => {
    if (word.plain.length < 2 && !word.sign) return null;
    const same = options.flatMap((option, index) => (option.includes(word.plain) ? [index] : []));
    if (same.length > 0) return same.length === 1 ? (same[0] ?? null) : null;
    return only(options, (option) => option.some((part) => isAlike(part, word.plain)));
  };
  const hits = words.flatMap((word) => {
    const index = optionOf(word);
    return index === null || isTurnedDown(reading, word) ? [] : [{ index, word }];
  });
  const [hit] = hits;
  if (hit === undefined) return null;
  const last = hits.at(-1)?.word ?? hit.word;
  const isSigns = hits.every(({ word }) => word.sign);
  // One sign in common is little in a longer text.
  if (isSigns && hits.length === 1 && weightOfWords(words) > 2) return null;
  if (hits.some(({ index }) => index !== hit.index)) return unclearAnswer('answer:several options');
  return chosen(reading, hit.index, [hit.word, last]);
}

/** An ending that makes a word smaller or dearer. */
const longestEnding = 5;

/** Two forms or spellings of one word: most of it from the beginning, or a letter apart. */
function isAlike(part: string, word: string): boolean {
  if (part.length < 4 || word.length < 4) return false;
  let same = 0;
  while (same < part.length && part[same] === word[same]) same += 1;
  // "tardecita", "tardinha" for "tarde".
  if (same === part.length && word.length <= part.length + longestEnding) return true;
  if (same >= 4 && same >= 0.65 * Math.max(part.length, word.length)) return true;
  return part[0] === word[0] && editsBetween(part, word) <= (part.length >= 7 ? 2 : 1);
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
  return other === undefined ? chosen(reading, index, words) : unclearAnswer('answer:several options');
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
