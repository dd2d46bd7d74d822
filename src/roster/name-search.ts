import { foldName } from './families.queries.js';

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

/** What is in every name a word may be meant for that is only typed a little wrong. */
export interface NearWord {
  word: string;
  /** One of these parts of it stands there. */
  parts: SearchWord[];
  /** And at least so many of these are in the index. */
  shares: { grams: string[]; least: number };
}

/** The words of a search, each perhaps typed a little wrong. Pure. {@link isNearName} tells whether it is. */
export function nearWords(search: string): NearWord[] {
  return foldName(search)
    .split(apart)
    .filter((word) => word !== '')
    .map((word) => {
      const letters = [...word];
      const size = Math.ceil(letters.length / (mistakesIn(word) + 1));
      const parts = Array.from({ length: Math.ceil(letters.length / size) }, (_, n) =>
        letters.slice(n * size, (n + 1) * size).join(''),
      );
      // One wrong letter is in two of the pairs.
      const grams = gramsOf(word);
      const least = Math.max(1, grams.length - 2 * mistakesIn(word));
      return {
        word,
        parts: parts.map((part) => ({ grams: gramsOf(part), pattern: patternOf(part) })),
        shares: { grams, least },
      };
    });
}

/** Is each word of the search a word of these names, or one typed a little wrong? Pure. */
export function isNearName(search: string, names: readonly string[]): boolean {
  const wordsOf = (text: string): string[] => foldName(text).split(apart);
  const named = names.flatMap(wordsOf);
  return wordsOf(search)
    .filter((word) => word !== '')
    .every((word) => named.some((name) => name.startsWith(word) || distance(word, name) <= mistakesIn(word)));
}

/** Letters that may be wrong, missing, too many or changed about: none in a short word. */
function mistakesIn(word: string): number {
  const { length } = [...word];
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** Letters to change, add or take away, or neighbours to change about, until one word is the other. */
function distance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, n) => n);
  a.forEach((letter, row) => {
    const next = [row + 1];
    b.forEach((against, column) => {
      const changed = (last[column] ?? 0) + (letter === against ? 0 : 1);
      const isAbout = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === against;
      const about = isAbout ? (before[column - 1] ?? 0) + 1 : Infinity;
      next.push(Math.min(changed, about, (last[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    });
    [before, last] = [last, next];
  });
  return last[b.length] ?? 0;
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
