import { languageEntry } from '../i18n/languages.js';
import { foldFor } from './day-pattern.js';
import { numberWords, quantities, type NumberWords } from './number-words.js';
import { westernDigits } from './text-forms.js';

/**
 * Whether a number from three on, noon, midnight or half an hour is said in words in the source and neither in words nor
 * in digits in the translation. Only what is surely a number in the one, and surely not said in the other, counts.
 * Pure; false for languages whose numbers nobody listed.
 */
export function losesNumber(source: string, from: string, translated: string, to: string): boolean {
  const [sure, maybe] = [patternsOf(from)?.sure, patternsOf(to)?.maybe];
  if (sure === undefined || maybe === undefined) return false;
  const [plain, there] = [lettersOf(source, from), lettersOf(translated, to)];
  if (hasOtherHours(plain, from) || hasOtherHours(there, to)) return false;
  const digits = new Set(
    westernDigits(translated)
      .match(/[0-9]+/gu)
      ?.map((digit) => String(Number(digit))),
  );
  return quantities.some(
    (quantity, index) =>
      sure[index]?.test(plain) === true &&
      maybe[index]?.test(there) !== true &&
      !(inDigits[quantity] ?? [quantity]).some((digit) => digits.has(digit)),
  );
}

const inDigits: Readonly<Record<string, readonly string[]>> = {
  noon: ['12'],
  midnight: ['12', '0', '24'],
  half: ['30', '90', '2', '5'],
};

function hasOtherHours(text: string, language: string): boolean {
  const word = numberWords[language]?.otherHours;
  return word !== undefined && new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(text);
}

const lettersOf = (text: string, language: string): string => foldFor(language)(text).toLowerCase();

/** In the order of `quantities`. */
interface Patterns {
  readonly sure: readonly RegExp[];
  readonly maybe: readonly RegExp[];
}

const known = new Map<string, Patterns>();

function patternsOf(language: string): Patterns | undefined {
  const words = Object.hasOwn(numberWords, language) ? numberWords[language] : undefined;
  const done = known.get(language);
  if (words === undefined || done !== undefined) return done;
  const made = compile(language, words);
  known.set(language, made);
  return made;
}

function compile(language: string, words: NumberWords): Patterns {
  const { sure, maybe, notAfter = '(?!)', notBefore = '(?!)', isInside = false } = words;
  const script = languageEntry(language)?.script;
  const isSpaceless = script === 'Han' || script === 'Hangul';
  const start = isSpaceless ? '' : '(?<![\\p{L}\\p{M}\\p{N}-])';
  const end = isSpaceless ? '' : "(?![\\p{L}\\p{M}\\p{N}'\u2019\u02bc])";
  // Arabic writes "and", "on" and "the" to its words.
  const joined = language === 'ar' ? '[وفبكل]{0,2}(?:ال)?' : '';
  const patterns = (list: string, source: (word: string, quantity: string) => string): readonly RegExp[] =>
    list
      .trim()
      .split(/\s+/u)
      .map((word, index) =>
        word === '-' ? '(?!)' : source(word.replaceAll('_', '\\s?'), quantities[index] ?? ''),
      )
      .map((word) => new RegExp(foldFor(language)(word), 'iu'));
  return {
    sure: patterns(sure, (word, quantity) => {
      const whole = `${start}${joined}(?:${word})${end}`;
      return /^[0-9]/u.test(quantity) ? `(?<!${notAfter})${whole}(?!${notBefore})` : whole;
    }),
    maybe: patterns(maybe, (word) => `${isInside ? '' : start.replace('-', '')}(?:${word})`),
  };
}
