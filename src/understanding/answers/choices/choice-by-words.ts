import { findAlarms } from '../../words/alarms.js';
import { answerReason, unclearAnswer, type AnswerReading } from '../answers.js';
import { editsBetween, sharedBeginning } from '../../text/edits.js';
import { joinPlain } from '../../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { lengthOf } from '../../words/phrases.js';
import { guardWordsOf, rulesOf, type Reading } from '../../reading/reading.js';
import { socialMatches } from '../../reading/small-talk.js';

/** The plain words of an option. */
export type Option = readonly string[];

/** What a reader of choices makes of a text. */
export interface ChoiceReading extends AnswerReading {
  /** Whether the whole text was weighed, so that no clause of it knows better. */
  readonly isSettled?: boolean;
}

/** The index of the one option that fits; null when none or several do. */
export function only(options: readonly Option[], fits: (option: Option) => boolean): number | null {
  const found = options.flatMap((option, index) => (fits(option) ? [index] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The choice of an option, told by these words. */
export function chosen(reading: Reading, value: number, words: readonly Word[]): AnswerReading {
  const start = words[0]?.start ?? 0;
  const end = words.at(-1)?.end ?? reading.prepared.clean.length;
  const reason = answerReason(reading, start, end, reading.language);
  return { outcome: 'read', value, span: { start, end }, leads: true, reason };
}

/** An option's words in a row inside the text: "the afternoon one please". Two options are no choice. */
export function byContainedOption(reading: Reading, options: readonly Option[]): AnswerReading | null {
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
  const social = socialMatches(reading);
  // "Good morning, in the evening please": the greeting is no choice where something else is.
  const isGreeting = ({ from, to }: Hit): boolean =>
    social.some(
      (match) =>
        lengthOf(match) > to - from &&
        match.start <= (words[from]?.start ?? 0) &&
        match.end >= (words[to - 1]?.end ?? 0),
    );
  const told = outer.filter((hit) => !isGreeting(hit));
  const [hit] = told;
  if (hit === undefined) return null;
  if (told.length > 1) return settleSeveral(reading, told);
  // "в среду, в понедельник я на смене": another option may be named in another form.
  if (weightOfWords(words) > longestChoice && namesAnother(reading, options, hit)) {
    return unclearAnswer('answer:several options');
  }
  if (isTurnedDown(reading, words[hit.from], words[hit.to - 1]))
    return unclearAnswer('answer:not that option');
  return chosen(reading, hit.index, words.slice(hit.from, hit.to));
}

/** Whether a word beside the option found tells of another one. */
function namesAnother(reading: Reading, options: readonly Option[], hit: Hit): boolean {
  return reading.prepared.words.some(
    (word, place) =>
      (place < hit.from || place >= hit.to) &&
      !word.sign &&
      !isTurnedDown(reading, word) &&
      ![-1, hit.index].includes(
        only(options, (option) => option.some((part) => isAlike(part, word.plain))) ?? -1,
      ),
  );
}

interface Hit {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** "Not the morning, the afternoon": what is left when the others are turned down. */
function settleSeveral(reading: Reading, hits: readonly Hit[]): AnswerReading {
  const { words } = reading.prepared;
  const left = hits.filter(({ from, to }) => !isTurnedDown(reading, words[from], words[to - 1]));
  const [hit] = left;
  if (hit === undefined || left.length > 1) return unclearAnswer('answer:several options');
  return chosen(reading, hit.index, words.slice(hit.from, hit.to));
}

/** Whether a "not" stands before the words, at most one word away and in the same clause, or ends the clause after them. */
export function isTurnedDown(reading: Reading, word: Word | undefined, last = word): boolean {
  if (saysNothingElse(reading)) return false;
  const { words } = reading.prepared;
  const place = word === undefined ? -1 : words.indexOf(word);
  const { negation } = guardWordsOf(reading, reading.wordLanguage);
  for (let n = place; n > 0 && n > place - 2; n -= 1) {
    if (words[n]?.startsClause === true) break;
    if (negation.has(words[n - 1]?.plain ?? '') || (n === place && followsWithout(reading, n))) return true;
  }
  return last !== undefined && isDeniedAfter(reading, words.indexOf(last) + 1);
}

/** Whether a "without", "except" or "neither" stands right before a place, or an article of it. */
export function followsWithout(reading: Reading, at: number): boolean {
  const { words } = reading.prepared;
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords;
  return (
    endsWithWithout(reading, at) ||
    (small?.has(words[at - 1]?.plain ?? '') === true &&
      words[at - 1]?.startsClause === false &&
      endsWithWithout(reading, at - 1))
  );
}

function endsWithWithout(reading: Reading, place: number): boolean {
  const { words } = reading.prepared;
  return [1, 2, 3].some((length) => {
    const phrase = place < length ? '' : joinPlain(words.slice(place - length, place));
    return rulesOf(reading).some(({ choosing }) => choosing.without.has(phrase));
  });
}

/** "No day but Tuesday": nothing is turned down but all else. */
function saysNothingElse({ prepared, u, wordLanguage }: Reading): boolean {
  const marks = u.words(wordLanguage)?.choosing.marks;
  return (
    marks !== undefined &&
    findAlarms(marks, prepared, wordsFor(prepared, wordLanguage)).some(({ kind }) => kind === 'nothingElse')
  );
}

/** So many words, or signs, stand between what is turned down and the end of the clause that does: "judo thì không". */
const longestDenial = 3;

/** "Judo no", "জুডো না", 柔道不要: whether what follows, up to the end of the clause, says no. */
function isDeniedAfter(reading: Reading, from: number): boolean {
  const { words } = reading.prepared;
  const around = reading.u.words(reading.wordLanguage)?.around;
  const { negation } = guardWordsOf(reading, reading.wordLanguage);
  const end = words.findIndex((word, place) => place >= from && word.startsClause);
  const rest = words.slice(from, end === -1 ? undefined : end);
  if (rest.length === 0 || rest.length > longestDenial) return false;
  const text = joinPlain(rest);
  return (
    around?.notAfter.has(text) === true ||
    rest.some(({ plain }) => negation.has(plain) || around?.notAfter.has(plain) === true)
  );
}

/** A text longer than this says something else beside its choice, and might only say something else. */
export const longestChoice = 8;

/** The one option a word tells of, a little inflected or misspelt too; null for a small word, or one of several options. */
export function optionOfWord(reading: Reading, options: readonly Option[], word: Word): number | null {
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords;
  const isNumber = /^\d+$/u.test(word.plain);
  const isNot = word.sign && guardWordsOf(reading, reading.wordLanguage).negation.has(word.plain);
  if (
    isNot ||
    (word.plain.length < 2 && !word.sign && !isNumber) ||
    (word.plain.length < 4 && small?.has(word.plain) === true)
  )
    return null;
  const same = options.flatMap((option, index) => (option.includes(word.plain) ? [index] : []));
  if (same.length > 0) return same.length === 1 ? (same[0] ?? null) : null;
  return only(options, (option) => option.some((part) => isAlike(part, word.plain)));
}

/**
 * Words that only one option has, a little inflected or misspelt too: "in the mornings" for "Morning, 8 to 10". Words of
 * several options are no choice.
 */
export function byTellingWords(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
): AnswerReading | null {
  if (weightOfWords(words) > longestChoice) return null;
  const hits = words.flatMap((word) => {
    const index = optionOfWord(reading, options, word);
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

/** The same of a longer text, where one clause chooses: "sorry, what a week. We'll take the afternoon, thanks". */
export function byTellingWordsOfClause(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
): AnswerReading | null {
  const clauses: Word[][] = [];
  for (const word of words) {
    const last = clauses.at(-1);
    if (last === undefined || word.startsClause) clauses.push([word]);
    else last.push(word);
  }
  if (clauses.length < 2) return null;
  const read = clauses.flatMap((clause) => byTellingWords(reading, options, clause) ?? []);
  const [first] = read;
  if (first === undefined) return null;
  const isOne = read.every(({ outcome, value }) => outcome === 'read' && value === first.value);
  return isOne ? { ...first, leads: false, isLoose: true } : unclearAnswer('answer:several options');
}

/** A word of an option this short is looked for with the shortest endings only. */
const shortestPart = 3;

/** An ending that makes a word smaller or dearer. */
const longestEnding = 5;

/** Two forms or spellings of one word: most of it from the beginning, or a letter apart. */
function isAlike(part: string, word: string): boolean {
  const same = sharedBeginning(part, word);
  // "чайок" for "чай".
  if (part.length === shortestPart && same === part.length) return word.length <= part.length + 2;
  if (part.length <= shortestPart || word.length <= shortestPart) return false;
  // "tardecita", "tardinha" for "tarde".
  if (same === part.length && word.length <= part.length + longestEnding) return true;
  // "animalitos" for "animales": without its plural.
  if (same >= 5 && same >= part.length - 2 && word.length <= part.length + longestEnding) return true;
  if (same >= 4 && same >= 0.65 * Math.max(part.length, word.length)) return true;
  return part[0] === word[0] && editsBetween(part, word) <= (part.length >= 7 ? 2 : 1);
}
