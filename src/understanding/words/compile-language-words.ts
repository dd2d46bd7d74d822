import { alarmsOf } from './alarms.js';
import { compileChoosing } from './choosing-words.js';
import { clockWords } from './clock-words.js';
import { joinAll } from './joined-words.js';
import type { LanguageWords } from './language-words.js';
import type { ListReader } from './list-words.js';
import { numeralReader } from './numerals.js';
import { troublePatterns } from './text-names.js';
import type { UnderstandingFile } from './understanding-file.js';

/** Makes the rules' words of a language ready. `read` folds them: a `listReader` of the language. */
export function compileWords(file: UnderstandingFile, read: ListReader): LanguageWords {
  const set = (list: readonly string[]): ReadonlySet<string> => joinAll(list, read);
  const joined = (list: readonly string[]): readonly string[] => [...set(list)];
  const {
    guards,
    time,
    scale,
    ordinals,
    counting = {},
    replies = {},
    wishes = {},
    aroundAnswers = {},
  } = file;
  const byValue = (lists: Readonly<Record<string, readonly string[]>> = {}) =>
    Object.entries(lists).map(([value, list]) => [Number(value), set(list)] as const);
  let optOutWords: ReadonlySet<string> | undefined;
  let trouble: readonly RegExp[] | undefined;
  return {
    guards: {
      courtesy: set(guards.courtesy),
      negation: set(guards.negation),
      nobody: joined(guards.nobody),
      asking: set(guards.asking),
      someoneElse: set(guards.someoneElse),
    },
    doubts: alarmsOf(file.doubts, read),
    topicStems: alarmsOf(file.topicStems, read),
    consentParts: alarmsOf(file.consentParts, read),
    urgentParts: alarmsOf(file.urgentParts, read),
    joy: alarmsOf({ joy: file.joy }, read),
    harmless: alarmsOf(file.harmless, read),
    goodNews: alarmsOf({ goodNews: file.goodNews }, read),
    contrast: alarmsOf({ contrast: file.contrast }, read),
    // Few texts need them, and there are many.
    get optOutWords() {
      return (optOutWords ??= plainWordsOf(
        [...(file.consent.opt_out ?? []), ...(file.consentPhrases.opt_out ?? []), ...file.forGood],
        read,
      ));
    },
    possibleOptOut: joined(file.possibleOptOut),
    plainReplies: set(file.plainReplies),
    ordinals: new Map(
      Object.entries(ordinals).flatMap(([place, phrases]) =>
        joined(phrases).map((phrase) => [phrase, place === 'last' ? -1 : Number(place) - 1] as const),
      ),
    ),
    choiceLabels: joined(file.choice.label),
    choiceAny: joined(file.choice.any),
    time: {
      hours: joined(time.hours),
      minutes: joined(time.minutes),
      halfHour: joined(time.halfHour),
      hourAndHalf: joined(time.hourAndHalf),
      andHalf: joined(time.andHalf),
      quarterHour: joined(time.quarterHour),
      threeQuarters: joined(time.threeQuarters),
      twoHours: joined(counting.twoHours ?? []),
      twoAndHalf: joined(counting.twoAndHalf ?? []),
      hourAndQuarter: joined(counting.hourAndQuarter ?? []),
      measureWords: joined(counting.measureWords ?? []),
      andQuarter: joined(counting.fractions?.andQuarter ?? []),
      and: joined(scale.and),
      unitFirst: counting.unitFirst ?? false,
    },
    scale: {
      outOf: joined(scale.outOf),
      or: joined(scale.or),
      between: joined(scale.between),
      and: joined(scale.and),
      inBetween: joined(counting.inBetween ?? []),
      fullMarks: joined(counting.fullMarks ?? []),
      lowestMarks: joined(counting.lowestMarks ?? []),
      outOfPattern: counting.outOf === undefined ? null : new RegExp(`^(?:${counting.outOf})$`, 'u'),
    },
    none: set(counting.none ?? []),
    around: {
      before: set(aroundAnswers.before ?? []),
      overall: set(aroundAnswers.overall ?? []),
      undecided: alarmsOf({ undecided: aroundAnswers.undecided ?? [] }, read),
      putsOff: alarmsOf(aroundAnswers.putsOff ?? {}, read),
      why: set(aroundAnswers.why ?? []),
      wishes: alarmsOf({ wishes: aroundAnswers.wishes ?? [] }, read),
      errands: alarmsOf({ errands: aroundAnswers.errands ?? [] }, read),
      notAfter: set(aroundAnswers.notAfter ?? []),
      because: set(aroundAnswers.because ?? []),
      giving: joined(aroundAnswers.giving ?? []),
      elsewhere: set(aroundAnswers.elsewhere ?? []),
      classes: joined(aroundAnswers.classes ?? []),
      persons: joined(aroundAnswers.persons ?? []),
      things: new Map(
        Object.entries(aroundAnswers.things ?? {}).map(([thing, list]) => [thing, joined(list)]),
      ),
    },
    about: set(counting.about ?? []),
    amounts: set(counting.amounts ?? []),
    unknown: joined(counting.unknown ?? []),
    total: joined(counting.total ?? []),
    minus: set(counting.minus ?? []),
    only: set(counting.only ?? []),
    zero: set(counting.zero ?? []),
    including: joined(counting.including ?? []),
    everybody: joined(counting.everybody ?? []),
    fractions: {
      before: byValue(counting.fractions?.before),
      whole: byValue(counting.fractions?.whole),
    },
    corrections: {
      sure: set(counting.corrections?.sure ?? []),
      direct: set(counting.corrections?.direct ?? []),
      paused: set(counting.corrections?.paused ?? []),
    },
    numerals: counting.numerals === undefined ? null : numeralReader(counting.numerals),
    clock: {
      hoursFromSix: counting.hoursFromSix ?? false,
      months: counting.months?.map((names) => joined(names)) ?? null,
      words: counting.clock === undefined ? null : clockWords(counting.clock, read),
    },
    choosing: compileChoosing(file.choosing, read),
    optionThings: alarmsOf(file.optionThings ?? {}, read),
    optionLetters: file.letters?.ofOptions ?? '',
    optionLetterNames: new Map(
      (file.letters?.namesOfOptions ?? []).flatMap((names, place) =>
        joined(names).map((name) => [name, place] as const),
      ),
    ),
    replies: {
      agreeing: set(replies.agreeing ?? []),
      beginSentences: (replies.beginSentences ?? []).map((source) => new RegExp(`^(?:${source})$`, 'u')),
      beginTelling: (replies.beginTelling ?? []).map((source) => new RegExp(`^(?:${source})`, 'u')),
      particles: set(replies.particles ?? []),
      yesIsAlwaysOne: replies.yesIsAlwaysOne ?? false,
      takesBack: set(replies.takesBack ?? []),
      relays: set(replies.relays ?? []),
      concludes: set(replies.concludes ?? []),
      almostSaid: set(replies.almostSaid ?? []),
      turns: set(replies.turns ?? []),
      otherwise: set(replies.otherwise ?? []),
      byTurns: set(replies.byTurns ?? []),
    },
    wishes: {
      keywordsInQuestions: wishes.keywordsInQuestions ?? false,
      partsInOwnTextsOnly: wishes.partsInOwnTextsOnly ?? false,
      alsoAnswers: new Set(wishes.alsoAnswers ?? []),
      told: wishes.told ?? {},
      tells: wishes.tells ?? [],
    },
    verdicts: set(file.verdicts),
    acknowledgements: set(file.acknowledgements),
    patterns: {
      ...file.patterns,
      get trouble() {
        return (trouble ??= troublePatterns(file, read));
      },
    },
  };
}

/** The words of all these phrases. */
function plainWordsOf(phrases: readonly string[], read: ListReader): ReadonlySet<string> {
  const words = new Set<string>();
  read.visitWords(phrases.join(' '), ({ plain }) => words.add(plain));
  return words;
}
