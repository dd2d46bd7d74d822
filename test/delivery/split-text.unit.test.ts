import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { prepareParts } from '../../src/delivery/prepare-body.js';
import { splitText } from '../../src/delivery/split-text.js';

const bare = (text: string): string => text.replace(/\s+/gu, '');
const withoutNumber = (part: string): string => part.replace(/^\(\d\/\d\) /, '');
const sentence = 'The bus of the yellow line comes ten minutes later today. ';

describe('a text that is too long for one', () => {
  test('is numbered, and each part ends where a sentence does', () => {
    const parts = splitText(sentence.repeat(60), 'en') ?? [];
    expect(parts.map((part) => part.slice(0, 6))).toEqual(['(1/3) ', '(2/3) ', '(3/3) ']);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(1600);
      expect(part.endsWith('today.')).toBe(true);
    }
  });

  test.each([
    ['zh-Hans', '今天黄线的公交车晚十分钟到。', '。'],
    ['ar', 'تصل الحافلة متأخرة عشر دقائق اليوم؟ ', '؟'],
    ['hi', 'आज बस दस मिनट देर से आएगी। ', '।'],
    ['my', 'ယနေ့ ဘတ်စ်ကား နောက်ကျပါမည်။ ', '။'],
    ['am', 'አውቶቡሱ ዛሬ ይዘገያል። ', '።'],
    ['es', '¿Viene el autobús hoy? ', '?'],
  ])('ends its parts with a sentence in %s too', (language, words, end) => {
    const parts = splitText(words.repeat(Math.ceil(3000 / words.length)), language) ?? [];
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.endsWith(end)).toBe(true);
  });

  test('does not end a part after "Ms."', () => {
    const text = `${'a'.repeat(1000)} ${'word '.repeat(112)}Ms. Rivera ${'word '.repeat(200)}`;
    expect(splitText(text, 'en')?.[0]?.endsWith('Ms.')).toBe(false);
  });

  test('without sentences ends between words, in a language without spaces too', () => {
    for (const [language, words] of [
      ['en', 'butterflies '],
      ['th', 'รถโรงเรียนมาสาย'],
    ] as const) {
      const parts = splitText(words.repeat(300), language) ?? [];
      const whole = new Set(new Intl.Segmenter(language, { granularity: 'word' }).segment(words.repeat(2)));
      expect(whole.size).toBeGreaterThan(1);
      expect(bare(parts.map(withoutNumber).join(''))).toBe(bare(words.repeat(300)));
    }
    for (const part of splitText('butterflies '.repeat(300), 'en') ?? [])
      expect(part.endsWith('butterflies')).toBe(true);
  });

  test.each(['https://riverside.example/menu?week=48&lang=es', '{student}'])('never breaks %s', (whole) => {
    for (let before = 1560; before < 1600; before += 1) {
      const parts = splitText(`${'a'.repeat(before)} ${whole} ${'b'.repeat(500)}`, 'en') ?? [];
      expect(parts.some((part) => part.includes(whole))).toBe(true);
    }
  });

  test('is refused where a link is longer than a text, or more than nine parts were needed', () => {
    expect(splitText(`See https://riverside.example/${'a'.repeat(1600)}`, 'en')).toBeNull();
    expect(splitText('a'.repeat(9 * 1594 + 1), 'en')).toBeNull();
    expect(splitText('a'.repeat(9 * 1594), 'en')).toHaveLength(9);
  });

  test.each([
    ['a conjunct a word list would break', 'ក្ក្'],
    ['an emoji with a skin tone', '👍🏽'],
    ['a joined emoji', '👨‍👩‍👧‍👦'],
    ['a letter with its accent', 'e\u0301'],
  ])('never breaks %s', (_, sign) => {
    for (let before = 1580; before < 1600; before += 1) {
      for (const space of [' ', '']) {
        const parts = splitText(`${'a'.repeat(before)}${space}${sign}${'b'.repeat(500)}`, 'en') ?? [];
        expect(parts.some((part) => part.includes(sign))).toBe(true);
      }
    }
  });

  test('loses nothing, breaks no sign a reader sees as one, and keeps to the limit once look-alikes are replaced', () => {
    const unit = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('Word', ' ', '. ', '…', '\n', '? ', 'ñ', '。') },
      { weight: 2, arbitrary: fc.constantFrom('👨‍👩‍👧‍👦', '👍🏽', '🇲🇽', 'e\u0301', 'ក្', 'नि') },
      { weight: 1, arbitrary: fc.constantFrom('https://riverside.example/a-b ', '{student} ') },
    );
    const graphemes = (text: string): string[] =>
      [...new Intl.Segmenter('und').segment(text)]
        .map(({ segment }) => segment)
        .filter((sign) => bare(sign) !== '');
    fc.assert(
      fc.property(fc.array(unit, { minLength: 900, maxLength: 2200 }), (units) => {
        const text = units.join('');
        const { parts } = prepareParts(text, 'en');
        if (parts === null) return;
        for (const part of parts) expect(part.body.length).toBeLessThanOrEqual(1600);
        const split = splitText(text, 'en') ?? [];
        expect(split.flatMap((part) => graphemes(withoutNumber(part)))).toEqual(graphemes(text));
      }),
      { numRuns: 20 },
    );
  });
});
