import { z } from 'zod';
import type { Language } from '../../i18n/languages.js';
import { languagesWith, readLocaleFile } from '../../i18n/locale-files.js';
import { topics } from '../../i18n/topics.js';
import {
  isListOfTexts,
  isNumber,
  isOneOf,
  isText,
  isTruth,
  objectList,
  objectOf,
  phraseGroups,
  phraseList,
  type Look,
} from '../words/phrase-list.js';
import { consentKinds, replyKinds, urgentKinds } from '../words/understanding-file.js';

const kinds = ['question', 'request', 'report', 'statement', 'praise', 'thanks', 'chatter'] as const;
const askKinds = ['yesno', 'rating', 'choice', 'number', 'open'] as const;
const statuses = ['answered', 'unclear', 'none'] as const;

/** One text families could write, with what a person would say of it. */
const example = z.strictObject({
  text: z.string().min(1),
  topic: z.enum(topics).optional(),
  kind: z.enum(kinds).optional(),
  /** Why it cannot wait; null: it sounds as if it could not, and it can ("me muero de risa"). */
  urgent: z.enum(urgentKinds).nullable().optional(),
});
export type Example = z.infer<typeof example>;

/** A wish about the texting; null: it sounds like one, and is none. */
const wish = z.strictObject({ text: z.string().min(1), consent: z.enum(consentKinds).nullable() });

/** A reply to a question, and what it answers. */
const reply = z.strictObject({
  text: z.string().min(1),
  ask: z.strictObject({
    kind: z.enum(askKinds),
    min: z.number().optional(),
    max: z.number().optional(),
    options: z.array(z.string()).optional(),
    unit: z.string().optional(),
  }),
  answer: z.strictObject({
    status: z.enum(statuses),
    value: z.union([z.boolean(), z.number(), z.string(), z.null()]),
  }),
});

/** What families write, mostly beside an answer, and whether a person must see it. */
const maybeForStaff = z.strictObject({
  text: z.string().min(1),
  topic: z.enum(topics).optional(),
  staff: z.boolean(),
});

const isAnswerValue: Look = (value) =>
  value === null || typeof value === 'boolean' || isNumber(value) || isText(value);

const exampleList = objectList(
  example,
  objectOf(
    { text: isText },
    { topic: isOneOf(topics), kind: isOneOf(kinds), urgent: isOneOf([...urgentKinds, null]) },
  ),
);
const wishList = objectList(wish, objectOf({ text: isText, consent: isOneOf([...consentKinds, null]) }));
const replyList = objectList(
  reply,
  objectOf({
    text: isText,
    ask: objectOf(
      { kind: isOneOf(askKinds) },
      { min: isNumber, max: isNumber, options: isListOfTexts, unit: isText },
    ),
    answer: objectOf({ status: isOneOf(statuses), value: isAnswerValue }),
  }),
);
const forStaffList = objectList(
  maybeForStaff,
  objectOf({ text: isText, staff: isTruth }, { topic: isOneOf(topics) }),
);

/**
 * The shape of `locales/<lang>/examples.json`: texts to learn from, and `alarms`, beginnings of words (or of the last
 * of several words; `=` ends a whole one) that are seldom written without need. `uneasy` ones need more beside them.
 */
const noReplies = { yes: [], no: [], unsure: [], other: [] };

const examplesFile = z.looseObject({
  alarms: phraseGroups([...urgentKinds, 'uneasy']),
  examples: exampleList,
  /** Long texts about everyday worries, which the examples have few of. Only that they are not urgent is learned. */
  everyday: phraseList().default([]),
  /** What families wish of the texting. Learned are the wish, and that it is not urgent. */
  wishes: wishList,
  /** Replies to questions, and what they answer. Learned is that they are not urgent, and of open ones that nobody must see them. */
  answers: replyList,
  /** Learned is whether a person must see it, its topic, and that it is not urgent; not that it wishes nothing: most replies are so. What is for a person answers no yes-or-no question. */
  forStaff: forStaffList.default([]),
  /**
   * Replies to questions of yes or no that mostly say neither word: "every night", "we forgot". Learned are what they say,
   * that they are not urgent and wish nothing.
   */
  yesNo: phraseGroups(replyKinds).default(noReplies),
});
export type ExamplesFile = z.infer<typeof examplesFile>;

const nothing: ExamplesFile = {
  alarms: {
    self_harm: [],
    violence: [],
    weapons: [],
    abuse: [],
    homeless: [],
    missing: [],
    hunger: [],
    uneasy: [],
  },
  examples: [],
  everyday: [],
  wishes: [],
  answers: [],
  forStaff: [],
  yesNo: noReplies,
};

/** The examples of a language; none where it has no file of them. Throws RecadoError `locale_invalid`. */
export function readExamples(language: Language, root?: string): ExamplesFile {
  if (!languagesWith('examples', root).includes(language)) return nothing;
  return readLocaleFile(language, 'examples', examplesFile, root);
}
