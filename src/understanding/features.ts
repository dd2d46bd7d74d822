import type { Word } from './normalise.js';

/** Places of the tables a feature is looked up in; two features may share one, which costs little. */
export const tableSize = 1 << 14;

/** A feature of a text: its place in the tables and the word or words it stands for. */
export interface Feature {
  readonly place: number;
  /** Indices into the words of the text: the first, and the last included. */
  readonly first: number;
  readonly last: number;
}

/** FNV-1a, spread over the tables. */
function placeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return (hash ^ (hash >>> 15)) & (tableSize - 1);
}

/** Longer words are also known by their pieces, so that other endings of a word are known too. */
const pieceLengths = [3, 4, 5];
/** Texts may be long; what they are about shows early. */
const mostWords = 120;

/**
 * What the model sees of a text: its words, pairs of neighbours, and pieces of words, each counted once. Chinese
 * and Korean signs count alone, in pairs and in threes.
 */
export function featuresOf(words: readonly Word[]): readonly Feature[] {
  const found = new Map<number, Feature>();
  const add = (name: string, first: number, last: number): void => {
    const place = placeOf(name);
    if (!found.has(place)) found.set(place, { place, first, last });
  };
  const count = Math.min(words.length, mostWords);
  for (let n = 0; n < count; n += 1) {
    const word = words[n];
    if (word === undefined) continue;
    const { plain } = word;
    add(plain, n, n);
    const next = n + 1 < count ? words[n + 1] : undefined;
    if (next !== undefined) add(`${plain} ${next.plain}`, n, n + 1);
    const third = n + 2 < count ? words[n + 2] : undefined;
    if (word.sign) {
      if (next?.sign === true && third?.sign === true) add(`${plain} ${next.plain} ${third.plain}`, n, n + 2);
      continue;
    }
    if (third !== undefined && plain.length < 5) add(`${plain}_${third.plain}`, n, n + 2);
    const bounded = `<${plain}>`;
    for (const length of pieceLengths) {
      for (let start = 0; start + length <= bounded.length && start < 24; start += 1)
        add(bounded.slice(start, start + length), n, n);
    }
  }
  return [...found.values()];
}
