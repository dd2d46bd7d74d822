import { placesOf } from '../words/joined-words.js';
import { wordsFor } from '../text/normalise.js';
import type { Reading } from '../reading/reading.js';

/**
 * "I wrote a wrong number on the form, it ends in 82": of the family's own number as it stands on paper, which says nothing
 * of whose telephone this is.
 */
export function tellsOfOwnNumber({ prepared, languages, u }: Reading): boolean {
  return languages.some(
    (language) =>
      placesOf(u.words(language)?.patterns.ownNumber ?? [], wordsFor(prepared, language)).length > 0,
  );
}
