import { expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { closeness, isAsCloseAs } from '../../src/translation/closeness.js';
import { closeEnough } from '../../src/translation/way-back.js';

test.each([
  ['The bus is late today.', 'The bus arrives late today.'],
  ['Please bring a warm jacket tomorrow.', 'Please bring a hot jacket tomorrow.'],
  ['We will call you at 4:30.', "We'll call you at 4:30."],
  ['Your child did great work in reading this week.', 'Your son did a great job reading this week.'],
])('"%s" and "%s" are close enough', (source, back) => {
  expect(closeness(source, back)).toBeGreaterThan(closeEnough);
});

test.each([
  ['The bus is late today.', 'We are closed until Monday.'],
  ['Please bring a warm jacket tomorrow.', 'I cannot translate that.'],
  ['The nurse will call you about the medicine.', 'A good day to all of you.'],
])('"%s" and "%s" are not', (source, back) => {
  expect(closeness(source, back)).toBeLessThan(closeEnough);
});

test('lies between 0 and 1, is 1 for the same words, and does not mind case and accents', () => {
  expect(closeness('Él llegó.', 'el llego')).toBe(1);
  expect(closeness('', 'words')).toBe(0);
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const value = closeness(one, other);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(closeness(one, one)).toBe(1);
    }),
  );
});

test('told early or late, two texts are as close', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'ñ', ' ', '你', '😀'), maxLength: 25 });
  fc.assert(
    fc.property(texts, texts, fc.constantFrom(0.2, 0.5, 0.8), (one, other, least) => {
      expect(isAsCloseAs(least, one, other)).toBe(closeness(one, other) >= least);
    }),
    { numRuns: 300 },
  );
});
