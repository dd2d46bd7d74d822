import { describe, expect, test } from '@jest/globals';
import { readExamples } from '../../src/understanding/examples/examples.js';
import { reasonInWords } from '../../src/understanding/reason-in-words.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
import {
  measures,
  readSplit,
  scoreTexts,
  shareOf,
  sumScores,
  tunedOn,
  unseenSplits,
  type Measure,
  type Score,
} from './measure.js';

type Unseen = (typeof unseenSplits)[number];

/** A little under what is reached over all languages; `npm run eval` says what is wanted. */
const floors: Readonly<Record<Unseen, Readonly<Record<Measure, number>>>> = {
  test: {
    answer: 0.97,
    consent: 0.98,
    needsStaff: 0.98,
    topic: 0.93,
    urgentRecall: 0.99,
    urgentPrecision: 0.93,
    urgentSeen: 0.99,
  },
  second: {
    answer: 0.96,
    consent: 0.98,
    needsStaff: 0.98,
    topic: 0.95,
    urgentRecall: 0.97,
    // Hunger at home raises the alarm; the writers of these texts thought it could wait.
    urgentPrecision: 0.86,
    urgentSeen: 0.98,
  },
  // Far from what is wanted: these texts avoid the words one looks for.
  hard: {
    answer: 0.95,
    consent: 0.92,
    needsStaff: 0.81,
    topic: 0.72,
    urgentRecall: 0.85,
    urgentPrecision: 0.93,
    urgentSeen: 0.91,
  },
  third: {
    answer: 0.92,
    consent: 0.97,
    needsStaff: 0.93,
    topic: 0.93,
    urgentRecall: 0.98,
    urgentPrecision: 0.88,
    urgentSeen: 0.99,
  },
  // Whole families of ways to say a thing, from half of which the rules were made.
  fourth: {
    answer: 0.89,
    consent: 0.9,
    needsStaff: 0.91,
    topic: 0.84,
    urgentRecall: 0.97,
    urgentPrecision: 0.9,
    urgentSeen: 0.97,
  },
  fifth: {
    answer: 0.93,
    consent: 0.965,
    needsStaff: 0.97,
    topic: 0.92,
    urgentRecall: 0.98,
    urgentPrecision: 0.89,
    urgentSeen: 0.98,
  },
  sixth: {
    answer: 0.95,
    consent: 0.95,
    needsStaff: 0.96,
    topic: 0.89,
    urgentRecall: 0.98,
    urgentPrecision: 0.86,
    urgentSeen: 0.98,
  },
  // Dangers mostly told in passing or by a sign, answers and wishes in the writers' own ways.
  seventh: {
    answer: 0.9,
    consent: 0.85,
    needsStaff: 0.96,
    topic: 0.86,
    urgentRecall: 0.87,
    urgentPrecision: 0.97,
    urgentSeen: 0.94,
  },
  // Replies: errands beside answers, and what is only told, half of it in words that sound like danger.
  eighth: {
    answer: 0.87,
    consent: 0.85,
    needsStaff: 0.81,
    topic: 0.82,
    urgentRecall: 0.91,
    urgentPrecision: 0.81,
    urgentSeen: 0.92,
  },
  // Everyday texts in everyday proportions.
  ninth: {
    answer: 0.94,
    consent: 0.945,
    needsStaff: 0.95,
    topic: 0.9,
    urgentRecall: 0.97,
    urgentPrecision: 0.85,
    urgentSeen: 0.97,
  },
  tenth: {
    answer: 0.93,
    consent: 0.945,
    needsStaff: 0.95,
    topic: 0.88,
    urgentRecall: 0.96,
    urgentPrecision: 0.83,
    urgentSeen: 0.97,
  },
  eleventh: {
    answer: 0.94,
    consent: 0.955,
    needsStaff: 0.96,
    topic: 0.88,
    urgentRecall: 0.98,
    urgentPrecision: 0.88,
    urgentSeen: 0.98,
  },
};

/** A little over the share of ordinary texts that are marked for a person to look at soon. */
const ceilings: Readonly<Record<Unseen, number>> = {
  test: 0.025,
  second: 0.03,
  hard: 0.07,
  third: 0.05,
  fourth: 0.05,
  fifth: 0.03,
  sixth: 0.03,
  seventh: 0.04,
  eighth: 0.07,
  ninth: 0.04,
  tenth: 0.04,
  eleventh: 0.04,
};

const u = loadUnderstanding();
const isKnown = ([language]: readonly [string, unknown]): boolean =>
  u.languages.some((code) => code === language);
const textsOf = new Map([...unseenSplits, ...tunedOn].map((split) => [split, readSplit(split)]));
const known = [...(textsOf.get('test') ?? [])].filter(isKnown);
const overall = new Map(
  unseenSplits.map((split) => [
    split,
    sumScores([...(textsOf.get(split) ?? [])].filter(isKnown).map(([, texts]) => scoreTexts(u, texts))),
  ]),
);
const overallOf = (split: Unseen): Score => {
  const score = overall.get(split);
  if (score === undefined) throw new Error(`No texts of ${split}.`);
  return score;
};

describe('on the labelled texts', () => {
  describe.each(unseenSplits)('of %s', (split) => {
    test.each(measures)('%s does not fall under what was reached', (measure) => {
      expect(shareOf(overallOf(split).tallies[measure])).toBeGreaterThanOrEqual(floors[split][measure]);
    });

    test('few ordinary texts are marked for a look', () => {
      const { right, all } = overallOf(split).ordinaryMarked;
      expect(right / all).toBeLessThanOrEqual(ceilings[split]);
    });

    test('nothing is taken for an opt-out that is none', () => {
      expect(overallOf(split).falseOptOuts).toBe(0);
    });

    test('every reason is told in plain words', () => {
      const reasons = [...overallOf(split).reasons];
      expect(reasons.length).toBeGreaterThan(50);
      expect(reasons.filter((reason) => reasonInWords(reason) === reason)).toEqual([]);
    });

    test('what raises the alarm is not marked for a look as well', () => {
      expect(overallOf(split).alarmsMarked).toBe(0);
    });
  });

  test('every language has texts in each split, and for every measure some to tune on', () => {
    const thin = u.languages.filter((language) => {
      const texts = tunedOn.flatMap((split) => textsOf.get(split)?.get(language) ?? []);
      const has = (label: 'topic' | 'urgent' | 'needsStaff'): boolean =>
        texts.filter((text) => text[label] !== undefined).length >= 10;
      const isMissing = unseenSplits.some((split) => textsOf.get(split)?.has(language) !== true);
      return !has('topic') || !has('urgent') || !has('needsStaff') || isMissing;
    });
    expect(thin).toEqual([]);
  });

  test('every language has at least 25 texts for each measure', () => {
    const thin = known.filter(([, texts]) =>
      (['answer', 'consent', 'needsStaff', 'topic', 'urgent'] as const).some(
        (label) => texts.filter((text) => text[label] !== undefined).length < 25,
      ),
    );
    expect(thin.map(([language]) => language)).toEqual([]);
  });

  test('no text is measured that was learned from', () => {
    const shared = u.languages.flatMap((language) => {
      const { examples, wishes, forStaff } = readExamples(language);
      const taught = [...examples, ...wishes, ...forStaff];
      const learned = new Set(taught.map(({ text }) => text.toLowerCase()));
      const measured = [...textsOf.values()].flatMap((texts) => texts.get(language) ?? []);
      const social = new Set(['thanks', 'chatter']);
      const small = examples.filter(({ kind }) => social.has(kind ?? ''));
      const common = new Set(small.map(({ text }) => text.toLowerCase()));
      return measured
        .map(({ text }) => text.toLowerCase())
        .filter((text) => learned.has(text) && !common.has(text));
    });
    expect(shared).toEqual([]);
  });
});
