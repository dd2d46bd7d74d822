import { simplified } from './traditional.js';

/** One word of a text, or one sign where a script puts no spaces, or one emoji. */
export interface Word {
  /** Folded: NFKC, lower case, digits as 0-9, no apostrophes, Arabic letters in one form, accents kept. */
  readonly accented: string;
  /** The same without accents on Latin letters. */
  readonly plain: string;
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

/** A text made ready for matching. Offsets of words point into `clean`. */
export interface PreparedText {
  /** What the family wrote, well-formed, without control and direction marks, trimmed. Case and accents kept. */
  readonly clean: string;
  readonly words: readonly Word[];
  /** The same words with those split that hold an apostrophe ("l'autobus"), for French and Haitian Creole. */
  readonly splitWords: readonly Word[];
  /** Numbers of the sentences with a question mark. */
  readonly questions: ReadonlySet<number>;
  /** Whether any Latin letter carries an accent: the writer types them, so they can be relied on. */
  readonly hasAccents: boolean;
}

const apostrophes = /['’‘ʼʻ`′]/gu;
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

const arabicForms: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ۀ: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ک: 'ك',
  ڪ: 'ك',
};
const arabicVariants = new RegExp(`[${Object.keys(arabicForms).join('')}]`, 'gu');
/** Vowel marks, the superscript alef and the stretching tatweel carry no meaning for matching. */
const arabicMarks = /[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0640]/gu;

/** Lower case, one form of each letter, accents kept. Locale-neutral: the same on every machine. */
function fold(text: string): string {
  let folded = text.toLowerCase().replace(apostrophes, '');
  if (/\p{Script=Arabic}/u.test(folded)) {
    folded = folded
      .replace(arabicMarks, '')
      .replace(arabicVariants, (letter) => arabicForms[letter] ?? letter);
  }
  if (/\p{Script=Cyrillic}/u.test(folded)) folded = folded.replaceAll('ё', 'е');
  // Nukta and candrabindu are often left out when typing Hindi and Bengali.
  return folded
    .replace(/[\u093C\u09BC]/gu, '')
    .replaceAll('\u0901', '\u0902')
    .replaceAll('\u0981', '\u0982');
}

const lettersWithoutAccent: Readonly<Record<string, string>> = {
  đ: 'd',
  ł: 'l',
  ø: 'o',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/** Without the accents of Latin letters; other scripts keep their marks, which tell letters apart. */
export function withoutAccents(folded: string): string {
  if (/^[\p{ASCII}]*$/u.test(folded)) return folded;
  return folded
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFC')
    .replace(/[đłøıßæœ]/gu, (letter) => lettersWithoutAccent[letter] ?? letter);
}

const tone = /[\u0300\u0301\u0303\u0309\u0323]/u;

/** Vietnamese is typed with the tone on either vowel (hoà, hòa): the tone goes to the end of the word. */
function tonesLast(folded: string): string {
  if (/^[\p{ASCII}]*$/u.test(folded)) return folded;
  const letters = [...folded.normalize('NFD')];
  const tones = letters.filter((letter) => tone.test(letter));
  if (tones.length !== 1) return folded;
  return (
    letters
      .filter((letter) => !tone.test(letter))
      .join('')
      .normalize('NFC') + (tones[0] ?? '')
  );
}

const oneSign = String.raw`[\p{Script=Han}\p{Script=Hangul}]`;
/** Groups: 1 a sign, 2 the end of a sentence, 3 a pause; none of them a word or an emoji. */
const wordPattern = new RegExp(
  String.raw`(${oneSign})|(?:(?!${oneSign})[\p{L}\p{M}\p{N}'’‘ʼʻ\u0060])+|\p{Extended_Pictographic}|[★☆]|([.!?。！？؟۔।;…\n]+)|([,，،、:：()¿¡"“”«»]| [-–—] )`,
  'gu',
);

/** Reads a text into words with their places, once for every later step. */
export function prepareText(raw: string): PreparedText {
  const clean = cleanText(raw);
  const words: Word[] = [];
  const questions = new Set<number>();
  const folded = new Map<string, Folded>();
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
      const forms = folded.get(written) ?? foldWord(written, sign !== undefined);
      folded.set(written, forms);
      if (forms.accented === '') continue;
      words.push({ ...forms, start, end, sentence, startsClause, sign: sign !== undefined });
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
    questions,
    hasAccents,
  };
}

type Folded = Pick<Word, 'accented' | 'plain'>;

function foldWord(written: string, sign: boolean): Folded {
  const accented = sign ? simplified(written) : tonesLast(fold(written));
  return { accented, plain: withoutAccents(accented) };
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
  let start = word.start;
  for (const piece of clean.slice(word.start, word.end).split(apostrophes)) {
    const accented = fold(piece);
    const startsClause = word.startsClause && parts.length === 0;
    if (accented !== '') {
      const end = start + piece.length;
      parts.push({ ...word, accented, plain: withoutAccents(accented), start, end, startsClause });
    }
    start += piece.length + 1;
  }
  return parts;
}
