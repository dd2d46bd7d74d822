import type { Alarms } from './alarms.js';
import type { ChoosingWords } from './choosing-words.js';
import type { ClockWords } from './clock-words.js';
import type { numeralReader } from './numerals.js';
import type { ToldKind } from './own-ways.js';

/** Small words that change what the words beside them mean. Folded, accents dropped, as `Word.plain` is. */
export interface GuardWords {
  /** Politeness around a word that does not change it: "please", "por favor". */
  readonly courtesy: ReadonlySet<string>;
  /** "not" and its kin: before a consent phrase they turn it around. */
  readonly negation: ReadonlySet<string>;
  /** "nobody": wherever it stands, a text with it does not ask for texts. Phrases. */
  readonly nobody: readonly string[];
  /** "why", "when", "how": a sentence with one asks about the texts, it does not stop them. */
  readonly asking: ReadonlySet<string>;
  /** Signs that somebody else than the writer is meant: "tell him to stop texting me". */
  readonly someoneElse: ReadonlySet<string>;
}

/** How a language counts time; phrases, accents dropped. */
export interface TimeWords {
  readonly hours: readonly string[];
  readonly minutes: readonly string[];
  readonly halfHour: readonly string[];
  readonly hourAndHalf: readonly string[];
  readonly andHalf: readonly string[];
  readonly quarterHour: readonly string[];
  readonly threeQuarters: readonly string[];
  /** Two hours said in one word. */
  readonly twoHours: readonly string[];
  /** Two and a half, before "hours". */
  readonly twoAndHalf: readonly string[];
  readonly hourAndQuarter: readonly string[];
  /** Signs between a number and what it counts. */
  readonly measureWords: readonly string[];
  readonly andQuarter: readonly string[];
  readonly and: readonly string[];
  /** The unit is said before its number. */
  readonly unitFirst: boolean;
}

/** What a language's file says beside its phrases: the words rules are made of. Folded, accents dropped. */
export interface LanguageWords {
  readonly guards: GuardWords;
  /** What makes a wish for no more texts doubtful, as beginnings; see `doubted-consent.ts`. */
  readonly doubts: Alarms;
  /** Words topics are known by, as beginnings. */
  readonly topicStems: Alarms;
  /** Words wishes about the texting are made of, by what they do in them; see the locale file. */
  readonly consentParts: Alarms;
  /** Words emergencies are put together from. */
  readonly urgentParts: Alarms;
  /** Words of gladness, pride and laughter. */
  readonly joy: Alarms;
  /** Words beside which signs of danger are mostly harmless, by group; see `harmless.ts`. */
  readonly harmless: Alarms;
  /** "So patient", "works now": praise and good news amid other words. */
  readonly goodNews: Alarms;
  /** "But", "only that": what follows praise may be a complaint. */
  readonly contrast: Alarms;
  /** The words of the phrases that mean "no more texts", and such as may stand beside them: "ever", "to this number". */
  readonly optOutWords: ReadonlySet<string>;
  /** What may mean "no more texts", and may as well mean something else. */
  readonly possibleOptOut: readonly string[];
  /** Words that say yes or no whatever follows them; empty: all of them do. */
  readonly plainReplies: ReadonlySet<string>;
  /** Phrases for first, second …, by their place from 0; -1 is the last. */
  readonly ordinals: ReadonlyMap<string, number>;
  /** What may stand around the choice of an option. */
  readonly choiceLabels: readonly string[];
  /** "both", "any", "none": no choice. */
  readonly choiceAny: readonly string[];
  readonly time: TimeWords;
  readonly scale: {
    readonly outOf: readonly string[];
    readonly or: readonly string[];
    readonly between: readonly string[];
    readonly and: readonly string[];
    /** "Between", beside one number. */
    readonly inBetween: readonly string[];
    /** The most a rating can be: "perfect score". */
    readonly fullMarks: readonly string[];
    /** The least a rating can be: "the lowest mark". */
    readonly lowestMarks: readonly string[];
    /** All that stands between the numbers of "10分给8分"; null where no such is written. */
    readonly outOfPattern: RegExp | null;
  };
  /** Whole replies that say there were none. */
  readonly none: ReadonlySet<string>;
  /** What families write around an answer; see the locale file. */
  readonly around: {
    readonly before: ReadonlySet<string>;
    /** "Overall", "it was": around a judgement of it all. */
    readonly overall: ReadonlySet<string>;
    readonly undecided: Alarms;
    readonly putsOff: Alarms;
    /** "Why", "where": with one a sentence that says no asks. */
    readonly why: ReadonlySet<string>;
    /** "I want", "more", "needs": asked openly, a family answers with them. */
    readonly wishes: Alarms;
    /** "Moved to another class", "meet": what is asked of the office for one child. */
    readonly errands: Alarms;
    readonly notAfter: ReadonlySet<string>;
    readonly because: ReadonlySet<string>;
    readonly giving: readonly string[];
    readonly elsewhere: ReadonlySet<string>;
    /** "Class", "room", "years": the number beside them is a name or an age. */
    readonly classes: readonly string[];
    /** "Teacher", "reply": one of them, or none, answers nothing. */
    readonly persons: readonly string[];
    readonly things: ReadonlyMap<string, readonly string[]>;
  };
  /** "More or less", "I guess": they leave a number beside them standing. */
  readonly about: ReadonlySet<string>;
  /** Amounts nobody counted, that nobody can tell how many, and that all come; see the locale file. */
  readonly amounts: ReadonlySet<string>;
  readonly unknown: readonly string[];
  readonly everybody: readonly string[];
  readonly total: readonly string[];
  readonly minus: ReadonlySet<string>;
  /** "Only", the number zero, and "counting": around the number a family gives; see the locale file. */
  readonly only: ReadonlySet<string>;
  readonly zero: ReadonlySet<string>;
  readonly including: readonly string[];
  /** Parts of a whole, by how much they are: what stands before a number and what is one. */
  readonly fractions: {
    readonly before: readonly (readonly [number, ReadonlySet<string>])[];
    readonly whole: readonly (readonly [number, ReadonlySet<string>])[];
  };
  /** What takes a number back for another that follows, by how near it must stand; see the locale file. */
  readonly corrections: Record<'sure' | 'direct' | 'paused', ReadonlySet<string>>;
  /** Finds numbers written with signs for digits and places; null where none are. */
  readonly numerals: ReturnType<typeof numeralReader> | null;
  readonly clock: {
    /** Hours are counted from six. */
    readonly hoursFromSix: boolean;
    /** The spellings of each month; null where `Intl` knows them. */
    readonly months: readonly (readonly string[])[] | null;
    /** How hours are said; null where the numbers are enough. */
    readonly words: ClockWords | null;
  };
  readonly choosing: ChoosingWords;
  /** What families choose between, as beginnings; see the locale file. */
  readonly optionThings: Alarms;
  /** The letters options are called by, in their order. */
  readonly optionLetters: string;
  /** The names of these letters, by the place of the option they call. */
  readonly optionLetterNames: ReadonlyMap<string, number>;
  /** How replies of few words are told from sentences; see the locale file. */
  readonly replies: {
    readonly agreeing: ReadonlySet<string>;
    readonly beginSentences: readonly RegExp[];
    readonly beginTelling: readonly RegExp[];
    readonly particles: ReadonlySet<string>;
    readonly yesIsAlwaysOne: boolean;
    /** What takes a reply back for the other that follows. */
    readonly takesBack: ReadonlySet<string>;
    /** "Says", "the answer is": beside a reply that somebody else gave. */
    readonly relays: ReadonlySet<string>;
    /** "So": the answer itself follows. */
    readonly concludes: ReadonlySet<string>;
    /** "I was going to say": an answer that is not given. */
    readonly almostSaid: ReadonlySet<string>;
    /** "But", "then": where a text turns to the answer that is given. */
    readonly turns: ReadonlySet<string>;
    /** "Otherwise": what would be the answer and is not. */
    readonly otherwise: ReadonlySet<string>;
    /** "Sometimes", said twice. */
    readonly byTurns: ReadonlySet<string>;
  };
  /** How wishes about the texting are told from other texts; see the locale file. */
  readonly wishes: {
    readonly keywordsInQuestions: boolean;
    readonly partsInOwnTextsOnly: boolean;
    readonly alsoAnswers: ReadonlySet<string>;
    readonly told: Readonly<Partial<Record<ToldKind, readonly RegExp[]>>>;
    readonly tells: readonly RegExp[];
  };
  /** Whole replies to "how was it?". */
  readonly verdicts: ReadonlySet<string>;
  readonly acknowledgements: ReadonlySet<string>;
  /** Forms no list of phrases holds, of the plain words of a text. */
  readonly patterns: {
    /** Sentences that say yes without the word: "signed it and sent it back". */
    readonly yes: readonly RegExp[];
    readonly no: readonly RegExp[];
    readonly question: readonly RegExp[];
    /** "I am not Juan's mother", "I have no children there". */
    readonly wrongNumber: readonly RegExp[];
    /** Children, pupils and schools, in what says that the text reaches the wrong person. */
    readonly ofChild: readonly RegExp[];
    /** Ages and amounts that sound like danger: Korean "5살인데" holds "살인" (murder). */
    readonly noAlarm: readonly RegExp[];
    readonly praiseBut: readonly RegExp[];
    /** Conditions that are an ending, Turkish "-sa". */
    readonly doubt: readonly RegExp[];
    /** "No one should text me again", in as many ways as it is said. */
    readonly nobody: readonly RegExp[];
    /** "No message came", "I deleted it by mistake". */
    readonly trouble: readonly RegExp[];
    /** "Why", "how come": who asks why no texts come wishes no end of them. */
    readonly asksWhy: readonly RegExp[];
    /** "I wrote the wrong number on the form", "our number changed": of the family's own. */
    readonly ownNumber: readonly RegExp[];
    /** "For ten days", "two weeks"; not "since two weeks". */
    readonly forAWhile: readonly RegExp[];
    /** "It is nothing serious": tells of a child, and does not ask for what is serious only. */
    readonly notSerious: readonly RegExp[];
    /** "Do not take me off", "I want to miss none", "I thought you had stopped": the texts are to go on. */
    readonly kept: readonly RegExp[];
    /** "No problem", "we never skip it": a yes that denies the opposite. */
    readonly litotes: readonly RegExp[];
    /** "My daughter has graduated", "we moved away": why no texts are needed any more. */
    readonly gone: readonly RegExp[];
    /** "Not a single one", in a clause that may say more. */
    readonly none: readonly RegExp[];
    /** "A good while", "I did not look at the clock": amounts nobody counted. */
    readonly uncounted: readonly RegExp[];
    /** "I want her to make friends": what is hoped for a child, no request to the school. */
    readonly hope: readonly RegExp[];
    /** "Just me", where people are counted. */
    readonly alone: readonly RegExp[];
  };
}
