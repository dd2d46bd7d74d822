import { languageEntry } from '../i18n/languages.js';
import { isInternational } from './words/alike-words.js';
import type { Understanding } from './vocabulary.js';

/**
 * Whether a word of a language, in lower case, needs no translation. Staff understand whatever the language shares with
 * English; a family gets only what is the same everywhere, and only in letters of its language. Pure.
 */
export function understoodByAnybody(
  u: Pick<Understanding, 'alike'>,
): (word: string, language: string, direction: 'to_family' | 'to_staff') => boolean {
  return (word, language, direction) =>
    direction === 'to_staff'
      ? isInternational(word) || u.alike(language)?.has(word) === true
      : isInternational(word) && languageEntry(language)?.script === 'Latin';
}
