import { describe, expect, test } from '@jest/globals';
import { loadTexts } from '../../src/i18n/texts.js';
import { findPrompt, library, rankPrompts } from '../../src/nudges/library.js';

const texts = loadTexts();
const thirdGrade = { grade: '3', subject: null };

describe('the library', () => {
  test.each(texts.languages())('has exactly the prompts of the locale file in %s', (language) => {
    expect([...texts.prompts(language).keys()].sort()).toEqual(library.map(({ key }) => key).sort());
  });

  test.each(library.map((prompt) => [prompt.key, prompt] as const))(
    'asks for what the English words of %s ask for',
    (key, { askKind }) => {
      const text = texts.prompts('en').get(key) ?? '';
      expect({
        yesno: /reply yes or no/iu.test(text),
        rating: /from 1 .* to 5/iu.test(text),
      }).toEqual({ yesno: askKind === 'yesno', rating: askKind === 'rating' });
    },
  );

  test('names grades that are in order', () => {
    for (const { grades } of library) expect(grades[0]).toBeLessThanOrEqual(grades[1]);
  });

  test('finds a prompt by its key, and none by another', () => {
    expect(findPrompt('habits.sleep')?.askKind).toBe('yesno');
    expect(findPrompt('constructor')).toBeUndefined();
  });
});

describe('the prompts a class is offered', () => {
  test('are all of them, one of each subject first', () => {
    const ranked = rankPrompts(thirdGrade, new Map());
    expect(ranked).toHaveLength(library.length);
    const suggested = ranked.filter((one) => one.suggested);
    expect(suggested.map((one) => one.subject)).toEqual([
      'math',
      'reading',
      'writing',
      'science',
      'language',
    ]);
    expect(ranked.slice(0, suggested.length)).toEqual(suggested);
  });

  test('are suggested from the subject of the class', () => {
    const suggested = rankPrompts({ grade: '6', subject: 'Science' }, new Map()).filter(
      (one) => one.suggested,
    );
    expect(suggested.map((one) => one.key)).toEqual(['science.whyWonder', 'science.howItWorks']);
  });

  test('are suggested for the grade, kindergarten being grade 0', () => {
    const suggested = rankPrompts({ grade: 'K', subject: 'Math' }, new Map()).filter((one) => one.suggested);
    expect(suggested.map((one) => one.key)).toContain('math.kitchenCount');
    expect(suggested.map((one) => one.key)).not.toContain('math.confidence');
  });

  test('end with those used lately, the latest last, none of them suggested', () => {
    const ranked = rankPrompts(
      thirdGrade,
      new Map([
        ['math.howDidYouKnow', new Date('2026-11-16T15:00:00Z')],
        ['reading.newWord', new Date('2026-11-02T15:00:00Z')],
      ]),
    );
    expect(ranked.slice(-2).map((one) => one.key)).toEqual(['reading.newWord', 'math.howDidYouKnow']);
    expect(ranked.slice(-2).map((one) => one.suggested)).toEqual([false, false]);
    expect(ranked[0]?.key).not.toBe('math.howDidYouKnow');
  });
});
