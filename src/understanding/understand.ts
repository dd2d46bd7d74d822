import type { Topic } from '../i18n/topics.js';
import { answerBesideWish } from './answers/answer-beside-wish.js';
import { isAmidMore } from './answers/amid-more.js';
import { noAnswer, type AnswerReading } from './answers/answers.js';
import { findConsent, type ConsentFinding } from './consent/consent.js';
import { findKind, isConcern, type KindFinding } from './topics/kind.js';
import { hearLearned } from './consent/learned-consent.js';
import { findWish } from './consent/no-child-there.js';
import { wordsFor } from './text/normalise.js';
import { phoneText, type PhoneText } from './text/phone-text.js';
import { longestOf, matchesOf, uncovered } from './words/phrases.js';
import { readAnswer } from './answers/read-answer.js';
import { readText, type Reading } from './reading/reading.js';
import { none, settleAnswer } from './answers/settle-answer.js';
import { findTopic, noTopic } from './topics/topic.js';
import type { Answer, TextKind, Understood, UnderstandContext } from './understood.js';
import { findUrgency, type Reply } from './urgency/urgency.js';
import { soundsGlad } from './urgency/joy.js';
import { judge, type Judgement } from './examples/model.js';
import type { Understanding } from './vocabulary.js';

/**
 * What a family's text means: language, consent, the answer to the open ask, topic, urgency and whether a person
 * must see it, each with its reasons. Pure and offline: the same text and context always give the same result.
 * Takes any string, never throws.
 */
export function understand(u: Understanding, text: string, context: UnderstandContext): Understood {
  const reading = readText(u, text, context);
  const wish = findConsent(reading);
  const read = wish.wholeText ? noAnswer : readAnswer(reading);
  const urgency = findUrgency(reading, u, replyIn(context, wish, read));
  const urgent = urgency.stage === 'urgent';
  const lookSoon = urgency.stage === 'lookSoon';
  const byPhone = phoneText(text);
  // An automatic reply may hold words somebody chose: danger they name counts, and no likeness to such texts.
  const isNamed = urgent && urgency.reasons.some((reason) => !reason.startsWith('urgent:sounds like it'));
  if (byPhone !== null && !(byPhone === 'automatic' && isNamed)) return ofPhone(reading, byPhone);
  const inDanger = urgent || lookSoon;
  const judged = judgeText(reading, u);
  const said = heardInNeed(findWish(reading), urgent);
  const consent = urgent ? said : hearLearned(reading, said, judged, read.outcome !== 'nothing');
  const about = consent.wholeText ? noTopic : findTopic(reading, u, urgency, judged);
  // What an answer is, and what is for staff, is judged by what a text names, not by guesses.
  const kind = findKind(reading, about.named, read.leads ? read.span : null);
  const answer =
    consent.consent === null
      ? settleAnswer(reading, read, kind, about.named, text)
      : answerBesideWish(reading, consent);
  const unasked = context.ask === undefined && consent.consent === null && isBareReply(reading, kind);
  // "Merci maîtresse" names a teacher, and is about nothing.
  const isSmall = (kind.kind === 'thanks' || kind.kind === 'chatter') && !kind.says;
  // What answers, or speaks of the texting, is about what it names; a guess would make it "attendance".
  const mayGuess = answer.status === 'none' && !unasked && consent.certainty === null;
  const isAbout = inDanger || (!isSmall && (about.named === about.topic || mayGuess));
  const topic = isAbout ? about : noTopic;
  const staff = staffReason(reading, {
    inDanger,
    consent,
    answer,
    isAmidMore: isAmidMore(reading, read),
    kind,
    topic: about.named,
    unasked,
    judged,
  });
  return {
    language: reading.language,
    consent: consent.consent,
    consentCertainty: consent.certainty,
    mayBeWrongNumber: consent.mayBeWrongNumber === true,
    answer,
    needsStaff: staff !== null,
    topic: topic.topic,
    urgent,
    urgentKinds: urgent ? urgency.kinds : [],
    lookSoon,
    kind: kindOf(kind.kind, answer, unasked),
    byPhone: null,
    comment: consent.consent === null ? commentOf(reading, read, answer) : null,
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
    mayBeWrongNumber: false,
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

/** What the text may be besides a cry for help. */
function replyIn({ ask }: UnderstandContext, wish: ConsentFinding, read: AnswerReading): Reply {
  if (read.outcome !== 'nothing' || ask?.kind === 'open' || wish.certainty === 'sure') return 'answers';
  return ask === undefined ? null : 'asked';
}

/** What the examples of the text's language make of it; null where there are no words of that language. */
function judgeText(reading: Reading, u: Understanding): Judgement | null {
  const learned = u.learned(reading.wordLanguage);
  if (learned === undefined || reading.prepared.words.length === 0) return null;
  return judge(learned.model, wordsFor(reading.prepared, reading.wordLanguage));
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
  /** Whether the answer is part of a sentence that says more. */
  readonly isAmidMore: boolean;
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
const surelyAStory = -2.8;
/**
 * From these scores on a person must see an answer, too: one in the family's own words, "no heat in our house" where a
 * topic is named, or what names none.
 */
const surelyMoreThanAnAnswer = { inOwnWords: 5, named: 1, other: 5 };

/** Why a person must see it: null when none need to, an empty string when the other reasons say it all. */
function staffReason(reading: Reading, found: Findings): string | null {
  const { consent, kind, answer } = found;
  if (found.inDanger) return '';
  if (consent.consent === 'wrong_number') return 'staff:the number is wrong in our records';
  if (consent.certainty === 'likely') return 'staff:sounds like a wish about the texting';
  if (consent.consent !== null && consent.mayBeWrongNumber === true)
    return 'staff:the number may be wrong in our records';
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
  if (answer.status === 'answered') {
    return judged > leastForMore(reading, found) ? 'staff:may say more than an answer' : null;
  }
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

/** The score from which on a person must see an answer, too. */
function leastForMore(reading: Reading, found: Findings): number {
  const { inOwnWords, named, other } = surelyMoreThanAnAnswer;
  const { ask } = reading.context;
  if (ask?.kind === 'open') return inOwnWords;
  if (ask?.kind !== 'yesno' || !found.isAmidMore) return Infinity;
  return found.topic === 'other' ? other : named;
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
