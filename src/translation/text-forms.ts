// The forms in which texts are compared. None of them is ever sent.

/** Han, kana, and their punctuation: spaces around them mean nothing. */
const spaceless = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef';
const needlessSpace = new RegExp(`(?<=[${spaceless}])\\s+|\\s+(?=[${spaceless}])`, 'gu');

/** Compatibility forms, curly quotes and runs of white space made equal; case and accents stay. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\uff01-\uff5e\u3000\u00a0\u202f]/gu, (wide) => wide.normalize('NFKC'))
    .replace(/[\u2018\u2019\u02bc]/gu, "'")
    .replace(/[\u201c\u201d]/gu, '"')
    .replace(/[\u200b\u200e\u200f\u2060-\u2069\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(needlessSpace, '')
    .trim();
}

export interface Core {
  /** The words, without the marks at both ends. */
  readonly words: string;
  readonly isQuestion: boolean;
  /** Pictures at the end ("Thank you 🙏"), to be put back. */
  readonly pictures: string;
}

const picturesAtEnd = /(?:\s|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)+$/u;

/** A tidy text without what parents leave out or add at its ends: full stops, exclamation marks, pictures. */
export function coreOf(tidied: string): Core {
  const pictures = picturesAtEnd.exec(tidied)?.[0] ?? '';
  const marked = tidied.slice(0, tidied.length - pictures.length);
  const end = /[.!?\u3002\u061f\u2026\s]*$/u.exec(marked)?.[0] ?? '';
  const start = /^[\u00a1\u00bf\s]*/u.exec(marked)?.[0] ?? '';
  return {
    words: marked.slice(start.length, Math.max(start.length, marked.length - end.length)),
    isQuestion: /[?\u061f]/u.test(end) || start.includes('\u00bf'),
    pictures: pictures.trim(),
  };
}

/** Lower case without accents, each character in its old place: an index means the same in both forms. */
export function foldAccents(text: string): string {
  return text.replace(/\P{ASCII}/gu, (character) => {
    // Elsewhere (Devanagari, Thai, Hangul) marks are letters.
    if (!/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]/u.test(character))
      return character;
    const base = character.normalize('NFD').replace(/\p{M}/gu, '');
    return base.length === character.length ? base : character;
  });
}

/** For comparing words as people type them in a hurry: no case, no accents, no inner punctuation. */
export function looseForm(text: string): string {
  return foldAccents(text)
    .toLowerCase()
    .replace(/[,;:!.\u00a1\u00bf\u060c\u061b\uff0c\u3001"]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The words of a text, lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
}

/**
 * Every decimal digit as 0 to 9, with the marks that go with it: "٧:٤٠" and "７:４０" become "7:40", "٢٠٫٥٪" becomes
 * "20.5%". Unicode keeps each script's ten digits together, so a digit's value is its distance from the start of its
 * row.
 */
export function westernDigits(text: string): string {
  const digits = text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const point = digit.normalize('NFKC').codePointAt(0) ?? 0;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;
    return String(value);
  });
  return digits
    .replace(/(?<=[0-9])\u066b(?=[0-9])/gu, '.')
    .replace(/(?<=[0-9])\u066c(?=[0-9])/gu, ',')
    .replace(/(?<=[0-9]\s?)\u066a/gu, '%');
}

/** Sentences by what ends them; a text without an end is one, and one without words none. */
export function sentencesIn(text: string): number {
  return text
    .split(/[.!?\u3002\uff01\uff1f\u061f\u06d4\u0964]+(?:\s|$)|[\u3002\uff01\uff1f]/u)
    .filter((sentence) => /\p{L}/u.test(sentence)).length;
}

/**
 * Broken characters (U+FFFD), controls, and marks that turn the order of what follows around: nobody writes them on
 * purpose, and no phone shows them as they are meant.
 */
export function hasUnreadable(text: string): boolean {
  return /[\ufffd\u202a-\u202e\u2066-\u2069]|(?![\n\r\t])\p{Cc}/u.test(text);
}
