import { foldSign, foldWord, isOneWord, isSettledWord, type WordForms } from './folding.js';
import { prepareText } from './normalise.js';
import type { WordFormRules } from './word-forms.js';

/** A word as the model sees it: what a `Word` is, without its place. */
export interface PlainWord extends WordForms {
  readonly sign: boolean;
}

/** A word of a list or an example. Lists share one for every time it is written. */
export class ListWord implements PlainWord {
  readonly #keysOf: (plain: string) => readonly string[];
  #keys: readonly string[] | undefined;

  /** @param place its place among the different words its reader has read, from 0 */
  constructor(
    readonly accented: string,
    readonly plain: string,
    readonly sign: boolean,
    readonly place: number,
    keysOf: (plain: string) => readonly string[],
  ) {
    this.#keysOf = keysOf;
  }

  /** Under which keys it is filed, itself first. Most words only follow others in phrases and are never asked for them. */
  get keys(): readonly string[] {
    return (this.#keys ??= this.#keysOf(this.plain));
  }

  /** The same word for texts with accents. */
  withAccents(): ListWord {
    return new ListWord(this.accented, this.accented, this.sign, this.place, itself);
  }
}

const itself = (plain: string): readonly string[] => [plain];

/** Reads a line of a language's lists into words, by its rules for their forms. */
export interface ListReader {
  (line: string): readonly ListWord[];
  readonly forms: WordFormRules;
  /** How many different words it has read. */
  readonly size: number;
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
  const known = new Map<string, ListWord | readonly ListWord[]>();
  let size = 0;
  const filed: FileWord = ({ accented, plain }, sign) =>
    new ListWord(accented, plain, sign, size++, sign ? itself : forms.inVocabulary);
  const wordsOf = (written: string): ListWord | readonly ListWord[] => {
    let words = known.get(written);
    if (words === undefined) {
      words = wordsOfPiece(written, forms.apostropheJoins, filed, signOf);
      known.set(written, words);
    }
    return words;
  };
  const signs = new Map<string, ListWord>();
  const signOf = (written: string): ListWord => {
    let sign = signs.get(written);
    if (sign === undefined) {
      sign = filed(foldSign(written), true);
      signs.set(written, sign);
    }
    return sign;
  };
  // Filled anew for each line; a list of just the right length is copied from it.
  const line: ListWord[] = [];
  let filled = 0;
  const add = (written: string): void => {
    const words = wordsOf(written);
    if (words instanceof ListWord) line[filled++] = words;
    else for (const word of words) line[filled++] = word;
  };
  const read = (written: string): readonly ListWord[] => {
    const spaced = otherBlank.test(written) ? written.replace(otherBlanks, ' ') : written;
    filled = 0;
    let start = 0;
    // Faster than splitting: there are some three hundred thousand words to be read.
    for (let blank = spaced.indexOf(' '); blank !== -1; blank = spaced.indexOf(' ', start)) {
      if (blank > start) add(spaced.slice(start, blank));
      start = blank + 1;
    }
    if (start < spaced.length) add(spaced.slice(start));
    return line.slice(0, filled);
  };
  return Object.defineProperty(Object.assign(read, { forms, size }), 'size', { get: () => size });
}

/** Marks that are no part of a word and, at its end or before it, no part of a number either. */
const outerMarks = /^[¿¡"“«(]+|[.,!?:;"”»)،؟۔।。，！？…]+$/gu;

/** Files a word under the keys its language has for it. */
type FileWord = (forms: WordForms, sign: boolean) => ListWord;

/** The words in something written without a blank. */
function wordsOfPiece(
  piece: string,
  apostropheJoins: boolean,
  filed: FileWord,
  signOf: (written: string) => ListWord,
): ListWord | readonly ListWord[] {
  if (isSettledWord(piece)) return filed(foldWord(piece), false);
  const isNormal = piece.normalize('NFKC') === piece && !piece.includes(filler);
  const written = isNormal && !isOneWord(piece) ? piece.replace(outerMarks, '') : piece;
  if (isNormal && isOneWord(written)) {
    const forms = foldWord(written);
    return forms.accented === '' ? [] : filed(forms, false);
  }
  if (isNormal && onlySigns.test(written)) return [...written].map(signOf);
  const { words, splitWords } = prepareText(written);
  return (apostropheJoins ? splitWords : words).map((word) => filed(word, word.sign));
}
