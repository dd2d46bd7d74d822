import type { Topic } from '../i18n/topics.js';
import { noAnswer, unsureMatches, weightOfWords, type AnswerReading } from './answers.js';
import { readChoice } from './choice.js';
import { findConsent, type ConsentFinding } from './consent.js';
import { findKind, isConcern, type KindFinding } from './kind.js';
import { hearLearned } from './learned-consent.js';
import { readNumber } from './numbers.js';
import { joinPlain } from './language-words.js';
import { wordsFor } from './normalise.js';
import { phoneText, type PhoneText } from './phone-text.js';
import { longestOf, matchesOf, uncovered } from './phrases.js';
import { readText, rulesOf, type Reading } from './reading.js';
import { findTopic, type TopicFinding } from './topic.js';
import type { Answer, TextKind, Understood, UnderstandContext } from './understood.js';
import { findUrgency } from './urgency.js';
import { soundsGlad } from './joy.js';
import { judge, type Judgement } from './model.js';
import type { Understanding } from './vocabulary.js';
import { readYesNo } from './yes-no.js';

/**
 * What a family's text means: language, consent, the answer to the open ask, topic, urgency and whether a person
 * must see it, each with its reasons. Pure and offline: the same text and context always give the same result.
 * Takes any string, never throws.
 */
export function understand(u: Understanding, text: string, context: UnderstandContext): Understood {
  const reading = readText(u, text, context);
  const urgency = findUrgency(reading, u);
  const urgent = urgency.stage === 'urgent';
  const lookSoon = urgency.stage === 'lookSoon';
  const byPhone = phoneText(text);
  // An automatic reply may hold words somebody chose: danger they name counts, and no likeness to such texts.
  const isNamed = urgent && urgency.reasons.some((reason) => !reason.startsWith('urgent:sounds like it'));
  if (byPhone !== null && !(byPhone === 'automatic' && isNamed)) return ofPhone(reading, byPhone);
  const inDanger = urgent || lookSoon;
  const judged = judgeText(reading, u);
  const said = heardInNeed(findConsent(reading), urgent);
  const consent = urgent ? said : hearLearned(reading, said, judged);
  const about = consent.wholeText ? noTopic : findTopic(reading, u, urgency, judged);
  // What an answer is, and what is for staff, is judged by what a text names, not by guesses.
  const read = consent.wholeText ? noAnswer : readAnswer(reading);
  const kind = findKind(reading, about.named, read.leads ? read.span : null);
  const settled = consent.consent === null ? settleAnswer(reading, read, kind, about.named) : none;
  const answer = context.ask?.kind === 'open' ? inOwnWords(settled, text) : settled;
  const unasked = context.ask === undefined && consent.consent === null && isBareReply(reading, kind);
  // "Merci maîtresse" names a teacher, and is about nothing.
  const isSmall = (kind.kind === 'thanks' || kind.kind === 'chatter') && !kind.says;
  const isAbout = inDanger || (!isSmall && (about.isNamed || (answer.status === 'none' && !unasked)));
  const topic = isAbout ? about : noTopic;
  const staff = staffReason(reading, {
    inDanger,
    consent,
    answer,
    kind,
    topic: about.named,
    unasked,
    judged,
  });
  return {
    language: reading.language,
    consent: consent.consent,
    consentCertainty: consent.certainty,
    answer,
    needsStaff: staff !== null,
    topic: topic.topic,
    urgent,
    urgentKinds: urgent ? urgency.kinds : [],
    lookSoon,
    kind: kindOf(kind.kind, answer, unasked),
    byPhone: null,
    comment: commentOf(reading, read, answer),
    reasons: [
      ...urgency.reasons,
      ...consent.reasons,
      ...(answer.status === 'none' || read.reason === null ? [] : [read.reason]),
      ...(consent.wholeText ? [] : kind.reasons),
      ...topic.reasons,
      ...(staff === null || staff === '' ? [] : [staff]),
    ],
  };
}

/**
 * What a reaction quotes was read when it was written, by us or by the family; the rest is the phone's. Where an automatic
 * reply speaks of the texting, a person decides whether it means ours.
 */
function ofPhone(reading: Reading, byPhone: PhoneText): Understood {
  const wish = byPhone === 'automatic' ? findConsent(reading).consent : null;
  const mayEnd = wish === 'opt_out' || wish === 'wrong_number';
  return {
    language: reading.language,
    consent: null,
    consentCertainty: mayEnd ? 'possible' : null,
    answer: none,
    needsStaff: mayEnd,
    topic: 'other',
    urgent: false,
    urgentKinds: [],
    lookSoon: false,
    kind: 'chatter',
    byPhone,
    comment: null,
    reasons: [`phone:${byPhone}`, ...(mayEnd ? ['staff:may want no more texts'] : [])],
  };
}

/** "He wrote me a text and switched off his phone" is no wish: in need, parts do not make one together. */
function heardInNeed(finding: ConsentFinding, urgent: boolean): ConsentFinding {
  if (!urgent || finding.match !== null || finding.consent !== 'opt_out') return finding;
  return { ...finding, consent: null, certainty: 'possible' };
}

/** What the examples of the text's language make of it; null where there are no words of that language. */
function judgeText(reading: Reading, u: Understanding): Judgement | null {
  const learned = u.learned(reading.wordLanguage);
  if (learned === undefined || reading.prepared.words.length === 0) return null;
  return judge(learned.model, wordsFor(reading.prepared, reading.wordLanguage));
}

const noTopic: TopicFinding = { topic: 'other', isNamed: false, named: 'other', reasons: [] };
const none: Answer = { status: 'none', value: null };
const unclear: Answer = { status: 'unclear', value: null };

function readAnswer(reading: Reading): AnswerReading {
  const unreasoned = withoutReason(reading);
  const short = unreasoned === null ? noAnswer : readAnswerAsWritten(unreasoned);
  if (short.outcome === 'read') return short;
  const read = readAnswerAsWritten(reading);
  if (read.outcome !== 'nothing') return read;
  const plainly = withoutLongLetters(reading);
  if (plainly === null) return read;
  const again = readAnswerAsWritten(plainly);
  if (again.outcome !== 'read') return read;
  return { ...again, span: { start: 0, end: reading.prepared.clean.length } };
}

/** What stands before "because": "Wednesday because on Mondays I work" chooses no Monday. Null where nothing does. */
function withoutReason(reading: Reading): Reading | null {
  if (reading.context.ask === undefined || reading.context.ask.kind === 'open') return null;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const beginsReason = (from: number): boolean =>
    rulesOf(reading).some(({ around }) =>
      [1, 2, 3].some((length) => around.because.has(joinPlain(words.slice(from, from + length)))),
    );
  const place = words.findIndex((_, from) => from > 0 && beginsReason(from));
  const first = words[place];
  if (first === undefined) return null;
  return readText(reading.u, reading.prepared.clean.slice(0, first.start), reading.context);
}

/** Longer texts are not spelt out for fun. */
const fewWords = 3;

/** A few words with each letter once where it stands several times: "yesss", "evvet", "агаа". Null where none does. */
function withoutLongLetters(reading: Reading): Reading | null {
  const { clean, words } = reading.prepared;
  if (words.length === 0 || words.length > fewWords) return null;
  const plain = clean.replace(/(\p{L})\1+/giu, '$1');
  return plain === clean ? null : readText(reading.u, plain, reading.context);
}

function readAnswerAsWritten(reading: Reading): AnswerReading {
  const { ask } = reading.context;
  switch (ask?.kind) {
    case 'yesno':
      return readYesNo(reading);
    case 'rating':
    case 'number':
      return readNumber(reading, ask);
    case 'choice':
      return readChoice(reading, ask);
    case 'open':
    case undefined:
      return noAnswer;
  }
}

/** A reply this short that names two numbers or no option is about nothing else. */
const shortAttempt = 7;

/** A reply that did not fit and is this short tried to answer; a longer one is about something else. */
const longestAttempt = 3;

function settleAnswer(reading: Reading, read: AnswerReading, kind: KindFinding, topic: Topic): Answer {
  const { ask } = reading.context;
  if (ask === undefined || reading.prepared.words.length === 0) return none;
  if (ask.kind === 'open') return settleOpen(reading, kind);
  const forStaff = kind.sentencesForStaff.size > 0;
  if (read.outcome === 'read') {
    const isElsewhere = read.isLoose === true && isConcern(topic);
    return (forStaff && !read.leads) || isElsewhere ? none : { status: 'answered', value: read.value };
  }
  if (read.outcome === 'unclear') {
    // "3 ou 4" asks no "where", and "any time" no "when".
    const isShort = weightOfWords(reading.prepared.words) <= shortAttempt;
    const isOpenToAll =
      read.reason === 'answer:unsure' ||
      read.reason === 'answer:any of them' ||
      (read.reason === 'answer:asks first' && kind.kind !== 'question');
    return forStaff && !isShort && !isOpenToAll ? none : unclear;
  }
  const isJudged = ask.kind !== 'yesno' && isVerdict(reading);
  const isAttempt = (kind.says && !forStaff && !isConcern(topic)) || isJudged;
  return isAttempt && weightOfWords(reading.prepared.words) <= longestAttempt ? unclear : none;
}

/** Small talk that is an answer where something was asked: "How was the week?" "Good". */
function isVerdict(reading: Reading): boolean {
  const text = joinPlain(reading.prepared.words);
  return rulesOf(reading).some(({ verdicts }) => verdicts.has(text));
}

/** "I don't know" answers nothing, nor does it with a word or two more: "honestly", "sorry". */
const besideUnsure = 2;

function settleOpen(reading: Reading, kind: KindFinding): Answer {
  const { clean, words } = reading.prepared;
  const answered: Answer = { status: 'answered', value: clean };
  const isUnsure = unsureMatches(reading).some(
    (match) => weightOfWords(uncovered(words, [match])) <= besideUnsure,
  );
  if (isUnsure) return unclear;
  if (kind.says && kind.kind !== 'report') return answered;
  if (kind.kind === 'report') return isReportOnly(kind, reading) ? none : answered;
  if (kind.kind === 'praise') return answered;
  return isVerdict(reading) ? answered : none;
}

/** An open answer is kept as the family wrote it, not as it was made ready for matching. */
function inOwnWords(answer: Answer, text: string): Answer {
  return answer.status === 'answered' ? { status: 'answered', value: text.toWellFormed().trim() } : answer;
}

/** Whether every sentence is for staff, so that nothing is left that could answer. */
function isReportOnly(kind: KindFinding, reading: Reading): boolean {
  return reading.prepared.words.every((word) => kind.sentencesForStaff.has(word.sentence));
}

/** "yes", "5" or "sí gracias" with no ask open: a reply to something a person wrote, nothing by itself. */
function isBareReply(reading: Reading, kind: KindFinding): boolean {
  const { words, questions } = reading.prepared;
  if (questions.size > 0 || words.length === 0 || words.length > 4) return false;
  if (kind.kind === 'request' || kind.kind === 'report') return false;
  const isSmall = [...reading.found].some(([code, matches]) => {
    if (!reading.languages.includes(code)) return false;
    const small = longestOf(matches.filter(({ exact }) => exact)).filter(
      ({ entry }) => (entry.list === 'answers' && !isSentence(entry.name)) || entry.list === 'numbers',
    );
    const social = matchesOf(matches, 'kinds').filter(
      ({ entry }) => entry.name === 'thanks' || entry.name === 'chatter',
    );
    return (
      small.length > 0 && uncovered(words, [...small, ...social]).every((word) => /^\d+$/u.test(word.plain))
    );
  });
  return isSmall || words.every((word) => /^\d+$/u.test(word.plain));
}

/** "We can't come" says something where nothing was asked. */
const isSentence = (name: string): boolean => name === 'agrees' || name === 'declines';

function kindOf(kind: TextKind, answer: Answer, unasked: boolean): TextKind {
  if (unasked) return 'answer';
  const isPlain = kind === 'statement' || kind === 'praise' || kind === 'thanks' || kind === 'chatter';
  return answer.status === 'answered' && isPlain ? 'answer' : kind;
}

interface Findings {
  /** Whether it is about danger, or may be. */
  readonly inDanger: boolean;
  readonly consent: ConsentFinding;
  readonly answer: Answer;
  readonly kind: KindFinding;
  readonly topic: Topic;
  readonly unasked: boolean;
  readonly judged: Judgement | null;
}

/** From these scores the examples overrule what the rules make of thanks, small talk and plain statements. */
const surelyForStaff = 2;
/** Thanks stand before complaints as well. */
const surelyForStaffBesideThanks = 0.5;
const surelyNotForStaff = -1;
const surelyAStory = -3;

/** Why a person must see it: null when none need to, an empty string when the other reasons say it all. */
function staffReason(reading: Reading, found: Findings): string | null {
  const { consent, kind, answer } = found;
  if (found.inDanger) return '';
  if (consent.consent === 'wrong_number') return 'staff:the number is wrong in our records';
  if (consent.certainty === 'likely') return 'staff:sounds like a wish about the texting';
  if (consent.consent !== null) {
    const elsewhere = [...kind.sentencesForStaff].some((sentence) => sentence !== consent.match?.sentence);
    return elsewhere && !consent.wholeText ? '' : null;
  }
  if (consent.certainty === 'possible') return 'staff:may want no more texts';
  if (found.unasked) return null;
  const judged = found.judged?.staff ?? 0;
  // "She had a fever on Monday, now she runs about again": the report is only the beginning of a story.
  const isStory = kind.kind === 'report' && found.topic !== 'attendance' && judged < surelyAStory;
  if (kind.sentencesForStaff.size > 0 && !isStory) return '';
  if (answer.status === 'answered') return null;
  if (answer.status === 'unclear') return kind.says && isConcern(found.topic) ? '' : null;
  if (!kind.says) return judged < surelyForStaff ? null : 'staff:reads like something for a person';
  if (kind.warmth === 'praiseBut' && found.topic !== 'other') return 'staff:praises, and says but';
  if (reading.prepared.words.length === 0 || judged < surelyNotForStaff) return null;
  // "She read the whole book by herself, so proud": good news to read, nothing to do.
  if (kind.warmth === 'praise' && judged < surelyForStaff) return null;
  if (kind.warmth === 'thanks' && judged < surelyForStaffBesideThanks) return null;
  if (soundsGlad(reading) && (!isConcern(found.topic) || judged < surelyForStaff)) return null;
  return 'staff:says something no rule answers';
}

function commentOf(reading: Reading, read: AnswerReading, answer: Answer): string | null {
  if (answer.status !== 'answered' || read.span === null) return null;
  const { clean } = reading.prepared;
  const trim = (part: string): string => part.replace(/^[\s\p{P}]+|[\s,;:–—-]+$/gu, '').trim();
  const [before, after] = [trim(clean.slice(0, read.span.start)), trim(clean.slice(read.span.end))];
  // Around the value the words belong together; without it they would make no sense.
  if (/[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after)) return clean;
  return after || before || null;
}
