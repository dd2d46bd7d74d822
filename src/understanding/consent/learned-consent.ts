import { weightOfWords } from '../text/normalise.js';
import { onlyPossible, type ConsentFinding } from './consent.js';
import {
  asksWhy,
  consentParts,
  isAboutAMatter,
  namesNumber,
  saysNot,
  saysNotSerious,
  turnsAnEndAround,
} from './composed-consent.js';
import { namesSchoolMatter } from './school-matters.js';
import { endsWithYes, keepsTexts } from './sure-opt-out.js';
import { findDoubt, namesHours } from './doubted-consent.js';
import { findNobodyMayText, tellsOfTrouble } from './nobody.js';
import { tellsOfOwnNumber } from './own-number.js';
import { tellsOfWhatWas } from './told-wish.js';
import type { JudgedWish, Judgement } from '../examples/model.js';
import type { Reading } from '../reading/reading.js';
import type { ConsentKind, ConsentPartName } from '../words/understanding-file.js';

/** How sure the examples must be: that a text wishes something of the texting, that it wishes this, and rather than else. */
interface Least {
  readonly any: number;
  readonly kind: number;
  readonly lead: number;
}

/** Tuned on `test/eval/dev`, and on wishes of writers none of whose texts had been learned. */
const needed: readonly Least[] = [
  { any: 3, kind: 2.5, lead: 2.5 },
  { any: 1, kind: 3, lead: 3 },
  { any: -0.2, kind: 4.7, lead: 7.5 },
  // Or so: surer of the kind than of any wish, since its words are common ones.
  { any: -1.5, kind: 7, lead: 6.5 },
  { any: -3, kind: 9, lead: 10 },
];
/** Where the text speaks of the texts and has a word such a wish is made of: "hold these till we are back". */
const neededWithParts: readonly Least[] = [...needed, { any: -2, kind: 2, lead: 1.5 }];
/** So sure, a "not" speaks of something else: "my husband gets them and I do not, add me". */
const sureOfWish: readonly Least[] = [{ any: 3, kind: 7, lead: 5 }];
/** Where they are so sure that texts are still wanted, an end the rules heard is only possible. */
const sureOfOtherWish: readonly Least[] = [{ any: 6, kind: 10, lead: 10 }];
/** Where the text names the texts or the number and they are so sure of an end, it is likely. */
const sureOfEndOfTexts: readonly Least[] = [
  { any: 5, kind: 2.5, lead: 2 },
  { any: 3.5, kind: 4, lead: 2 },
];
/** And where it speaks of somebody, or of something else: "do not send her home alone". */
const sureOfEndBesideElse: readonly Least[] = [{ any: 5.9, kind: 5, lead: 3.5 }];
/** Less is needed where the rules heard a possible end, and the text ends something. */
const sureOfEndHeard: readonly Least[] = [...sureOfEndOfTexts, { any: 2, kind: 2, lead: 2 }];
/** "I want nothing from you any more", which names no texts. */
const sureOfEndUnnamed: readonly Least[] = [{ any: 8, kind: 8, lead: 4 }];
/**
 * More is needed where it names the texts and nothing in it ends or refuses something, or the other way round: "remove me,
 * his mother gets them all".
 */
const sureOfEndHalfSaid: readonly Least[] = [{ any: 5, kind: 4, lead: 3 }];
/** And more in a question, which may ask how: "would you take my number off your list?" */
const sureOfEndInQuestion: readonly Least[] = [{ any: 6, kind: 6, lead: 5 }];
/** So sure of a wish for texts, what asks how to get them wishes it. */
const sureOfOptIn: readonly Least[] = [{ any: 0.8, kind: 2, lead: 3 }];
/** So sure of another wish, a question about the texts asks for that: "is there a way to get only the alerts?" */
const sureOfMoreThanHelp: readonly Least[] = [{ any: 0.5, kind: 0.5, lead: 1.4 }];
/** So sure of a pause, "send the texts again" is for later: "wait two months, then send them again". */
const sureOfLater: readonly Least[] = [{ any: 3, kind: 3, lead: 0.5 }];
/** So sure that the number is another's, "I think" and "I do not know" leave it so: "the old owner's, I think". */
const sureDespiteDoubt: readonly Least[] = [{ any: 5, kind: 9, lead: 8 }];
/** "I will write to you after the holidays": where nothing names the texts, a time tells of something else as often. */
const neededOfPause: readonly Least[] = [
  { any: 2.5, kind: 4, lead: 3 },
  { any: 1.5, kind: 9, lead: 9 },
];
/** Where the rules hear another wish: "what is important" has the "what" of a question about the texts. */
const neededToCorrect: readonly Least[] = [{ any: -1, kind: 7, lead: 10 }];
/** How sure they must be that the parts of a wish make one: less where it names the texts, more where a school matter. */
const leastOfParts = { withTexts: -4, other: -2.5, ofSchool: 0 };
/** Where the rules hear that the text may end the texting: "enough" is no "less often". */
const neededToOverrule: readonly Least[] = [
  ...neededToCorrect,
  { any: 3, kind: 6, lead: 3 },
  { any: 1.2, kind: 6, lead: 10 },
];
/** Where the text refuses texts, and has no word of a wish for some of them: it may be an end of all. */
const neededWithoutParts: readonly Least[] = [...neededToCorrect, { any: 6, kind: 8.5, lead: 6 }];
/** Longer texts say more than one thing. */
const longestText = 20;
/** Where a question is open, a shorter text most likely answers it in words no rule knows: "not once". */
const shortestBesideAsk = 4;
/** Up to so long where the examples are so sure of one kind. */
const longestSureText = 28;
const sureOfKind: readonly Least[] = [{ any: -1, kind: 8, lead: 6 }];
/** "If I write here, who reads it?", "only if school is closed": an "if" belongs to these. */
const withConditions: ReadonlySet<ConsentKind> = new Set(['help', 'alerts_only', 'fewer']);

/** Wishes that leave the family some texts, with the parts each of them is made of. */
const partsOf: Readonly<Partial<Record<ConsentKind, readonly ConsentPartName[]>>> = {
  pause: ['till', 'then'],
  fewer: ['once', 'many'],
  alerts_only: ['only', 'except', 'urg', 'matter', 'rest'],
};
/** What speaks of the texts. Who writes "later" may be the family itself. */
const ofTexts: readonly ConsentPartName[] = ['msg', 'neg', 'svc'];
const namesTexts = (kind: ConsentKind, parts: ReadonlyMap<string, unknown>): boolean =>
  ofTexts.some((part) => parts.has(part)) || (kind !== 'pause' && parts.has('write'));

const ofTextsOrNumber: readonly ConsentPartName[] = ['msg', 'svc', 'num', 'unsub'];
/** What ends or refuses something: "do not stop" has none of it. */
const ofEnds: readonly ConsentPartName[] = ['neg', 'want', 'stop', 'free', 'del', 'unsub'];

/**
 * What the examples hear in a short text in which no rule heard a wish: "not so often please", "add me to the list
 * again"; or, where they are far surer, another wish than the rules heard, of those that leave the family some texts.
 * Nothing is ever taken for sure from them: it is likely, an end of the texts mostly only possible. Where they are not
 * very sure, no end, beginning or pause is heard in what is said with a "maybe" or an "if"; nothing is in what answers a
 * question of ours (`answers`). `said`: what the rules make of it; it stays where the examples hear nothing.
 */
export function hearLearned(
  reading: Reading,
  said: ConsentFinding,
  judged: Judgement | null,
  answers: boolean,
): ConsentFinding {
  if (judged === null || answers) return said;
  if (said.consent === 'opt_out' && !said.wholeText) return unlessOtherWish(said, judged.wish());
  if (!canBeCorrected(said)) return said;
  const { words } = reading.prepared;
  const weight = weightOfWords(words);
  if (words.length < 2 || weight > longestSureText) return said;
  if (reading.context.ask !== undefined && weight < shortestBesideAsk) return said;
  const wish = judged.wish();
  if (weight > longestText && !reaches(wish, sureOfKind)) return said;
  if (isUnlikely(reading, said, wish)) return { ...said, ...noWish };
  if (mayAskForAnEnd(said, wish)) return { ...said, certainty: 'likely' };
  if (said.consent !== null) return isCorrected(said, wish) ? heard(reading, wish, 'likely') : said;
  if (isLikelyEnd(reading, said, wish)) return heard(reading, wish, 'likely');
  if (!isHeard(reading, said, wish)) return said;
  return heard(reading, wish, wish.kind === 'opt_out' ? 'possible' : 'likely');
}

/** "I unsubscribed before and want them again" tells of an end that was: whether one is meant now, a person decides. */
function unlessOtherWish(said: ConsentFinding, wish: JudgedWish): ConsentFinding {
  const leavesTexts = wish.kind === 'opt_in' || wish.kind in partsOf;
  if (!leavesTexts || !reaches(wish, sureOfOtherWish)) return said;
  return onlyPossible(said);
}

/** Nothing else takes an end of the texts back; nothing does a wrong number, or what a keyword says. */
const canBeCorrected = ({ consent, wholeText }: ConsentFinding): boolean =>
  consent === null || (!wholeText && (consent in partsOf || consent === 'help' || consent === 'opt_in'));

/** "How do I get none of these at all?" is answered with help, and a person looks. */
const mayAskForAnEnd = ({ consent }: ConsentFinding, wish: JudgedWish): boolean =>
  consent === 'help' && wish.kind === 'opt_out' && reaches(wish, sureOfMoreThanHelp);

/** "How do I sign up? I want to get them" asks how, and wishes it. */
function isCorrected({ consent, match }: ConsentFinding, wish: JudgedWish): boolean {
  if (wish.kind === consent) return false;
  if (consent === 'help')
    return wish.kind === 'opt_in'
      ? match === null && reaches(wish, sureOfOptIn)
      : reaches(wish, sureOfMoreThanHelp);
  if (consent === 'opt_in' && match === null && wish.kind === 'pause' && reaches(wish, sureOfLater))
    return true;
  return wish.kind in partsOf && reaches(wish, neededToCorrect);
}

const noWish = { consent: null, certainty: null, reasons: [], language: null } as const;

/**
 * "Don't send him outside until his cough is gone" has the parts of a pause. What is put together from parts and leaves
 * the family some texts is none where the examples know such texts as other ones.
 */
function isUnlikely(reading: Reading, said: ConsentFinding, { any }: JudgedWish): boolean {
  const { consent, match, language } = said;
  if (consent === null || !(consent in partsOf) || match !== null) return false;
  if (language === null || language !== reading.wordLanguage) return false;
  if (consentParts(reading, language).has('msg')) return any < leastOfParts.withTexts;
  return any < (namesSchoolMatter(reading, language) ? leastOfParts.ofSchool : leastOfParts.other);
}

const reaches = ({ any, score, lead }: JudgedWish, enough: readonly Least[]): boolean =>
  enough.some((least) => any >= least.any && score >= least.kind && lead >= least.lead);

function isHeard(reading: Reading, said: ConsentFinding, wish: JudgedWish): boolean {
  const { kind } = wish;
  const isPossible = said.certainty === 'possible';
  if (!reaches(wish, neededFor(reading, kind, isPossible))) return false;
  const isFact = kind === 'wrong_number' && reaches(wish, sureDespiteDoubt);
  const mayBeDoubted = !withConditions.has(kind) && !isFact;
  const isDoubted = mayBeDoubted && findDoubt(reading, null) !== null;
  if (isDoubted || tellsOfTrouble(reading)) return false;
  if (kind !== 'wrong_number' && tellsOfWhatWas(reading, reading.wordLanguage)) return false;
  const isQuestion = reading.prepared.questions.size > 0;
  if (kind === 'pause' && isQuestion && asksWhy(reading, reading.wordLanguage)) return false;
  const parts = consentParts(reading, reading.wordLanguage);
  // "I told you to stop, and changed my mind": what is taken back is said with a "not".
  const takesBack = kind === 'opt_in' && parts.has('regret');
  if (kind === 'opt_in' && !takesBack && !reaches(wish, sureOfWish)) {
    // "His mother gets the messages, turn mine off".
    const ends = !parts.has('again') && ofEnds.some((part) => parts.has(part));
    if (ends || saysNot(reading, reading.wordLanguage)) return false;
  }
  if (kind === 'wrong_number' && (namesNumber(reading) || tellsOfOwnNumber(reading))) return false;
  if (kind === 'alerts_only' && isOtherwiseSaid(reading, wish)) return false;
  const isSaid =
    kind === 'opt_out' || (kind === 'opt_in' && !takesBack) || findNobodyMayText(reading) !== null;
  return !(isPossible && isSaid);
}

/** "Only what matters" of a test, or of a child to whom nothing serious has happened. */
function isOtherwiseSaid(reading: Reading, wish: JudgedWish): boolean {
  const language = reading.wordLanguage;
  if (saysNotSerious(reading, language)) return true;
  return !reaches(wish, neededToCorrect) && isAboutAMatter(reading, language);
}

/** Less is needed where the text has the parts of the wish, and more where it refuses texts without one of them. */
function neededFor(reading: Reading, kind: ConsentKind, isPossible: boolean): readonly Least[] {
  const own = partsOf[kind];
  const usual = isPossible ? neededToOverrule : needed;
  if (own === undefined) return usual;
  const language = reading.wordLanguage;
  const parts = consentParts(reading, language);
  const hasOwn = own.some((part) => parts.has(part));
  if (!hasOwn && (isPossible || parts.has('neg'))) return neededWithoutParts;
  const isOfSchool = parts.has('else') && namesSchoolMatter(reading, language);
  const isOfTexts = hasOwn && !isOfSchool && namesTexts(kind, parts);
  if (isOfTexts && !isPossible) return neededWithParts;
  return kind === 'pause' && !namesTexts(kind, parts) ? neededOfPause : usual;
}

function neededOfEnd(parts: ReadonlyMap<string, unknown>, isPossible: boolean): readonly Least[] {
  const [isOfTexts, ends] = [ofTextsOrNumber, ofEnds].map((some) => some.some((part) => parts.has(part)));
  if (!isPossible && parts.has('else')) return ends ? sureOfEndBesideElse : [];
  if (isOfTexts && !ends) return sureOfEndHalfSaid;
  if (isOfTexts) return isPossible ? sureOfEndHeard : sureOfEndOfTexts;
  if (!ends) return [];
  return isPossible ? sureOfEndUnnamed : sureOfEndHalfSaid;
}

/**
 * Whether an end of the texts is likely: where the text names them or the number, or ends or refuses something, no "maybe"
 * is said and no time, which may be that of a pause; nor "keep the alerts, take the rest off". Where the rules heard a
 * possible end it must name the texts or the number: "leave us alone" is said to others as well.
 */
function isLikelyEnd(reading: Reading, said: ConsentFinding, wish: JudgedWish): boolean {
  if (wish.kind !== 'opt_out') return false;
  const parts = consentParts(reading, reading.wordLanguage);
  const has = (some: readonly ConsentPartName[]): boolean => some.some((part) => parts.has(part));
  if (Object.values(partsOf).some((own) => has(own)) || has(['again'])) return false;
  // "Trip ki list se": who types Hindi in Latin letters names the trip in English.
  const isOfSchool = [reading.wordLanguage, 'en'].some((code) => namesSchoolMatter(reading, code));
  if (isOfSchool) return false;
  if (!reaches(wish, neededOfEnd(parts, said.certainty === 'possible'))) return false;
  const isQuestion = reading.prepared.questions.size > 0;
  const isAsked = isQuestion && (!has(ofEnds) || has(['ask']) || asksWhy(reading, reading.wordLanguage));
  if (isAsked || (isQuestion && !reaches(wish, sureOfEndInQuestion))) return false;
  if (tellsOfTrouble(reading) || turnsAnEndAround(reading, reading.wordLanguage)) return false;
  if (keepsTexts(reading, reading.wordLanguage)) return false;
  if (endsWithYes(reading, reading.wordLanguage, null)) return false;
  return findDoubt(reading, null) === null && !namesHours(reading, null);
}

function heard(
  reading: Reading,
  { kind, because }: JudgedWish,
  certainty: 'likely' | 'possible',
): ConsentFinding {
  const { clean } = reading.prepared;
  const isPossible = certainty === 'possible';
  const quoted = because === null ? '' : ` «${clean.slice(because.start, because.end)}»`;
  const language = reading.wordLanguage;
  return {
    consent: isPossible ? null : kind,
    certainty,
    reasons: [`consent:${isPossible ? `possible ${kind}` : `${kind} sounds like it`}${quoted} (${language})`],
    match: null,
    language,
    wholeText: false,
  };
}
