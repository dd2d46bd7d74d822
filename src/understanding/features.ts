import type { PlainWord } from './list-words.js';

/** Places of the tables a feature is looked up in; two features may share one, which costs little. */
export const tableSize = 1 << 14;

/** A feature of a text: its place in the tables and the word or words it stands for. */
export interface Feature {
  readonly place: number;
  /** Indices into the words of the text: the first, and the last included. */
  readonly first: number;
  readonly last: number;
}

const startOfHash = 0x811c9dc5;

/** FNV-1a, of what was hashed before and `text`. */
function hashOn(before: number, text: string): number {
  let hash = before;
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return hash;
}

/** Spreads a hash over the tables. */
const placeOf = (hash: number): number => (hash ^ (hash >>> 15)) & (tableSize - 1);

/** Longer words are also known by their pieces, so that other endings of a word are known too. */
const pieceLengths = [3, 5];
/** Texts may be long; what they are about shows early. */
const mostWords = 120;

/** What a word says by itself: its hash, and the places of the whole word and of its pieces. */
interface WordFeatures {
  readonly hash: number;
  readonly places: readonly number[];
}

function lookInto({ plain, sign }: PlainWord): WordFeatures {
  const hash = hashOn(startOfHash, plain);
  const places = [placeOf(hash)];
  if (sign) return { hash, places };
  const bounded = `<${plain}>`;
  for (const length of pieceLengths) {
    for (let start = 0; start + length <= bounded.length && start < 24; start += 1)
      places.push(placeOf(hashOn(startOfHash, bounded.slice(start, start + length))));
  }
  return { hash, places };
}

/**
 * Tells what the model sees of a text, one after the other and some of it twice: its words, pairs of neighbours, and
 * pieces of words. Chinese and Korean signs count alone, in pairs and in threes.
 */
function visitFeatures(
  words: readonly PlainWord[],
  ofWord: (word: PlainWord) => WordFeatures,
  visit: (place: number, first: number, last: number) => void,
): void {
  const count = Math.min(words.length, mostWords);
  for (let n = 0; n < count; n += 1) {
    const word = words[n];
    if (word === undefined) continue;
    const { hash, places } = ofWord(word);
    for (const place of places) visit(place, n, n);
    const next = n + 1 < count ? words[n + 1] : undefined;
    const third = n + 2 < count ? words[n + 2] : undefined;
    if (next === undefined) continue;
    const pair = hashOn(hashOn(hash, ' '), next.plain);
    visit(placeOf(pair), n, n + 1);
    if (third === undefined) continue;
    if (!word.sign) {
      if (word.plain.length < 5) visit(placeOf(hashOn(hashOn(hash, '_'), third.plain)), n, n + 2);
    } else if (next.sign && third.sign) {
      visit(placeOf(hashOn(hashOn(pair, ' '), third.plain)), n, n + 2);
    }
  }
}

/** The features of a text, each counted once. */
export function featuresOf(words: readonly PlainWord[]): readonly Feature[] {
  const found = new Map<number, Feature>();
  visitFeatures(words, lookInto, (place, first, last) => {
    if (!found.has(place)) found.set(place, { place, first, last });
  });
  return [...found.values()];
}

/**
 * Tells where the features of many texts of one language lie, each place once a text. Words are looked into once only.
 */
export function placeVisitor(): (words: readonly PlainWord[], visit: (place: number) => void) => void {
  const known = new Map<string, WordFeatures>();
  const seenIn = new Int32Array(tableSize);
  let text = 0;
  const ofWord = (word: PlainWord): WordFeatures => {
    const before = known.get(word.plain);
    if (before !== undefined) return before;
    const features = lookInto(word);
    known.set(word.plain, features);
    return features;
  };
  return (words, visit) => {
    text += 1;
    visitFeatures(words, ofWord, (place) => {
      if (seenIn[place] === text) return;
      seenIn[place] = text;
      visit(place);
    });
  };
}
