import { answerBesideWish } from './answers/answer-beside-wish.js';
import { noAnswer, type AnswerReading } from './answers/answers.js';
import { findConsent, type ConsentFinding } from './consent/consent.js';
import { findKind, type KindFinding } from './topics/kind.js';
import { whyForStaff } from './for-staff.js';
import { hearLearned } from './consent/learned-consent.js';
import { findWish } from './consent/no-child-there.js';
import { hearTold } from './consent/told-wish.js';
import { wordsFor } from './text/normalise.js';
import { phoneText, type PhoneText } from './text/phone-text.js';
import { longestOf, matchesOf, uncovered } from './words/phrases.js';
import { hearReply } from './answers/learned-reply.js';
import { readAnswer } from './answers/read-answer.js';
import { readText, type Reading } from './reading/reading.js';
import { none, settleAnswer } from './answers/settle-answer.js';
import { findTopic, noTopic } from './topics/topic.js';
import type { Answer, TextKind, Understood, UnderstandContext } from './understood.js';
import { findUrgency, type Reply } from './urgency/urgency.js';
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
  const byRules = wish.wholeText ? noAnswer : readAnswer(reading);
  const urgency = findUrgency(reading, u, replyIn(context, wish, byRules));
  const urgent = urgency.stage === 'urgent';
  const lookSoon = urgency.stage === 'lookSoon';
  const byPhone = phoneText(text);
  // An automatic reply may hold words somebody chose: danger they name counts, and no likeness to such texts.
  const isNamed = urgent && urgency.reasons.some((reason) => !reason.startsWith('urgent:sounds like it'));
  if (byPhone !== null && !(byPhone === 'automatic' && isNamed)) return ofPhone(reading, byPhone);
  const inDanger = urgent || lookSoon;
  const judged = judgeText(reading, u);
  const said = heardInNeed(findWish(reading), urgent);
  const answers = byRules.outcome !== 'nothing';
  const consent = urgent ? said : hearTold(reading, hearLearned(reading, said, judged, answers), answers);
  // A wish is none of the replies the examples know.
  const read = consent.certainty === null ? hearReply(reading, byRules, judged) : byRules;
  const about = consent.wholeText ? noTopic : findTopic(reading, u, urgency, judged);
  // What an answer is, and what is for staff, is judged by what a text names, not by guesses.
  const kind = findKind(reading, about.named, read.leads ? read.span : null);
  const answer =
    consent.consent === null
      ? settleAnswer(reading, read, kind, about.named, text)
      : answerBesideWish(reading, consent);
  const unasked = context.ask === undefined && consent.consent === null && isBareReply(reading, kind);
  const found = { inDanger, consent, read, answer, kind, named: about.named, unasked, judged };
  const staff = whyForStaff(reading, found);
  // "Merci maîtresse" names a teacher, and is about nothing.
  const isSmall = (kind.kind === 'thanks' || kind.kind === 'chatter') && !kind.says;
  // What only answers, or speaks of the texting, is about what it names; a guess would make it "attendance".
  const saysMore = answer.status === 'none' ? !unasked : staff !== null;
  const mayGuess = saysMore && consent.certainty === null;
  const isAbout = inDanger || (!isSmall && (about.named === about.topic || mayGuess));
  const topic = isAbout ? about : noTopic;
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
  if (ask?.kind === 'open') return 'inOwnWords';
  if (read.outcome !== 'nothing' || wish.certainty === 'sure') return 'answers';
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

function commentOf(reading: Reading, read: AnswerReading, answer: Answer): string | null {
  if (answer.status !== 'answered' || read.span === null) return null;
  const { clean } = reading.prepared;
  const trim = (part: string): string => part.replace(/^[\s\p{P}]+|[\s,;:–—-]+$/gu, '').trim();
  const [before, after] = [trim(clean.slice(0, read.span.start)), trim(clean.slice(read.span.end))];
  // Around the value the words belong together; without it they would make no sense.
  if (/[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after)) return clean;
  return after || before || null;
}
