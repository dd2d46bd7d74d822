import { z } from 'zod';
import { topics } from '../../i18n/topics.js';
import { contactLists } from './contact-words.js';
import { ownWays, regularExpression } from './own-ways.js';
import { phraseGroups, phraseList } from './phrase-list.js';

/** What a text says where the question was one of yes or no; `other` does not answer it. */
export const replyKinds = ['yes', 'no', 'unsure', 'other'] as const;
export type ReplyKind = (typeof replyKinds)[number];

export const consentKinds = [
  'opt_out',
  'opt_in',
  'help',
  'pause',
  'fewer',
  'alerts_only',
  'wrong_number',
] as const;
/** What a family asks of the texting itself. */
export type ConsentKind = (typeof consentKinds)[number];

export const urgentKinds = [
  'self_harm',
  'violence',
  'weapons',
  'abuse',
  'homeless',
  /** A child is not where it should be. */
  'missing',
  /** Nothing to eat at home. */
  'hunger',
] as const;
/** Why a text cannot wait. */
export type UrgentKind = (typeof urgentKinds)[number];

/** Told in the words of every day, of buses and bread: heard by their parts, and worrying by the first alone. */
export const everydayDangers: ReadonlySet<string> = new Set<UrgentKind>(['missing', 'hunger']);

const phrases = phraseList();

/** What the words do that wishes about the texting are made of. */
export const consentPartNames = [
  /** The texts themselves. */
  'msg',
  /** The family's number, or the list it is on. */
  'num',
  /** "anything", "any more". */
  'any',
  /** "do not send me", "stop sending". */
  'neg',
  /** "I do not want". */
  'want',
  /** "stop", "cut", "cancel". */
  'stop',
  /** "take me off", "spare me". */
  'free',
  /** "unsubscribe": says it all. */
  'unsub',
  'del',
  /** What narrows it to some texts, or means others: "in English", "on paper", "to my old number", "about sports". */
  'apart',
  'only',
  /** "except", "besides". */
  'except',
  /** "the rest", "everything else". */
  'rest',
  /** Emergencies. */
  'urg',
  /** What is to be told nevertheless, in a text that says so: "when school is closed", "if she gets hurt", "important". */
  'matter',
  'write',
  /** "until", "for a while". */
  'till',
  /** "and then go on". */
  'then',
  /** "so many", "so often". */
  'many',
  /** "one a week", "not every day". */
  'once',
  /** "resume". */
  'again',
  /** "by mistake", "I changed my mind": with "again" it takes back an end of the texts. */
  'regret',
  /** "what", "how", "who". */
  'ask',
  /** This number, this service. */
  'svc',
  /** "wrong person". */
  'wrong',
  /** "the one who had this number before". */
  'old',
  /** Signs that it is about a child or school, not about the texting. */
  'else',
] as const;
export type ConsentPartName = (typeof consentPartNames)[number];

/** What makes a wish for no more texts doubtful; see `doubted-consent.ts`. */
export const doubtNames = [
  /** "perhaps", "I am not sure", "I am thinking about". */
  'maybe',
  /** "if", "unless", "when". */
  'condition',
  /** "if you please": a courtesy, no condition. */
  'polite',
  /** "from today on": for good, unlike "today". */
  'fromNow',
  /** "tell him", "ask her". */
  'tellThem',
  /** What is said beside a wish and leaves it sure: "I am tired of it", "we need them no more", "she has left the school". */
  'beside',
  /** "for ever", "once and for all", "not one more". */
  'forEver',
] as const;

/** The parts emergencies are put together from; see `composed-urgency.ts`. */
export const urgentPartNames = [
  'sleep',
  'rough',
  'evicted',
  'letter',
  'goodbye',
  /** "won't be here any more", "better without me". */
  'notLive',
  'cut',
  'body',
  'swallow',
  'pills',
  'touch',
  'private',
  'photo',
  'naked',
  'hit',
  /** Grown-ups at home, and "us". */
  'hitter',
  'marks',
  /** "does not give him food", "starves them". */
  'unfed',
  /** Who feeds a child at home: parents, their partners, relatives. */
  'carer',
  /** A child has not come home, cannot be found. */
  'notHome',
  /** "does not pick up", "it is dark", "since this morning": why that cannot wait. */
  'unreached',
  /** "nothing to eat", "the fridge is empty". */
  'noFood',
  /** "since yesterday", "went to bed hungry". */
  'goneHungry',
  'weapon',
  /** Brought along, to school, a threat. */
  'brought',
  'kill',
] as const;
export type UrgentPartName = (typeof urgentPartNames)[number];

/** Words beside which signs of danger are mostly harmless; see `harmless.ts`. */
export const harmlessNames = [
  /** Games, films, theatre, history, drills. */
  'pretend',
  /** Food and what it is cut with, books, things of wood and plastic. */
  'things',
  'sport',
  /** Lessons and tests, the dentist, vaccinations. */
  'strain',
  /** What kills in jest only: homework, heat, hunger, sore feet, laughter. */
  'burden',
  'camping',
] as const;
export type HarmlessName = (typeof harmlessNames)[number];

/**
 * What replies say. `agrees` and `declines` are a yes and a no to what was asked that say something by themselves as
 * well: "we can't come" is for a person to see where nothing was asked.
 */
export const answerNames = ['yes', 'no', 'unsure', 'agrees', 'declines'] as const;

export const ordinalNames = ['1', '2', '3', '4', 'last'] as const;

/**
 * The lists that are no phrases of their own: beginnings of words (`topicStems`, `consentParts`, `doubts`; `=` ends a whole one)
 * and the words rules are made of. `LanguageWords` says what each is for.
 */
export const ruleWords = {
  topicStems: phraseGroups(topics.filter((topic) => topic !== 'other')),
  consentParts: phraseGroups(consentPartNames),
  /** Beginnings of what a school sends, as trouble with it is told of: "letter", "news", "reminder"; those of `msg` as well. */
  textNames: phrases,
  urgentParts: phraseGroups(urgentPartNames),
  /** Beginnings of the words a glad text has. */
  joy: phrases,
  /** Beginnings of words beside which signs of danger are mostly harmless. */
  harmless: phraseGroups(harmlessNames),
  /** Beginnings of what praises and of good news, that say it too seldom alone to be phrases: "so patient", "works now". */
  goodNews: phrases,
  /** Beginnings of "but", "only that": what follows praise may be a complaint. */
  contrast: phrases,
  possibleOptOut: phrases,
  forGood: phrases,
  guards: phraseGroups(['courtesy', 'negation', 'nobody', 'asking', 'someoneElse']),
  doubts: phraseGroups(doubtNames),
  plainReplies: phrases,
  functionWords: phrases,
  romanised: phrases,
  ordinals: phraseGroups(ordinalNames),
  choice: phraseGroups(['label', 'any']),
  time: phraseGroups([
    'hours',
    'minutes',
    'halfHour',
    'hourAndHalf',
    'andHalf',
    'quarterHour',
    'threeQuarters',
  ]),
  scale: phraseGroups(['outOf', 'or', 'between', 'and']),
  verdicts: phrases,
  acknowledgements: phrases,
  patterns: z.record(
    z.enum([
      'yes',
      'no',
      'question',
      'wrongNumber',
      'ofChild',
      'noAlarm',
      'praiseBut',
      'doubt',
      'nobody',
      'trouble',
      'asksWhy',
      'ownNumber',
      'forAWhile',
      'notSerious',
      'kept',
      'litotes',
      'gone',
      'none',
      'uncounted',
      'hope',
      'alone',
    ]),
    z.array(regularExpression),
  ),
};

/** The shape of `locales/<lang>/understanding.json`. */
export const understandingFile = z.looseObject({
  consent: phraseGroups(consentKinds),
  consentPhrases: phraseGroups(consentKinds),
  answers: phraseGroups(answerNames),
  numbers: z.record(z.string().regex(/^\d+$/u), phrases),
  topics: phraseGroups(topics.filter((topic) => topic !== 'other')),
  kinds: phraseGroups(['question', 'request', 'report', 'praise', 'thanks', 'chatter']),
  urgent: phraseGroups(urgentKinds),
  notUrgent: phrases,
  ...ownWays,
  ...contactLists,
  ...ruleWords,
});
export type UnderstandingFile = z.infer<typeof understandingFile>;

export type ListName =
  'consent' | 'consentPhrases' | 'answers' | 'numbers' | 'topics' | 'kinds' | 'urgent' | 'notUrgent';

/** The phrases of a group within a list: `opt_out`, `transportation`, `3`. */
export interface PhraseGroup {
  readonly list: ListName;
  readonly name: string;
  readonly phrases: readonly string[];
}

const namedLists = ['consent', 'consentPhrases', 'answers', 'numbers', 'topics', 'kinds', 'urgent'] as const;

/** All phrases of a file, by group. */
export function phraseGroupsOf(file: UnderstandingFile): readonly PhraseGroup[] {
  return [
    ...namedLists.flatMap((list) =>
      Object.entries(file[list]).map(([name, phrases]) => ({ list, name, phrases })),
    ),
    { list: 'notUrgent', name: 'idiom', phrases: file.notUrgent },
  ];
}
