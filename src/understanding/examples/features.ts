import type { PlainWord } from '../words/list-words.js';

/** A feature of a text: its number, nearly always its own, and the word or words it stands for. */
export interface Feature {
  /** 32 bits. */
  readonly id: number;
  /** Indices into the words of the text: the first, and the last included. */
  readonly first: number;
  readonly last: number;
}

const startOfHash = 0x811c9dc5;

/** FNV-1a, of what was hashed before and `text`, or a part of it. */
function hashOn(before: number, text: string, start = 0, end = text.length): number {
  let hash = before;
  for (let n = start; n < end; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return hash;
}

/** Longer words are also known by their pieces, so that other endings of a word are known too. */
const pieceLength = 4;
/** Where the last piece of a very long word begins. */
const lastPiece = 23;
/** Neighbours are also known by so many first letters of each, whatever their endings are. */
const stemLength = 4;
/** Texts may be long; what they are about shows early. */
const mostWords = 120;

/** What a word says by itself: its hash, that of its beginning, and what stands for the whole word and its pieces. */
interface WordFeatures {
  readonly hash: number;
  readonly stem: number;
  readonly own: readonly number[];
}

function lookInto({ plain, sign }: PlainWord): WordFeatures {
  const hash = hashOn(startOfHash, plain);
  if (sign) return { hash, stem: hash, own: [hash] };
  const bounded = `<${plain}>`;
  const own = [hash];
  const last = Math.min(bounded.length - pieceLength, lastPiece);
  for (let start = 0; start <= last; start += 1)
    own.push(hashOn(startOfHash, bounded, start, start + pieceLength));
  return { hash, stem: hashOn(startOfHash, bounded, 0, Math.min(bounded.length - 1, stemLength + 1)), own };
}

/**
 * Tells the neighbours of a word that the model sees: pairs with the next one, pairs over one word, and pairs of
 * beginnings. Chinese and Korean signs count in pairs and in threes.
 */
function visitNeighbours(
  words: readonly PlainWord[],
  seen: readonly WordFeatures[],
  n: number,
  visit: (id: number, first: number, last: number) => void,
): void {
  const [word, features, next, beside] = [words[n], seen[n], words[n + 1], seen[n + 1]];
  if (word === undefined || features === undefined || next === undefined || beside === undefined) return;
  const pair = hashOn(hashOn(features.hash, ' '), next.plain);
  visit(pair, n, n + 1);
  if (!word.sign && !next.sign) visit(Math.imul(features.stem, 31) ^ beside.stem, n, n + 1);
  const third = n + 2 < seen.length ? words[n + 2] : undefined;
  if (third === undefined) return;
  if (!word.sign) {
    if (word.plain.length < 5) visit(hashOn(hashOn(features.hash, '_'), third.plain), n, n + 2);
  } else if (next.sign && third.sign) {
    visit(hashOn(hashOn(pair, ' '), third.plain), n, n + 2);
  }
}

/** Tells how the text begins and how it ends: questions and wishes are known by that. */
function visitEdges(
  seen: readonly WordFeatures[],
  visit: (id: number, first: number, last: number) => void,
): void {
  const [first, last, end] = [seen[0], seen.at(-1), seen.length - 1];
  if (first !== undefined) visit(Math.imul(first.hash, 41), 0, 0);
  if (last !== undefined) visit(Math.imul(last.hash, 43), end, end);
}

/** The number under which a whole word is learned. */
export const idOfWord = ({ plain }: PlainWord): number => hashOn(startOfHash, plain);

/** What the model sees of a text, each once: its words, pairs of neighbours, pieces of words, its beginning and end. */
export function featuresOf(words: readonly PlainWord[]): readonly Feature[] {
  const found = new Map<number, Feature>();
  const visit = (id: number, first: number, last: number): void => {
    if (!found.has(id)) found.set(id, { id, first, last });
  };
  const seen = words.slice(0, mostWords).map(lookInto);
  seen.forEach((features, n) => {
    for (const id of features.own) visit(id, n, n);
    visitNeighbours(words, seen, n, visit);
  });
  visitEdges(seen, visit);
  return [...found.values()];
}

/**
 * Tells the rows of what the model sees of many texts of one language, some of them twice. Words are looked into, and
 * their rows found, once only.
 */
export function rowVisitor(
  rowFor: (id: number) => number,
  visit: (row: number) => void,
): (words: readonly PlainWord[]) => void {
  const known = new Map<string, WordFeatures>();
  const ofWord = (word: PlainWord): WordFeatures => {
    const before = known.get(word.plain);
    if (before !== undefined) return before;
    const { hash, stem, own } = lookInto(word);
    const features = { hash, stem, own: own.map(rowFor) };
    known.set(word.plain, features);
    return features;
  };
  const visitId = (id: number): void => {
    visit(rowFor(id));
  };
  return (words) => {
    const seen = words.slice(0, mostWords).map(ofWord);
    for (let n = 0; n < seen.length; n += 1) {
      for (const row of seen[n]?.own ?? []) visit(row);
      visitNeighbours(words, seen, n, visitId);
    }
    visitEdges(seen, visitId);
  };
}
