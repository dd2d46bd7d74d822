import { z } from 'zod';
import { phraseList } from './phrase-list.js';

const phrases = phraseList();

/** A regular expression in Unicode mode. */
export const regularExpression = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'u');
  } catch {
    context.addIssue({ code: 'custom', message: 'is no regular expression' });
    return z.NEVER;
  }
});

/** The source of one. */
const pattern = z
  .string()
  .refine((source) => regularExpression.safeParse(source).success, 'is no regular expression');

/** How words of a language change: what `word-forms.ts` needs to find an inflected word. Languages without it have none. */
const wordForms = z.strictObject({
  /** Plurals end in -s and -es. */
  pluralInS: z.boolean().optional(),
  /** What is typed for whole words: "u" for "you". */
  shorthand: z.record(z.string(), z.string()).optional(),
  /** An apostrophe joins two words: "l'autobus". Elsewhere it is a mark within one, and left out. */
  apostropheJoins: z.boolean().optional(),
  /** Words stand without blanks between them or have endings glued on: an alarm word may begin within what stands together. */
  withoutBlanks: z.boolean().optional(),
  /** Accents tell words apart, so where a text has some they are looked at: Vietnamese. */
  accentsTellWords: z.boolean().optional(),
  /** Endings of nouns, adjectives and verbs, taken off for a stem; the longest that fits is. */
  endings: phrases.optional(),
  /** What is written together with a word, as regular expressions without anchors. */
  affixes: z
    .strictObject({
      /** "and", "so". */
      conjunction: pattern,
      article: pattern,
      /** All that may stand before a word: conjunctions, prepositions and the article. */
      before: pattern,
      /** The same before an alarm word, where more is taken off longer words. */
      beforeAlarm: pattern,
      /** Possessive endings. */
      after: pattern,
      /** The letter a word ends in that such an ending hides. */
      feminine: z.string(),
    })
    .optional(),
});
export type WordFormsFile = z.infer<typeof wordForms>;

/** What the letters of a text tell. */
const letters = z.strictObject({
  /** Letters (a regular expression, whatever their case) that other languages of the same script do without. */
  telling: pattern.optional(),
  /** Languages whose telling letters this one writes as well: they tell nothing against it. */
  alsoWritesThoseOf: phrases.optional(),
  /** What franc calls the language (mostly ISO 639-3); needed for languages in Latin letters. */
  franc: z.string().optional(),
  /** The letters options are called by, the first first; "abc…" is understood in every language. */
  ofOptions: z.string().optional(),
  /** The same letters by their names, each in all its spellings: "الف". */
  namesOfOptions: z.array(phrases).optional(),
});
export type LettersFile = z.infer<typeof letters>;

/** How a reply of few words is told from a sentence that begins like one. */
const replies = z.strictObject({
  /** Small talk that agrees where it is the whole reply to a yes-or-no question: "ok". */
  agreeing: phrases.optional(),
  /** Replies, as whole patterns, that begin a sentence where more follows: "he is" and "he is sick today". */
  beginSentences: z.array(pattern).optional(),
  /**
   * How clauses begin that tell or ask something though their first word may reply, as patterns over their words joined:
   * Albanian "po fle" (is sleeping), Vietnamese "có ai", 同意书.
   */
  beginTelling: z.array(pattern).optional(),
  /** Signs that may follow a one-sign reply without changing it: 有的, 对啊. */
  particles: phrases.optional(),
  /** "Yes" is nothing but a reply, even in a question. */
  yesIsAlwaysOne: z.boolean().optional(),
  /** What takes a reply back for the other that follows: "no wait", "scratch that". */
  takesBack: phrases.optional(),
  /** What stands right beside a reply that somebody else gave: "says", "told me to say", "the answer is". */
  relays: phrases.optional(),
  /** What the answer itself follows, after its reasons: "so", "therefore". */
  concludes: phrases.optional(),
  /** What an answer is told with that is not given: "I was going to say", "I thought". */
  almostSaid: phrases.optional(),
  /** Where such a text turns to the answer that is given: "but", "then". */
  turns: phrases.optional(),
  /** What would be were it not for something: "otherwise" a five. */
  otherwise: phrases.optional(),
  /** Said twice, what is so one time and not another: "sometimes he does, sometimes not". */
  byTurns: phrases.optional(),
});

/** Wishes that are told in whole sentences, the more precise first. */
export const toldKinds = ['pause', 'fewer', 'opt_in', 'wrong_number', 'opt_out'] as const;
export type ToldKind = (typeof toldKinds)[number];

/** How wishes about the texting are told from other texts. */
const wishes = z.strictObject({
  /** A keyword asked is a wish as well, as it is at the carrier: "STOP?". */
  keywordsInQuestions: z.boolean().optional(),
  /** Wishes are put together from parts only in texts of the language: "no sms" is said in many. */
  partsInOwnTextsOnly: z.boolean().optional(),
  /** Keywords that may as well answer a question of ours, as they stand in `consent.opt_out`: "cancel", "no more". */
  alsoAnswers: phrases.optional(),
  /** Wishes in sentences that need not name the texts, as patterns: "we bury my uncle, later please". Likely ones. */
  told: z.partialRecord(z.enum(toldKinds), z.array(regularExpression)).optional(),
  /** What tells what was and wishes nothing, as patterns: "after the holiday we began to read again". */
  tells: z.array(regularExpression).optional(),
});

/** How numbers, amounts and times are written, beside the lists `numbers`, `time` and `times`. */
const counting = z.strictObject({
  /** Signs between a number and what it counts. */
  measureWords: phrases.optional(),
  /** Two hours said in one word. */
  twoHours: phrases.optional(),
  /** Two and a half, said in one word, before "hours". */
  twoAndHalf: phrases.optional(),
  /** Whole replies that say there were none: "none". */
  none: phrases.optional(),
  /** An hour and a quarter. */
  hourAndQuarter: phrases.optional(),
  /** Phrases of `answers.unsure` that leave a number beside them standing: "more or less", "I guess". */
  about: phrases.optional(),
  /** The most a rating can be, in words: "perfect score". */
  fullMarks: phrases.optional(),
  /** The least a rating can be, in words: "the lowest mark". */
  lowestMarks: phrases.optional(),
  /** "Between", where it is said of two numbers of which one is inflected. */
  inBetween: phrases.optional(),
  /** Beside the sum of the other numbers: "in total". */
  total: phrases.optional(),
  /** "Only", "no more than that": beside a number that leads a text. */
  only: phrases.optional(),
  /** Zero, where it is nothing but the number. */
  zero: phrases.optional(),
  /** "Counting", "including": beside the number of all who come. */
  including: phrases.optional(),
  /** What makes a number less than nothing. */
  minus: phrases.optional(),
  /** Amounts nobody counted: "a few", "a little while". */
  amounts: phrases.optional(),
  /** That nobody can tell, wherever it stands: "lost count", "it varies", "put what you like". */
  unknown: phrases.optional(),
  /** The same of people who come: "the whole family". */
  everybody: phrases.optional(),
  /** Parts of a whole, beside `time.andHalf`. */
  fractions: z
    .strictObject({
      /** "And a quarter". */
      andQuarter: phrases.optional(),
      /** What is said before a number and adds to it, by how much: Hindi "साढ़े" is 0.5. */
      before: z.record(z.string().regex(/^-?0\.\d+$/u), phrases).optional(),
      /** Numbers said in one word: Russian "полтора" is 1.5. */
      whole: z.record(z.string().regex(/^\d+\.\d+$/u), phrases).optional(),
    })
    .optional(),
  /** Of the clock, hours and minutes: the unit is said before its number, Swahili "masaa mawili". */
  unitFirst: z.boolean().optional(),
  /** What stands between a number and another that takes its place: "2, no wait, make it a 3". */
  corrections: z
    .strictObject({
      /** "I meant": a word or two may follow before the right number. */
      sure: phrases.optional(),
      /** "No", "sorry": the right number follows at once. */
      direct: phrases.optional(),
      /** "No" where it is "not" as well: a pause must follow, or the word again. */
      paused: phrases.optional(),
    })
    .optional(),
  /** All that stands between the numbers of "10分给8分", as a regular expression. */
  outOf: pattern.optional(),
  /** Numbers written with signs for digits and for their places: 二十三. */
  numerals: z
    .strictObject({
      digits: z.record(z.string(), z.int().min(0).max(9)),
      ten: z.string(),
      hundred: z.string(),
      /** Signs that stand for two: 廿 for 二十. */
      short: z.record(z.string(), z.string()),
      /** Signs that may stand beside a numeral that answers: measure words, "give", "about", "more or less". */
      beside: z.string(),
    })
    .optional(),
  /** Times of day in words that `numbers` does not hold. */
  clock: z
    .strictObject({
      /** Hours as they are said of the clock, by their number: "at three" where it is no "three"; 1230 is half past twelve. */
      hours: z.record(z.string().regex(/^\d+$/u), phrases),
      /** Half past: it adds thirty minutes to the hour beside it. */
      half: phrases,
      /** Half of the hour that follows: "wpół do trzeciej" is half past two. */
      halfTo: phrases,
      quarter: phrases,
      quarterTo: phrases,
    })
    .optional(),
  /** Hours are counted from six: Swahili "saa moja" is seven o'clock. */
  hoursFromSix: z.boolean().optional(),
  /** The months from January on, each in all its spellings; for languages whose months `Intl` does not know. */
  months: z.array(phrases).length(12).optional(),
});
export type CountingFile = z.infer<typeof counting>;
export type ClockFile = NonNullable<CountingFile['clock']>;

/** What families write around an answer. */
const aroundAnswers = z.strictObject({
  /** What stands before it and is no part of it: whom one speaks to, an excuse, a blessing. */
  before: phrases.optional(),
  /** What stands around a judgement of it all: "overall", "it was". */
  overall: phrases.optional(),
  /** What puts an answer off, as beginnings: "I will ask my", "let you know", "have not decided". */
  undecided: phrases.optional(),
  /** The same in two parts: "ask", "permission", and whom a family asks before it answers: "my boss". Beginnings. */
  putsOff: z.strictObject({ ask: phrases, whom: phrases }).optional(),
  /** "Why" and "where", which make a question of a sentence that otherwise says no: "why did it not come". */
  why: phrases.optional(),
  /** What a family wishes or needs, as beginnings: "I want", "more", "needs". Asked openly, it answers with them. */
  wishes: phrases.optional(),
  /** What is asked of the office for one child, as beginnings: "moved to another class", "meet". It is no such wish. */
  errands: phrases.optional(),
  /** "Not", where it stands after what it turns down. */
  notAfter: phrases.optional(),
  /** Words that begin a reason: what follows explains an answer and is none. */
  because: phrases.optional(),
  /** Words a rating stands beside: "give", "points". From four letters on they may be longer. */
  giving: phrases.optional(),
  /** Words a number stands beside that answers nothing: "at three", "grade 4". */
  elsewhere: phrases.optional(),
  /** Words beside which a number is a name or an age: "class", "room", "years". */
  classes: phrases.optional(),
  /** Of whom or of what a number says something else: "one teacher", "no reply". */
  persons: phrases.optional(),
  /** What is counted, in all its forms, by the English name an ask has for it. */
  things: z.record(z.string(), phrases).optional(),
});
export type AroundAnswersFile = z.infer<typeof aroundAnswers>;

/** How a family that names several options says which it means. */
const choosing = z.strictObject({
  /** Takes back what stands before it: "no wait", "I mean". It begins a clause; a mere "no" is the whole of one. */
  corrects: phrases,
  /** Stands before what is turned down: "without", "neither", "except". */
  without: phrases,
  /** Stands right after what is turned down, and may go on: "no way". */
  outAfter: phrases,
  /** Says, as a beginning, that nothing but what its clause names will do: "no time other than". */
  nothingElse: phrases,
  /** Beginnings of what a clause says that takes what it names: "so let's", "I vote". */
  takes: phrases,
  /** Beginnings of what a clause says that does not: "I work", "stinks". */
  leaves: phrases,
  /** "Gives trouble", "is hard": of school subjects what is meant, of all else what is not. */
  hard: phrases,
  /** "Good at it", "is easy": the other way round. */
  easy: phrases,
  /** Two of the options at once. */
  both: phrases,
  /** Of several times the earliest, the latest and the one between: "the late one". */
  earliest: phrases.optional(),
  latest: phrases.optional(),
  middle: phrases.optional(),
  /** The option that is left when the others are named: "the other one", "whichever is left". */
  remaining: phrases.optional(),
});
export type ChoosingFile = z.infer<typeof choosing>;

/** The parts of `locales/<lang>/understanding.json` a language has only where it needs them. */
export const ownWays = {
  wordForms: wordForms.optional(),
  letters: letters.optional(),
  /** Laughter as it is typed, as patterns of whole words; it is laughter in texts of every language. */
  laughter: z.array(pattern).optional(),
  replies: replies.optional(),
  wishes: wishes.optional(),
  counting: counting.optional(),
  aroundAnswers: aroundAnswers.optional(),
  choosing: choosing.optional(),
  /** What schools let families choose between, by its English name: beginnings of the words each is known by. */
  optionThings: z.record(z.string(), phrases).optional(),
};
