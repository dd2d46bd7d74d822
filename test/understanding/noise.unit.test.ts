import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import { words } from './context.js';

/** What a pocket, a child or a broken phone sends: the signs each kind of noise is made of. */
const noises: Readonly<Record<string, readonly string[]>> = {
  'random letters': [...'abcdefghijklmnopqrstuvwxyz'],
  'random letters with blanks': [...'abcdefghijklmnopqrstuvwxyz    '],
  'one letter repeated': ['a'],
  emoji: [...'😂🙏👍🎉🐶🍕'],
  'control and direction marks': ['\u0000', '\u0007', '\u202e', '\u2066', '\u200b', '\t'],
  digits: [...'0123456789'],
};

/** The same noise each time. */
function noiseOf(signs: readonly string[], length: number): string {
  let state = length;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return signs[Math.floor((state / 2147483648) * signs.length)] ?? '';
  }).join('');
}

describe('long noise', () => {
  test.each(Object.keys(noises).flatMap((name) => [400, 800, 1600].map((length) => [name, length] as const)))(
    'of %s, %i signs, is neither urgent nor an opt-out in any language',
    (name, length) => {
      const text = noiseOf(noises[name] ?? [], length);
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
