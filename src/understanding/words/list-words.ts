import { foldSign, foldWord, isOneWord, isSettledWord, type WordForms } from '../text/folding.js';
import { prepareText } from '../text/normalise.js';
import type { WordFormRules } from './word-forms.js';

/** A word as the model sees it: what a `Word` is, without its place. */
export interface PlainWord extends WordForms {
  readonly sign: boolean;
}

/** A word of a list or an example. Lists share one for every time it is written. */
export interface ListWord extends PlainWord {
  /** Under which keys it is filed, once somebody asked for them: most words only follow others in phrases. */
  keys: readonly string[] | undefined;
}

/** Reads a line of a language's lists into words, by its rules for their forms. */
export interface ListReader {
  (line: string): readonly ListWord[];
  /** Under which keys a word is filed, itself first. */
  readonly keysOf: (word: ListWord) => readonly string[];
  /** The first word of a line. */
  readonly firstOf: (line: string) => ListWord | undefined;
  /** Calls `visit` with the words of many lines, once for each way one is written: quicker than to read each line. */
  readonly visitWords: (lines: string, visit: (word: ListWord) => void) => void;
  readonly forms: WordFormRules;
}

const onlySigns = /^(?:\p{Script=Han}|[가-힣])+$/u;
/** Seldom in a list. */
const otherBlank = /[^\S ]/u;
const otherBlanks = /[^\S ]/gu;
/** Looks like letters and is nothing: the Hangul filler. */
const filler = '\u3164';

/**
 * Reads the lines of one language's lists into words, as `prepareText` would. There are tens of
 * thousands of lines and far fewer different words: each is folded once.
 */
export function listReader(forms: WordFormRules): ListReader {
  const { apostropheJoins, inVocabulary } = forms;
  const known = new Map<string, ListWord | ListWord[]>();
  const signs = new Map<string, ListWord>();
  const signOf = (written: string): ListWord => {
    const before = signs.get(written);
    if (before !== undefined) return before;
    const sign = wordFrom(foldSign(written), true);
    signs.set(written, sign);
    return sign;
  };
  const wordsOf = (piece: string): ListWord | ListWord[] => {
    const before = known.get(piece);
    if (before !== undefined) return before;
    const word = oneWordOf(piece);
    const words =
      word === null ? wordsOfPiece(piece, apostropheJoins, signOf) : wordFrom(foldWord(word), false);
    known.set(piece, words);
    return words;
  };
  // Filled anew for each line; a list of just the right length is copied from it.
  const line: ListWord[] = [];
  let filled = 0;
  const add = (written: string): void => {
    const words = wordsOf(written);
    if (!Array.isArray(words)) line[filled++] = words;
    else for (const word of words) line[filled++] = word;
  };
  const read = (written: string): readonly ListWord[] => {
    const spaced = otherBlank.test(written) ? written.replace(otherBlanks, ' ') : written;
    filled = 0;
    let start = 0;
    // Faster than splitting: there are some hundred thousand words to be read.
    for (let blank = spaced.indexOf(' '); blank !== -1; blank = spaced.indexOf(' ', start)) {
      if (blank > start) add(spaced.slice(start, blank));
      start = blank + 1;
    }
    if (start < spaced.length) add(spaced.slice(start));
    return line.slice(0, filled);
  };
  const firstOf = (written: string): ListWord | undefined => {
    const blank = written.indexOf(' ');
    const piece = blank === -1 ? written : written.slice(0, blank);
    const words = known.get(piece) ?? (otherBlank.test(piece) ? [] : wordsOf(piece));
    return Array.isArray(words) ? (words[0] ?? read(written)[0]) : words;
  };
  const visitWords = (lines: string, visit: (word: ListWord) => void): void => {
    new Set(lines.replace(otherBlanks, ' ').split(' ')).forEach((piece) => {
      const words = wordsOf(piece);
      if (Array.isArray(words)) words.forEach(visit);
      else visit(words);
    });
  };
  const keysOf = (word: ListWord): readonly string[] =>
    (word.keys ??= word.sign ? [word.plain] : inVocabulary(word.plain));
  return Object.assign(read, { keysOf, firstOf, visitWords, forms });
}

/** Marks that are no part of a word and, at its end or before it, no part of a number either. */
const outerMarks = /^[¿¡"“«(]+|[.,!?:;"”»)،؟۔।。，！？…]+$/gu;

const wordFrom = ({ accented, plain }: WordForms, sign: boolean): ListWord => ({
  accented,
  plain,
  sign,
  keys: undefined,
});

/** The only word in something written without a blank, as nearly all are; null where there are more, none, or other signs. */
function oneWordOf(piece: string): string | null {
  if (isSettledWord(piece)) return piece;
  if (onlySigns.test(piece) || piece.normalize('NFKC') !== piece || piece.includes(filler)) return null;
  const written = isOneWord(piece) ? piece : piece.replace(outerMarks, '');
  return isOneWord(written) && foldWord(written).accented !== '' ? written : null;
}

/** The words in something written without a blank that is not one word alone. */
function wordsOfPiece(
  piece: string,
  apostropheJoins: boolean,
  signOf: (written: string) => ListWord,
): ListWord[] {
  const isNormal = piece.normalize('NFKC') === piece && !piece.includes(filler);
  const written = isNormal ? piece.replace(outerMarks, '') : piece;
  if (isNormal && onlySigns.test(written)) return [...written].map(signOf);
  const { words, splitWords } = prepareText(written);
  return (apostropheJoins ? splitWords : words).map((word) => wordFrom(word, word.sign));
}
