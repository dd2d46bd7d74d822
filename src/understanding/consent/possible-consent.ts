import { joinPlain } from '../words/joined-words.js';
import { weightOfWords, wordsFor } from '../text/normalise.js';
import type { Reading } from '../reading/reading.js';

/** Longer texts say more than that: they go to a person anyway. */
const longestText = 14;

/**
 * The phrase that may ask for an end of the texts, and may as well mean something else, with its language; null when
 * there is none. "Basta" is said to a machine and to a man who hits: never acted on without a person. One word counts
 * as a whole text, several anywhere in a short one.
 */
export function findPossibleOptOut(reading: Reading): { phrase: string; language: string } | null {
  const { words } = reading.prepared;
  const weight = weightOfWords(words);
  if (words.length === 0 || weight > longestText) return null;
  for (const language of reading.languages) {
    const ofLanguage = wordsFor(reading.prepared, language);
    const text = joinPlain(ofLanguage);
    const isSigns = ofLanguage.some((word) => word.sign);
    const isInside = (phrase: string): boolean =>
      isSigns
        ? phrase.length > 3 && text.includes(phrase)
        : phrase.includes(' ') && ` ${text} `.includes(` ${phrase} `);
    const phrase = reading.u
      .words(language)
      ?.possibleOptOut.find((candidate) => text === candidate || isInside(candidate));
    if (phrase !== undefined) return { phrase, language };
  }
  return null;
}
