import type { Topic } from '../../i18n/topics.js';
import { findAlarms, type Alarms } from '../words/alarms.js';
import { unsureMatches, type AnswerReading } from './answers.js';
import { joinPlain } from '../words/joined-words.js';
import { wordsOfChoice } from './choices/choice.js';
import { isConcern, type KindFinding } from '../topics/kind.js';
import { weightOfWords, wordsFor } from '../text/normalise.js';
import { uncovered } from '../words/phrases.js';
import { replyOrder, rulesOf, type Reading } from '../reading/reading.js';
import { longestBefore, withoutPhrases } from '../reading/small-talk.js';
import type { Answer } from '../understood.js';

/** No answer was given. */
export const none: Answer = { status: 'none', value: null };
const unclear: Answer = { status: 'unclear', value: null };

/** A reply this short that names two numbers or no option is about nothing else. */
const shortAttempt = 7;

/** A reply that did not fit and is this short tried to answer; a longer one is about something else. */
const longestAttempt = 3;

/** "It was all in all quite fine": a judgement may take a few words more. */
const longestVerdict = 7;

/**
 * What the family answers, if what was read is meant as an answer and not about something for staff. `topic`: what the
 * text names. An open answer is kept as the family wrote it, not as it was made ready for matching.
 */
export function settleAnswer(
  reading: Reading,
  read: AnswerReading,
  kind: KindFinding,
  topic: Topic,
  text: string,
): Answer {
  const { ask } = reading.context;
  if (ask === undefined || reading.prepared.words.length === 0) return none;
  if (ask.kind === 'open') return settleOpen(reading, kind, text);
  const forStaff = kind.sentencesForStaff.size > 0;
  if (read.outcome === 'read') {
    const isElsewhere = read.isLoose === true && isConcern(topic);
    const isPlea = read.isNegation === true && kind.kind === 'request' && lacked.has(topic);
    return (forStaff && !read.leads) || isElsewhere || isPlea
      ? none
      : { status: 'answered', value: read.value };
  }
  if (read.outcome === 'unclear') {
    // "3 ou 4" asks no "where", and "any time" no "when".
    const isLoose = read.isLoose === true;
    const isShort = weightOfWords(reading.prepared.words) <= shortAttempt && !isLoose;
    const isOpenToAll =
      (read.reason === 'answer:unsure' && !isLoose) ||
      read.reason === 'answer:any of them' ||
      (read.reason === 'answer:asks first' && kind.kind !== 'question');
    return forStaff && !isShort && !isOpenToAll ? none : unclear;
  }
  const isJudged = ask.kind !== 'yesno' && isVerdict(reading);
  const isChoice = ask.kind === 'choice';
  const isElsewhere = isChoice ? seldomChosen.has(topic) : isConcern(topic);
  const isAttempt = (kind.says && !forStaff && !isElsewhere) || isJudged;
  // "du couscous mdr" names a dish; of a text about nothing it is not known what it tries.
  const words = isChoice && topic !== 'other' ? wordsOfChoice(reading) : reading.prepared.words;
  const longest = isJudged && !forStaff ? longestVerdict : longestAttempt;
  return isAttempt && weightOfWords(words) <= longest ? unclear : none;
}

/** What a family without it calls for help with: "no tengo transporte, ayúdenme". Of the rest a no gives its reason. */
const lacked: ReadonlySet<Topic> = new Set(['transportation', 'meals', 'technology', 'basic_needs']);

/** What schools offer no choice of; a dish or a club that was not offered tried to choose. */
const seldomChosen: ReadonlySet<Topic> = new Set([
  'attendance',
  'health',
  'special_services',
  'basic_needs',
  'safety',
]);

/** Small talk that is an answer where something was asked: "How was the week?" "Good". */
function isVerdict(reading: Reading): boolean {
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords;
  return rulesOf(reading).some(({ verdicts, acknowledgements, around }) => {
    if (verdicts.has(joinPlain(words))) return true;
    const rest = withoutPhrases(words, around.overall, longestBefore);
    const telling = rest.filter(({ plain }) => small?.has(plain) !== true);
    const isJudged = (text: string): boolean => verdicts.has(text) || acknowledgements.has(text);
    // "It was ok"; "ok" alone judges nothing.
    return rest.length < words.length && [rest, telling].some((left) => isJudged(joinPlain(left)));
  });
}

/** "I don't know" answers nothing, nor does it with a word or two more: "honestly", "sorry". */
const besideUnsure = 2;

function settleOpen(reading: Reading, kind: KindFinding, text: string): Answer {
  const { words } = reading.prepared;
  const answered: Answer = { status: 'answered', value: text.toWellFormed().trim() };
  const isUnsure = unsureMatches(reading).some(
    (match) => weightOfWords(uncovered(words, [match])) <= besideUnsure,
  );
  if (isUnsure) return unclear;
  if (kind.says && kind.kind !== 'report') return answered;
  if (kind.kind === 'report') return isReportOnly(kind, reading) ? none : answered;
  if (kind.kind === 'praise') return answered;
  if (kind.kind === 'request' && wishes(reading)) return answered;
  return isVerdict(reading) ? answered : none;
}

/** "We want longer hours" answers what was asked and is a request as well; "I want him moved to another class" only asks. */
function wishes(reading: Reading): boolean {
  return replyOrder(reading).some((language) => {
    const around = reading.u.words(language)?.around;
    if (around === undefined) return false;
    const words = wordsFor(reading.prepared, language);
    const has = (list: Alarms): boolean => findAlarms(list, reading.prepared, words).length > 0;
    return has(around.wishes) && !has(around.errands);
  });
}

/** Whether every sentence is for staff, so that nothing is left that could answer. */
function isReportOnly(kind: KindFinding, reading: Reading): boolean {
  return reading.prepared.words.every((word) => kind.sentencesForStaff.has(word.sentence));
}
