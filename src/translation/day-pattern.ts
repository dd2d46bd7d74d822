import { calendarWords } from './calendar-words.js';
import { foldAccents } from './text-forms.js';

export type DayKind = 'weekdays' | 'months';

/** Names of days or months in a form their language's texts can be brought into. */
export interface DayNames {
  /** One group for each day or month. */
  readonly pattern: RegExp;
  /** A text in the letters of the pattern. */
  readonly letters: (text: string) => string;
}

/**
 * A pattern with a group for each day or month, from the sources of a language's patterns. Where a language has spaces,
 * they are whole words.
 */
export function dayPattern(language: string, names: readonly string[]): DayNames | undefined {
  const words = Object.hasOwn(calendarWords, language) ? calendarWords[language] : undefined;
  if (words === undefined) return undefined;
  const { before = '', after = '' } = words;
  const fold = foldFor(language);
  const isSpaceless = /^(?:zh|ko)/u.test(language);
  const side = '[\\p{L}\\p{M}\\p{N}]';
  const all = `${before}(?:${names.map((name) => `(${fold(name)})`).join('|')})${fold(after)}`;
  return {
    // English tells names from verbs by their capital.
    letters: (text) => (language === 'en' ? text : fold(text.normalize('NFC')).toLowerCase()),
    pattern: new RegExp(isSpaceless ? all : `(?<!${side})${all}(?!${side})`, 'giu'),
  };
}

/** Brings a text, or the source of a pattern, into the letters in which words of a language are compared. */
export function foldFor(language: string): (text: string) => string {
  const keepsAccents = Object.hasOwn(calendarWords, language) && calendarWords[language]?.keepsAccents;
  return keepsAccents ? sameLetters : (text) => sameLetters(foldAccents(text.normalize('NFC')));
}

/** Letters that keyboards of one script have several of. */
const sameLetters = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll('\u0131', 'i')
    .replace(/[\u0649\u064a\u06d0\u06cd\u0626]/gu, '\u06cc')
    .replaceAll('\u0643', '\u06a9')
    .replaceAll('\u06ab', '\u06af')
    .replace(/[\u0629\u06c1\u06be\u06c0\u06c2]/gu, '\u0647')
    .replace(/[\u200c\u0640]/gu, '');
