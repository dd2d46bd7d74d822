import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import { words } from './context.js';
import { noiseOf, noises } from './noise.js';

describe('long noise', () => {
  test.each(Object.keys(noises).flatMap((name) => [400, 800, 1600].map((length) => [name, length] as const)))(
    'of %s, %i signs, is neither urgent nor an opt-out in any language',
    (name, length) => {
      const text = noiseOf(name, length);
      expect(text.length).toBeGreaterThanOrEqual(length);
      for (const homeLanguage of words.languages) {
        const { urgent, consent } = understand(words, text, {
          homeLanguage,
          districtLanguages: words.languages,
        });
        expect({ homeLanguage, urgent, consent }).toEqual({ homeLanguage, urgent: false, consent: null });
      }
    },
  );
});
