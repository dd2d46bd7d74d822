import { findAlarms } from '../words/alarms.js';
import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { lengthOf, longestOf, matchesOf, type Match } from '../words/phrases.js';
import { guardWordsOf, replyOrder, rulesOf, type Reading } from '../reading/reading.js';
import { longestBefore, socialMatches, withoutPhrases } from '../reading/small-talk.js';

/** What a reader of answers makes of a text, before it is known what else the text says. */
export interface AnswerReading {
  /** `read` has a value, `unclear` tried to answer, `nothing` found no answer at all. */
  readonly outcome: 'read' | 'unclear' | 'nothing';
  readonly value: boolean | number | null;
  /** Where the value stands in `PreparedText.clean`. */
  readonly span: { readonly start: number; readonly end: number } | null;
  /** Whether it stands where answers stand, so that what else the text says does not cast doubt on it. */
  readonly leads: boolean;
  /** A number word, or a "maybe", amid other words of a longer text: it answers where the text is about nothing else. */
  readonly isLoose?: boolean;
  /** The no is a "not" as well, with more of its clause behind it: "no tengo transporte" beside a call for help answers nothing. */
  readonly isNegation?: boolean;
  readonly reason: string | null;
}

/** What a part of a text answers, read by whoever calls. */
export type ReadsPart = (part: Reading) => AnswerReading;

/** Shorter words for yes and no are words of their own in other languages: Vietnamese "nó", Spanish "ya". */
export const shortestReply = 3;

export const noAnswer: AnswerReading = {
  outcome: 'nothing',
  value: null,
  span: null,
  leads: false,
  reason: null,
};

export const unclearAnswer = (reason: string, isLoose = false): AnswerReading => ({
  ...noAnswer,
  outcome: 'unclear',
  isLoose,
  reason,
});

/** The text of an answer's reason, with the family's own words. */
export function answerReason(reading: Reading, start: number, end: number, language: string): string {
  return `answer «${reading.prepared.clean.slice(start, end)}» (${language})`;
}

/** "maybe", "I don't know": the longest such phrases, home language first. */
export function unsureMatches(reading: Reading): readonly Match[] {
  return replyOrder(reading).flatMap((code) =>
    longestOf(matchesOf(reading.found.get(code) ?? [], 'answers')).filter(
      (match) =>
        match.entry.name === 'unsure' &&
        match.exact &&
        !isNegated(reading, match) &&
        !isAsked(reading, match) &&
        !isOfTwoClauses(reading, match) &&
        (match.language === reading.wordLanguage || lengthOf(match) > 1 || reading.prepared.words.length < 4),
    ),
  );
}

/** Of a longer text, somebody asked of something is a story of its own. */
const longestPutOff = 16;

/**
 * The reading of a text that puts its answer off, in words no list of phrases holds: "I haven't decided", or, less
 * surely, "I'd have to ask my wife". Null where it does not.
 */
export function putOff(reading: Reading): AnswerReading | null {
  const { prepared } = reading;
  if (prepared.questions.size > 0) return null;
  let isAskedFirst = false;
  for (const code of replyOrder(reading)) {
    const around = reading.u.words(code)?.around;
    if (around === undefined) continue;
    const words = wordsFor(prepared, code);
    if (findAlarms(around.undecided, prepared, words).length > 0) return unclearAnswer('answer:unsure');
    const parts = new Set(findAlarms(around.putsOff, prepared, words).map(({ kind }) => kind));
    isAskedFirst ||= parts.size > 1 && weightOfWords(words) <= longestPutOff;
  }
  return isAskedFirst ? unclearAnswer('answer:asks first') : null;
}

/** "Is that possible?", "czy może zmienić kółko?": one word amid a question, which asks and does not doubt. */
function isAsked(reading: Reading, match: Match): boolean {
  const { questions, words } = reading.prepared;
  return (
    questions.has(match.sentence) &&
    lengthOf(match) === 1 &&
    !match.startsClause &&
    words.length > shortQuestion
  );
}

/** "Desgraciadamente no, se descompuso el carro" holds no "no sé". */
function isOfTwoClauses(reading: Reading, match: Match): boolean {
  const [first, next] = wordsFor(reading.prepared, match.language).slice(match.from, match.to);
  const replies = reading.u.words(match.language)?.plainReplies;
  return lengthOf(match) === 2 && next?.startsClause === true && replies?.has(first?.plain ?? '') === true;
}

/** "Czy może?" */
const shortQuestion = 2;

/** Haitian "m pa kapab" is no "kapab" (maybe): it says no. */
function isNegated(reading: Reading, match: Match): boolean {
  const before = wordsFor(reading.prepared, match.language)[match.from - 1];
  if (lengthOf(match) > 1 || before?.sentence !== match.sentence) return false;
  return guardWordsOf(reading, match.language).negation.has(before.plain);
}

const answersOf = new WeakMap<Reading, Map<string, readonly Word[]>>();

/** Words without politeness, social phrases and whom they are said to: what is left must be the answer. */
export function wordsOfAnswer(reading: Reading, language: string): readonly Word[] {
  const known = answersOf.get(reading) ?? new Map<string, readonly Word[]>();
  answersOf.set(reading, known);
  let words = known.get(language);
  if (words === undefined) {
    words = findWordsOfAnswer(reading, language);
    known.set(language, words);
  }
  return words;
}

function findWordsOfAnswer(reading: Reading, language: string): readonly Word[] {
  const { courtesy } = guardWordsOf(reading, language);
  const social = socialMatches(reading);
  const rest = rulesOf(reading).reduce(
    (words, { around }) => withoutPhrases(words, around.before, longestBefore),
    wordsFor(reading.prepared, language),
  );
  return rest.filter(
    (word) =>
      !courtesy.has(word.plain) &&
      !social.some((match) => word.start >= match.start && word.end <= match.end),
  );
}

/** Whether an answer may begin at this word: a clause begins there, or only politeness stands before it. */
export function opensAnswer(reading: Reading, language: string, word: Word): boolean {
  if (word.startsClause) return true;
  return (
    wordsOfAnswer(reading, language).every((other) => other.start >= word.start) ||
    wordsOfAnswer(reading, language)[0]?.start === word.start
  );
}
