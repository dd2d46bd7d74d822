import type { Vocabulary } from '../../words/compiled-words.js';
import type { FoundNumber } from './digits-in-text.js';
import { editsBetween } from '../../text/edits.js';
import { wordsFor } from '../../text/normalise.js';
import type { Reading } from '../../reading/reading.js';

/** Shorter words are one letter from too many others. */
const shortestMisspelt = 5;
/** Words as long as this may have two letters wrong. */
const longWord = 9;

/** Words no list knows that are a number word with a letter too many, too few, wrong or swapped. */
export function misspeltNumbersIn(reading: Reading, language: string): readonly FoundNumber[] {
  const vocabulary = reading.u.vocabulary(language);
  if (vocabulary === undefined) return [];
  const small = reading.u.smallWords(language)?.functionWords;
  return wordsFor(reading.prepared, language).flatMap(({ plain, sign, start, end }) => {
    const isKnown = vocabulary.words.has(plain) || small?.has(plain) === true;
    if (sign || isKnown || plain.length < shortestMisspelt || !/^\p{L}+$/u.test(plain)) return [];
    const value = numberMeant(numberWordsOf(vocabulary), plain);
    return value === null ? [] : [{ value, start, end, leads: true, language: reading.language }];
  });
}

/** The one number whose word is near; null where none is, or several are. */
function numberMeant(known: ReadonlyMap<string, number>, word: string): number | null {
  const meant = new Set<number>();
  for (const [name, value] of known) {
    if (name[0] !== word[0] || Math.abs(name.length - word.length) > 1) continue;
    const most = Math.min(name.length, word.length) >= longWord ? 2 : 1;
    if (editsBetween(name, word) <= most) meant.add(value);
  }
  const [value] = meant;
  return value === undefined || meant.size > 1 ? null : value;
}

const numberWords = new WeakMap<Vocabulary, ReadonlyMap<string, number>>();

/** The number words of a language that are one word. */
function numberWordsOf(vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const known = numberWords.get(vocabulary);
  if (known !== undefined) return known;
  const found = new Map<string, number>();
  for (const entry of [...vocabulary.byFirstWord.values()].flat()) {
    if (entry.list !== 'numbers') continue;
    const [word, more] = entry.words;
    if (word !== undefined && more === undefined && word.plain.length >= shortestMisspelt - 1)
      found.set(word.plain, Number(entry.name));
  }
  numberWords.set(vocabulary, found);
  return found;
}
