import { foldName } from '../roster/families.queries.js';

/** A word somebody looks for, ready for the index and for the look that follows it. */
export interface SearchWord {
  /** What the index holds of every name with this word in it: `name_grams` of migration 0009. */
  grams: string[];
  /** For `like` on a space and the folded name. */
  pattern: string;
}

const apart = /[\s.,;:()/'"’ʼ-]+/u;
const han = /[\u3400-\u9fff]/u;

/** Four digits at the end are the end of a number, not of a name. */
export function lastFourOf(search: string): string | null {
  return /^[^\p{L}]*?(\d{4})$/u.exec(search.trim())?.[1] ?? null;
}

/** The words of a search, each to be found in a name of the family. Pure. */
export function searchWords(search: string): SearchWord[] {
  return foldName(search)
    .split(apart)
    .filter((word) => word !== '')
    .map((word) => ({ grams: gramsOf(word), pattern: patternOf(word) }));
}

function gramsOf(word: string): string[] {
  const letters = [...word];
  if (letters.length === 1) return han.test(word) ? [word] : [` ${word}`];
  return [...new Set(letters.slice(1).map((letter, n) => `${letters[n] ?? ''}${letter}`))];
}

/** A single letter begins a word; more of them may stand anywhere in one. */
function patternOf(word: string): string {
  const escaped = word.replace(/[\\%_]/gu, (special) => `\\${special}`);
  return [...word].length === 1 && !han.test(word) ? `% ${escaped}%` : `%${escaped}%`;
}
