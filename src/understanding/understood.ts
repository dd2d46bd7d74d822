import type { Topic } from '../i18n/topics.js';
import type { PhoneText } from './text/phone-text.js';
import type { ConsentKind, UrgentKind } from './words/understanding-file.js';

/** The question a family was asked and may be answering. */
export interface Ask {
  readonly kind: 'yesno' | 'rating' | 'choice' | 'number' | 'open';
  /** Smallest and largest answer that counts, both included. A rating without them goes from 1 to 5. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The options of a choice, as the family saw them. */
  readonly options?: readonly string[] | undefined;
  /** What a number counts, for example `minutes`. */
  readonly unit?: string | undefined;
}

/** What is known about the sender before the text is read. */
export interface UnderstandContext {
  /** A code of the house list, or null when unknown. */
  readonly homeLanguage: string | null;
  /** Languages families of the district speak; looked at after home language and English. */
  readonly districtLanguages: readonly string[];
  /** The open ask of the address, if there is one. */
  readonly ask?: Ask | undefined;
}

export interface Answer {
  /** `answered` has a value; `unclear` tried to answer, so ask once more; `none` is about something else. */
  readonly status: 'answered' | 'unclear' | 'none';
  /** yesno: boolean; rating and number: a number in the ask's unit; choice: the option's index from 0; open: the text. */
  readonly value: boolean | number | string | null;
}

/** What kind of text it is; the weightiest kind when it is several. */
export type TextKind =
  'question' | 'request' | 'report' | 'praise' | 'thanks' | 'chatter' | 'answer' | 'statement';

/**
 * How sure the consent is. `sure`: `consent` says what, and it is acted on. `likely`: `consent` says what it sounds like,
 * and a person decides; only help is given at once. `possible`: `consent` is null, and a person decides: it may ask for
 * an end of the texts.
 */
export type ConsentCertainty = 'sure' | 'likely' | 'possible';

/** What a text means, with the reasons staff can read. */
export interface Understood {
  /** The language the text is written in, a code of the house list. */
  readonly language: string;
  readonly consent: ConsentKind | null;
  /** Null when the text says nothing about the texting. */
  readonly consentCertainty: ConsentCertainty | null;
  /** It asks for an end of the texts because there is no child of the family's there: a person looks at the number. */
  readonly mayBeWrongNumber: boolean;
  readonly answer: Answer;
  /** Whether a person must see it. */
  readonly needsStaff: boolean;
  readonly topic: Topic;
  readonly urgent: boolean;
  /** Why it is urgent; empty when it is not. */
  readonly urgentKinds: readonly UrgentKind[];
  /**
   * It may be about danger, but not surely enough for the alarm: a person looks before the ordinary texts. Never together
   * with `urgent`; `reasons` say why (`lookSoon:…`).
   */
  readonly lookSoon: boolean;
  readonly kind: TextKind;
  /** It holds no words of the family: a phone wrote it by itself. Null for what somebody wrote. */
  readonly byPhone: PhoneText | null;
  /** What was written beside the value of an answer, in the family's words; null when nothing was. */
  readonly comment: string | null;
  /** Short codes with the matched words, for example `topic:transportation «camión» (es)`. */
  readonly reasons: readonly string[];
}
