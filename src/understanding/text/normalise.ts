import { apostrophes, foldSign, foldWord, type WordForms } from './folding.js';

/** One word of a text, or one sign where a script puts no spaces, or one emoji. */
export interface Word extends WordForms {
  /** Where the word stands in `PreparedText.clean`. */
  readonly start: number;
  readonly end: number;
  /** Counts up at every full stop, question mark and line end. */
  readonly sentence: number;
  /** Whether a clause begins here: first in its sentence, or after a comma, colon or dash. */
  readonly startsClause: boolean;
  /** A single Han or Hangul sign: its neighbours follow without spaces. */
  readonly sign: boolean;
}

/** A word weighs one, a sign of a script without spaces half a word. */
export function weightOfWords(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + (word.sign ? 0.5 : 1), 0);
}

/** The words clause by clause. */
export function clausesOf(
  words: readonly Word[],
  beginsClause: (word: Word, place: number) => boolean = (word) => word.startsClause,
): readonly (readonly Word[])[] {
  const clauses: Word[][] = [];
  words.forEach((word, place) => {
    if (clauses.length === 0 || beginsClause(word, place)) clauses.push([]);
    clauses.at(-1)?.push(word);
  });
  return clauses;
}

/** A text made ready for matching. Offsets of words point into `clean`. */
export interface PreparedText {
  /** What the family wrote, well-formed, without control and direction marks, trimmed. Case and accents kept. */
  readonly clean: string;
  readonly words: readonly Word[];
  /** The same words with those split that hold an apostrophe ("l'autobus"). */
  readonly splitWords: readonly Word[];
  /** The languages that read them so. */
  readonly splitFor: ReadonlySet<string>;
  /** Numbers of the sentences with a question mark. */
  readonly questions: ReadonlySet<number>;
  /** Whether any Latin letter carries an accent: the writer types them, so they can be relied on. */
  readonly hasAccents: boolean;
}

/** Keycap and emoji presentation marks, skin tones, joiners, direction marks and other invisible formatting. */
const invisible = /[\p{Cf}\u{FE00}-\u{FE0F}\u{20E3}\p{EMod}\u034F\u3164]/gu;
const lonelySurrogates = /\p{Cs}/gu;
const controls = /[^\S\n]|\p{Cc}(?<!\n)/gu;

/** A safe, readable form of what came in: no lone surrogates, control or direction marks; digits as 0-9. */
export function cleanText(raw: string): string {
  return (
    raw
      .replace(lonelySurrogates, ' ')
      // NFKC would tear a free-standing accent, typed for an apostrophe, away from its word.
      .replaceAll('´', "'")
      .normalize('NFKC')
      .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
      .replace(controls, ' ')
      .replace(invisible, '')
      .replace(/\p{Nd}/gu, asciiDigit)
      .replace(/ {2,}/gu, ' ')
      .trim()
  );
}

/** Unicode keeps the ten digits of a script together and in order, so a digit's value is its distance from the zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 48;
  if (code < 128) return digit;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

const oneSign = String.raw`[\p{Script=Han}\p{Script=Hangul}]`;
/** Groups: 1 a sign, 2 the end of a sentence, 3 a pause; none of them a word or an emoji. */
const wordPattern = new RegExp(
  String.raw`(${oneSign})|(?:(?!${oneSign})[\p{L}\p{M}\p{N}'’‘ʼʻ\u0060])+|\p{Extended_Pictographic}|[★☆]|([.!?。！？؟۔।;…\n]+)|([,，،、:：()¿¡"“”«»]| [-–—] )`,
  'gu',
);

const noLanguages: ReadonlySet<string> = new Set();

/**
 * Reads a text into words with their places, once for every later step.
 * @param splitFor the languages whose words an apostrophe joins
 */
export function prepareText(raw: string, splitFor = noLanguages): PreparedText {
  const clean = cleanText(raw);
  const words: Word[] = [];
  const questions = new Set<number>();
  const folded = new Map<string, WordForms>();
  let sentence = 0;
  let startsClause = true;
  for (const match of clean.matchAll(wordPattern)) {
    const [written, sign, endMark, pause] = match;
    const start = match.index;
    const end = start + written.length;
    if (endMark !== undefined) {
      if (isInsideNumber(clean, start, end)) continue;
      if (/[?？؟]/u.test(endMark)) questions.add(sentence);
      sentence += 1;
      startsClause = true;
    } else if (pause !== undefined) {
      if (pause === '¿') questions.add(sentence);
      startsClause = true;
    } else {
      const forms = folded.get(written) ?? (sign === undefined ? foldWord(written) : foldSign(written));
      folded.set(written, forms);
      if (forms.accented === '') continue;
      const { accented, plain } = forms;
      words.push({ accented, plain, start, end, sentence, startsClause, sign: sign !== undefined });
      startsClause = false;
    }
  }
  const hasAccents = words.some(
    (word) => word.plain !== word.accented && /\p{Script=Latin}/u.test(word.accented),
  );
  let split: readonly Word[] | undefined;
  return {
    clean,
    words,
    // Few languages need it.
    get splitWords() {
      return (split ??= splitAtApostrophes(clean, words));
    },
    splitFor,
    questions,
    hasAccents,
  };
}

function isInsideNumber(clean: string, start: number, end: number): boolean {
  return end - start === 1 && /^\d\.\d$/u.test(clean.slice(start - 1, end + 1));
}

function splitAtApostrophes(clean: string, words: readonly Word[]): readonly Word[] {
  const hasApostrophe = (word: Word): boolean => clean.slice(word.start, word.end).search(apostrophes) !== -1;
  if (!words.some(hasApostrophe)) return words;
  return words.flatMap((word) => (hasApostrophe(word) ? partsOf(clean, word) : [word]));
}

function partsOf(clean: string, word: Word): Word[] {
  const parts: Word[] = [];
  const { sentence, sign } = word;
  let start = word.start;
  for (const piece of clean.slice(word.start, word.end).split(apostrophes)) {
    const { accented, plain } = foldWord(piece);
    const startsClause = word.startsClause && parts.length === 0;
    if (accented !== '') {
      const end = start + piece.length;
      parts.push({ accented, plain, start, end, sentence, startsClause, sign });
    }
    start += piece.length + 1;
  }
  return parts;
}

/** The words of a text as this language divides them. */
export function wordsFor(prepared: PreparedText, language: string): readonly Word[] {
  return prepared.splitFor.has(language) ? prepared.splitWords : prepared.words;
}
