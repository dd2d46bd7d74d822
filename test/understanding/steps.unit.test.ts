import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { languageCodes } from '../../src/i18n/languages.js';
import { startCounting, type StepCounter } from '../support/count-steps.js';
import { noiseOf, noises } from './noise.js';

/** The longest text a carrier brings, in signs. */
const longest = 1600;
/** Steps a text of that length may take; ordinary ones take a few thousand. */
const mostSteps = 2_000_000;
/** Twice the text, hardly more than twice the steps: no part of the reading holds each word beside each. */
const mostGrowth = 2.5;

let counter: StepCounter;
let read: (text: string, homeLanguage: string, districtLanguages?: readonly string[]) => void;
beforeAll(async () => {
  counter = await startCounting('/src/understanding/');
  const { loadUnderstanding } = await import('../../src/understanding/vocabulary.js');
  const { understand } = await import('../../src/understanding/understand.js');
  const words = loadUnderstanding();
  read = (text, homeLanguage, districtLanguages = [homeLanguage]) => {
    understand(words, text, { homeLanguage, districtLanguages });
  };
});
afterAll(() => counter.stop());

describe.each([...languageCodes.map((code) => [code, [code]] as const), ['en', languageCodes] as const])(
  'to a family of %s in a district of %s',
  (language, district) => {
    test.each(Object.keys(noises))('long noise of %s takes a bounded number of steps', async (name) => {
      const [half, whole] = [noiseOf(name, longest / 2), noiseOf(name, longest)];
      // What is made once and kept is no step of the reading.
      read(whole, language, district);
      const atHalf = await counter.steps(() => {
        read(half, language, district);
      });
      const atWhole = await counter.steps(() => {
        read(whole, language, district);
      });
      expect(atHalf).toBeGreaterThan(100);
      expect(atWhole).toBeLessThan(mostSteps);
      expect(atWhole / atHalf).toBeLessThan(mostGrowth);
    });
  },
);

test('the counter sees that a longer text is more work', async () => {
  // What is made once and kept is no step of the reading.
  read('one two three. four five six', 'en');
  const counted = await counter.steps(() => {
    read('one two three', 'en');
  });
  const more = await counter.steps(() => {
    read('one two three. four five six', 'en');
  });
  expect(more).toBeGreaterThan(counted);
});
