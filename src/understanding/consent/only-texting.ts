import { joinPlain } from '../words/joined-words.js';
import { wordsFor } from '../text/normalise.js';
import { matchesOf } from '../words/phrases.js';
import { guardWordsOf, type Reading } from '../reading/reading.js';

/**
 * Whether a text says nothing but a known wish about the texting, or that it reaches the wrong person, courtesies and
 * function words aside: "leave us alone", "I have no children". Pure.
 */
export function saysOnlyAWish(reading: Reading): boolean {
  return reading.languages.some((language) => {
    const words = wordsFor(reading.prepared, language).filter(({ plain }) => /[\p{L}\p{N}]/u.test(plain));
    const known = reading.u.words(language);
    if (words.length === 0 || known === undefined) return false;
    if (known.possibleOptOut.includes(joinPlain(words))) return true;
    const matches = reading.found.get(language) ?? [];
    const wishes = [...matchesOf(matches, 'consent'), ...matchesOf(matches, 'consentPhrases')].filter(
      ({ exact }) => exact,
    );
    const small = [guardWordsOf(reading, language).courtesy, reading.u.smallWords(language)?.functionWords];
    const isWish = (at: { start: number; end: number }): boolean =>
      wishes.some(({ start, end }) => at.start >= start && at.end <= end);
    return (
      words.some(isWish) && words.every((word) => isWish(word) || small.some((list) => list?.has(word.plain)))
    );
  });
}
