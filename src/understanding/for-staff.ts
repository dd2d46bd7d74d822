import { topics, type Topic } from '../i18n/topics.js';
import type { AnswerReading } from './answers/answers.js';
import type { ConsentFinding } from './consent/consent.js';
import { judge, type Judgement } from './examples/model.js';
import type { Reading } from './reading/reading.js';
import { weightOfWords, wordsFor } from './text/normalise.js';
import { isConcern, type KindFinding } from './topics/kind.js';
import type { Answer } from './understood.js';
import { soundsGlad } from './urgency/joy.js';

/** What was found in a text, by which it is told whether a person must see it. */
export interface Findings {
  /** Whether it is about danger, or may be. */
  readonly inDanger: boolean;
  readonly consent: ConsentFinding;
  readonly read: AnswerReading;
  readonly answer: Answer;
  readonly kind: KindFinding;
  /** The topic its words name. */
  readonly named: Topic;
  /** Whether it is a reply to something a person wrote. */
  readonly unasked: boolean;
  readonly judged: Judgement | null;
}

/** From these scores the examples overrule what the rules make of thanks, small talk and plain statements. */
const surelyForStaff = 2;
/** Thanks stand before complaints as well. */
const surelyForStaffBesideThanks = 1;
const surelyNotForStaff = -1.2;
const surelyAStory = -2.8;

/** The reason of what counts as an answer and reaches a person as well. */
export const moreThanAnAnswer = 'staff:may say more than an answer';

/** Why a person must see a text: null when none need to, an empty string when the other reasons say it all. */
export function whyForStaff(reading: Reading, found: Findings): string | null {
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
  const isStory = kind.kind === 'report' && found.named !== 'attendance' && judged < surelyAStory;
  if (kind.sentencesForStaff.size > 0 && !isStory) return '';
  if (answer.status === 'answered') {
    return soundsLikeMore(reading, found) ? moreThanAnAnswer : null;
  }
  if (answer.status === 'unclear') return kind.says && isConcern(found.named) ? '' : null;
  if (!kind.says) return judged < surelyForStaff ? null : 'staff:reads like something for a person';
  if (kind.warmth === 'praiseBut' && found.named !== 'other') return 'staff:praises, and says but';
  if (reading.prepared.words.length === 0 || judged < surelyNotForStaff) return null;
  // "She read the whole book by herself, so proud": good news to read, nothing to do.
  if (kind.warmth === 'praise' && judged < surelyForStaff) return null;
  if (kind.warmth === 'thanks' && judged < surelyForStaffBesideThanks) return null;
  if (soundsGlad(reading) && (!isConcern(found.named) || judged < surelyForStaff)) return null;
  return 'staff:says something no rule answers';
}

/**
 * What a reply says beside its answer, "no, nobody told us" or "4, the tablet is dead", is for staff where all of this
 * together sounds like it: how the examples judge it, how surely it is about some matter, whether a word names one, and
 * whether it sounds glad. Fitted on replies of `test/eval/dev` with a harmless word more, and with an errand.
 */
const soundOfMore = { aMatter: 0.3, named: 1.5, glad: -2 } as const;
/** From so much on; more where the whole text answers in the family's own words, and is read as an answer anyway. */
const leastForMore = { inOwnWords: 3, beside: 2.2 } as const;
/** A value is said in so many words at most. */
const mostInValue = 4;
/** Where no matter is named, so many words beside small ones say enough to be judged. */
const leastTelling = 3;

/** Whether what stands beside an answer sounds like something for staff. */
function soundsLikeMore(reading: Reading, { read, named }: Findings): boolean {
  // "No water at home" answers no, and tells what is missing.
  if (read.value === false && named === 'basic_needs') return true;
  const { context, prepared, wordLanguage } = reading;
  const model = reading.u.learned(wordLanguage)?.model;
  const all = wordsFor(prepared, wordLanguage);
  const isOpen = context.ask?.kind === 'open';
  const { start, end } = (isOpen ? null : read.span) ?? { start: 0, end: 0 };
  const outside = all.filter((word) => word.end <= start || word.start >= end);
  // What a whole sentence answers is all that is said.
  const beside = outside.length === 0 || all.length - outside.length > mostInValue ? all : outside;
  const small = reading.u.smallWords(wordLanguage)?.functionWords;
  const telling = weightOfWords(beside.filter(({ plain }) => small?.has(plain) !== true));
  if (model === undefined || (telling < leastTelling && !isConcern(named))) return false;
  const judged = judge(model, beside);
  const aMatter = Math.max(...judged.topics.filter((_, n) => topics[n] !== 'other'));
  const sound =
    judged.staff +
    soundOfMore.aMatter * aMatter +
    (named === 'other' ? 0 : soundOfMore.named) +
    (soundsGlad(reading) ? soundOfMore.glad : 0);
  return sound > leastForMore[isOpen ? 'inOwnWords' : 'beside'];
}
