import { describe, expect, test } from '@jest/globals';
import { readExamples } from '../../src/understanding/examples.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
import { measures, readSplit, scoreTexts, shareOf, sumScores, type Measure } from './measure.js';

/** A little under what is reached over all languages; `npm run eval` says what is wanted. */
const floors: Readonly<Record<Measure, number>> = {
  answer: 0.94,
  consent: 0.97,
  needsStaff: 0.97,
  topic: 0.89,
  urgentRecall: 0.99,
  urgentPrecision: 0.88,
};

const u = loadUnderstanding();
const known = [...readSplit('test')].filter(([language]) => u.languages.some((code) => code === language));
const scores = known.map(([, texts]) => scoreTexts(u, texts));
const overall = sumScores(scores);

describe('on the labelled texts', () => {
  test.each(measures)('%s does not fall under what was reached', (measure) => {
    expect(shareOf(overall.tallies[measure])).toBeGreaterThanOrEqual(floors[measure]);
  });

  test('nothing is taken for an opt-out that is none', () => {
    expect(overall.falseOptOuts).toBe(0);
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
      const learned = new Set(readExamples(language).examples.map(({ text }) => text.toLowerCase()));
      const measured = known.find(([code]) => code === language)?.[1] ?? [];
      const social = new Set(['thanks', 'chatter']);
      const small = readExamples(language).examples.filter(({ kind }) => social.has(kind ?? ''));
      const common = new Set(small.map(({ text }) => text.toLowerCase()));
      return measured
        .map(({ text }) => text.toLowerCase())
        .filter((text) => learned.has(text) && !common.has(text));
    });
    expect(shared).toEqual([]);
  });
});
