import { foldSign, foldWord, isOneWord, type WordForms } from './folding.js';
import { prepareText } from './normalise.js';
import type { WordFormRules } from './word-forms.js';

/** A word as the model sees it: what a `Word` is, without its place. */
export interface PlainWord extends WordForms {
  readonly sign: boolean;
}

/** A word of a list or an example. Lists share one for every time it is written. */
export interface ListWord extends PlainWord {
  /** Under which keys it is filed, itself first. */
  readonly keys: readonly string[];
}

/** Reads a line of a language's lists into words, by its rules for their forms. */
export interface ListReader {
  (line: string): readonly ListWord[];
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
  const known = new Map<string, readonly ListWord[]>();
  const take = (written: string, found: ListWord[]): void => {
    let words = known.get(written);
    if (words === undefined) {
      words = wordsOfPiece(written, forms);
      known.set(written, words);
    }
    for (const word of words) found.push(word);
  };
  const read = (line: string): readonly ListWord[] => {
    const found: ListWord[] = [];
    const spaced = otherBlank.test(line) ? line.replace(otherBlanks, ' ') : line;
    let start = 0;
    // Faster than splitting: there are some three hundred thousand words to be read.
    for (let blank = spaced.indexOf(' '); blank !== -1; blank = spaced.indexOf(' ', start)) {
      if (blank > start) take(spaced.slice(start, blank), found);
      start = blank + 1;
    }
    if (start < spaced.length) take(spaced.slice(start), found);
    return found;
  };
  return Object.assign(read, { forms });
}

/** Marks that are no part of a word and, at its end or before it, no part of a number either. */
const outerMarks = /^[¿¡"“«(]+|[.,!?:;"”»)،؟۔।。，！？…]+$/gu;

/** The words in something written without a blank. */
function wordsOfPiece(piece: string, rules: WordFormRules): readonly ListWord[] {
  const isNormal = piece.normalize('NFKC') === piece && !piece.includes(filler);
  const written = isNormal ? piece.replace(outerMarks, '') : piece;
  if (isNormal && isOneWord(written)) {
    const forms = foldWord(written);
    return forms.accented === '' ? [] : [filed(forms, false, rules)];
  }
  if (isNormal && onlySigns.test(written)) {
    return [...written].map((one) => filed(foldSign(one), true, rules));
  }
  const { words, splitWords } = prepareText(written);
  return (rules.apostropheJoins ? splitWords : words).map((word) => filed(word, word.sign, rules));
}

const filed = ({ accented, plain }: WordForms, sign: boolean, rules: WordFormRules): ListWord => ({
  accented,
  plain,
  sign,
  keys: sign ? [plain] : rules.inVocabulary(plain),
});
