import type { PlainWord } from './list-words.js';

/** A feature of a text: its number, nearly always its own, and the word or words it stands for. */
export interface Feature {
  /** 32 bits. */
  readonly id: number;
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

/** Longer words are also known by their pieces, so that other endings of a word are known too. */
const pieceLengths = [3, 5];
/** Neighbours are also known by so many first letters of each, whatever their endings are. */
const stemLength = 4;
/** Texts may be long; what they are about shows early. */
const mostWords = 120;

/** What a word says by itself: its hash, that of its beginning, and the ids of the whole word and of its pieces. */
interface WordFeatures {
  readonly hash: number;
  readonly stem: number;
  readonly ids: readonly number[];
}

function lookInto({ plain, sign }: PlainWord): WordFeatures {
  const hash = hashOn(startOfHash, plain);
  const ids = [hash];
  if (sign) return { hash, stem: hash, ids };
  const bounded = `<${plain}>`;
  for (const length of pieceLengths) {
    for (let start = 0; start + length <= bounded.length && start < 24; start += 1)
      ids.push(hashOn(startOfHash, bounded.slice(start, start + length)));
  }
  return { hash, stem: hashOn(startOfHash, `<${plain.slice(0, stemLength)}`), ids };
}

/**
 * Tells what the model sees of a text, one after the other and some of it twice: its words, pairs of neighbours, and
 * pieces of words. Chinese and Korean signs count alone, in pairs and in threes.
 */
function visitFeatures(
  words: readonly PlainWord[],
  ofWord: (word: PlainWord) => WordFeatures,
  visit: (id: number, first: number, last: number) => void,
): void {
  const count = Math.min(words.length, mostWords);
  const seen = words.slice(0, count).map(ofWord);
  for (let n = 0; n < count; n += 1) {
    const [word, features] = [words[n], seen[n]];
    if (word === undefined || features === undefined) continue;
    for (const id of features.ids) visit(id, n, n);
    const [next, beside] = n + 1 < count ? [words[n + 1], seen[n + 1]] : [];
    const third = n + 2 < count ? words[n + 2] : undefined;
    if (next === undefined || beside === undefined) continue;
    const pair = hashOn(hashOn(features.hash, ' '), next.plain);
    visit(pair, n, n + 1);
    if (!word.sign && !next.sign) visit(Math.imul(features.stem, 31) ^ beside.stem, n, n + 1);
    if (third === undefined) continue;
    if (!word.sign) {
      if (word.plain.length < 5) visit(hashOn(hashOn(features.hash, '_'), third.plain), n, n + 2);
    } else if (next.sign && third.sign) {
      visit(hashOn(hashOn(pair, ' '), third.plain), n, n + 2);
    }
  }
}

/** The features of a text, each counted once. */
export function featuresOf(words: readonly PlainWord[]): readonly Feature[] {
  const found = new Map<number, Feature>();
  visitFeatures(words, lookInto, (id, first, last) => {
    if (!found.has(id)) found.set(id, { id, first, last });
  });
  return [...found.values()];
}

/** Tells the features of many texts of one language, some of them twice. Words are looked into once only. */
export function featureVisitor(): (words: readonly PlainWord[], visit: (id: number) => void) => void {
  const known = new Map<string, WordFeatures>();
  const ofWord = (word: PlainWord): WordFeatures => {
    const before = known.get(word.plain);
    if (before !== undefined) return before;
    const features = lookInto(word);
    known.set(word.plain, features);
    return features;
  };
  return (words, visit) => {
    visitFeatures(words, ofWord, visit);
  };
}
