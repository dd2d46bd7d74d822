import { simplified } from './traditional.js';

/** A word in the two forms it is matched by. */
export interface WordForms {
  /** Folded: lower case, no apostrophes, Arabic letters in one form, accents kept, a Vietnamese tone at the end. */
  readonly accented: string;
  /** The same without accents. */
  readonly plain: string;
}

export const apostrophes = /['’‘ʼʻ`′]/gu;

/**
 * This and what follows is about letters of a script, in whatever language they are written; what is one language's own
 * stands in its `understanding.json`.
 */
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
/**
 * Left out of every word: apostrophes; Arabic vowel marks, the superscript alef and the stretching tatweel, which carry
 * no meaning for matching; and the nukta, which is often not typed in Hindi and Bengali.
 */
const leftOut = /['’‘ʼʻ`′]|[\u0610-\u061A]|[\u064B-\u065F]|\u0670|[\u06D6-\u06ED]|\u0640|\u093C|\u09BC/u;
/** Candrabindu and anusvara are typed for each other. */
const sameMark: Readonly<Record<string, string>> = { '\u0901': '\u0902', '\u0981': '\u0982', ё: 'е' };

const lettersWithoutAccent: Readonly<Record<string, string>> = {
  đ: 'd',
  ł: 'l',
  ø: 'o',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

const tone = /[\u0300\u0301\u0303\u0309\u0323]/u;

/** Vietnamese is typed with the tone on either vowel (hoà, hòa): the tone goes to the end of the word. */
function tonesLast(folded: string): string {
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

/** What becomes of one letter or mark. */
interface LetterForms extends WordForms {
  /** A letter or mark of a written word, not a sign that is a word by itself, nor a digit, apostrophe or other. */
  readonly isOfWord: boolean;
  /** Such a letter that NFKC leaves alone, whatever stands beside it: Hangul and marks may become one sign with a neighbour. */
  readonly isSettled: boolean;
  /** Folding leaves it as it is, where no accent is dropped. */
  readonly stays: boolean;
  /** A mark that is written after a letter; dropped from `plain` where that is a Latin or Cyrillic one. */
  readonly isMark: boolean;
  readonly takesAccents: boolean;
  readonly hasTone: boolean;
}

const mark = /\p{M}/u;
const ofWord = /^(?![\p{Script=Han}\p{Script=Hangul}])[\p{L}\p{Mn}\p{Mc}]$/u;

/** Nearly all letters of the house's languages have a code below this: an array finds them faster than a map. */
const nearlyAll = 0x2000;
const letters = new Array<LetterForms | undefined>(nearlyAll);
const otherLetters = new Map<number, LetterForms>();

function formsOfLetter(code: number): LetterForms {
  return (code < nearlyAll ? letters[code] : otherLetters.get(code)) ?? lookUpLetter(code);
}

function lookUpLetter(code: number): LetterForms {
  const letter = String.fromCodePoint(code);
  const lower = letter.toLowerCase();
  const accented = leftOut.test(lower) ? '' : (arabicForms[lower] ?? sameMark[lower] ?? lower);
  const apart = accented.normalize('NFD');
  const base = /^\p{Script=Latin}\p{Mn}*$/u.test(apart) ? apart.replace(/\p{Mn}+$/u, '') : accented;
  const plain = lettersWithoutAccent[base] ?? base;
  const hasTone = tone.test(apart);
  const isOfWord = ofWord.test(letter);
  const forms: LetterForms = {
    isOfWord,
    isSettled: isOfWord && !mark.test(letter) && accented !== '' && letter.normalize('NFKC') === letter,
    stays: accented === letter && plain === letter && !hasTone && !isHalf(code) && code < 0x10000,
    accented,
    plain,
    isMark: /^\p{Mn}$/u.test(accented),
    takesAccents: /[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(accented),
    hasTone,
  };
  if (code < nearlyAll) letters[code] = forms;
  else otherLetters.set(code, forms);
  return forms;
}

/** A unit that is a letter only together with its neighbour. */
const isHalf = (code: number): boolean => code >= 0xd800 && code < 0xe000;

/**
 * Folds one written word of a text that is NFKC already. Locale-neutral: the same on every machine. Each letter is
 * looked up in a table that fills as letters are met: words are folded by the ten thousand when lists are read.
 */
export function foldWord(written: string): WordForms {
  return isFolded(written) ? { accented: written, plain: written } : foldLetters(written);
}

/** Whether folding changes nothing; most words of the lists are written so. */
function isFolded(written: string): boolean {
  let follows = false;
  for (let place = 0; place < written.length; place += 1) {
    const { stays, isMark, takesAccents } = formsOfLetter(written.charCodeAt(place));
    if (!stays || (isMark && follows)) return false;
    if (!isMark) follows = takesAccents;
  }
  return true;
}

function foldLetters(written: string): WordForms {
  let accented = '';
  let plain = '';
  let hasTone = false;
  let follows = false;
  for (let place = 0; place < written.length;) {
    const code = written.codePointAt(place) ?? 0;
    place += code > 0xffff ? 2 : 1;
    const forms = formsOfLetter(code);
    accented += forms.accented;
    if (!forms.isMark || !follows) plain += forms.plain;
    if (!forms.isMark && forms.accented !== '') follows = forms.takesAccents;
    hasTone ||= forms.hasTone;
  }
  return { accented: hasTone ? tonesLast(accented) : accented, plain };
}

/** Whether something written is letters of one word alone: no signs, digits, apostrophes or marks of punctuation. */
export function isOneWord(written: string): boolean {
  for (let place = 0; place < written.length;) {
    const code = written.codePointAt(place) ?? 0;
    place += code > 0xffff ? 2 : 1;
    if (!formsOfLetter(code).isOfWord) return false;
  }
  return written !== '';
}

/**
 * Whether something written is letters of one word alone, without marks of their own, that is surely NFKC already. Letters
 * of far codes are none: nearly all are Han and Hangul signs, too many to look each up.
 */
export function isSettledWord(written: string): boolean {
  for (let place = 0; place < written.length; place += 1) {
    const code = written.charCodeAt(place);
    if (code >= nearlyAll || !formsOfLetter(code).isSettled) return false;
  }
  return written !== '';
}

/** Korean syllables that sound alike and are typed for each other: 모르겟어요 for 모르겠어요. */
const sameSyllable: Readonly<Record<string, string>> = { 겟: '겠', 됬: '됐', 햇: '했' };

/** The forms of a single Han or Hangul sign. */
export function foldSign(written: string): WordForms {
  const sign = sameSyllable[written] ?? simplified(written);
  return { accented: sign, plain: sign };
}
