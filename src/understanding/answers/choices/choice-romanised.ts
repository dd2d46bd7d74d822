import type { AnswerReading } from '../answers.js';
import { chosen, only, type Option } from './choice-by-words.js';
import type { Word } from '../../text/normalise.js';
import type { Reading } from '../../reading/reading.js';

/** Each letter of other scripts by the Latin consonant it is written as; vowels, and what is written in many ways, are left out. */
const consonants: Readonly<Record<string, string>> = {
  // Cyrillic.
  ...{
    б: 'b',
    в: 'v',
    г: 'g',
    ґ: 'g',
    д: 'd',
    ж: 'j',
    з: 's',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    п: 'p',
    р: 'r',
  },
  ...{ с: 's', т: 't', ф: 'f', х: 'h', ц: 's', ч: 'C', ш: 'S', щ: 'S' },
  // Arabic and its sisters.
  ...{
    ب: 'b',
    پ: 'p',
    ت: 't',
    ټ: 't',
    ٹ: 't',
    ث: 's',
    ج: 'j',
    چ: 'C',
    ح: 'h',
    خ: 'h',
    د: 'd',
    ډ: 'd',
    ڈ: 'd',
  },
  ...{
    ذ: 's',
    ر: 'r',
    ړ: 'r',
    ڑ: 'r',
    ز: 's',
    ژ: 'j',
    ږ: 'j',
    س: 's',
    ش: 'S',
    ښ: 'S',
    ص: 's',
    ض: 's',
    ط: 't',
  },
  ...{
    ظ: 's',
    غ: 'g',
    ف: 'f',
    ق: 'k',
    ک: 'k',
    ك: 'k',
    گ: 'g',
    ګ: 'g',
    ل: 'l',
    م: 'm',
    ن: 'n',
    ڼ: 'n',
    ں: 'n',
  },
  ...{ څ: 's', ځ: 's' },
  // Devanagari.
  ...{
    क: 'k',
    ख: 'k',
    ग: 'g',
    घ: 'g',
    ङ: 'n',
    च: 'C',
    छ: 'C',
    ज: 'j',
    झ: 'j',
    ञ: 'n',
    ट: 't',
    ठ: 't',
    ड: 'd',
  },
  ...{
    ढ: 'd',
    ण: 'n',
    त: 't',
    थ: 't',
    द: 'd',
    ध: 'd',
    न: 'n',
    प: 'p',
    फ: 'f',
    ब: 'b',
    भ: 'b',
    म: 'm',
    र: 'r',
  },
  ...{ ल: 'l', व: 'v', श: 'S', ष: 'S', स: 's', ह: 'h', 'ं': 'n', 'ँ': 'n' },
  // Bengali.
  ...{
    ক: 'k',
    খ: 'k',
    গ: 'g',
    ঘ: 'g',
    ঙ: 'n',
    চ: 'C',
    ছ: 'C',
    জ: 'j',
    ঝ: 'j',
    ঞ: 'n',
    ট: 't',
    ঠ: 't',
    ড: 'd',
  },
  ...{
    ঢ: 'd',
    ণ: 'n',
    ত: 't',
    থ: 't',
    দ: 'd',
    ধ: 'd',
    ন: 'n',
    প: 'p',
    ফ: 'f',
    ব: 'b',
    ভ: 'b',
    ম: 'm',
    য: 'j',
  },
  ...{ র: 'r', ল: 'l', শ: 'S', ষ: 'S', স: 'S', হ: 'h', 'ং': 'n', 'ঁ': 'n' },
};

/** How Latin letters write the same consonants; the longest first. */
const latin: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/gu, 'S'],
  [/zh|dzh|dj/gu, 'j'],
  [/kh/gu, 'h'],
  [/gh/gu, 'g'],
  [/sh/gu, 'S'],
  [/ch|cz/gu, 'C'],
  [/ts|tz/gu, 's'],
  [/ph/gu, 'f'],
  [/([bdtp])h/gu, '$1'],
  [/[cq]/gu, 'k'],
  [/x/gu, 'ks'],
  [/z/gu, 's'],
  [/w/gu, 'v'],
  [/[aeiouy]/gu, ''],
];

/** With fewer consonants too many words are written alike. */
const shortest = 2;
/** Of words that short, so many letters must be written. */
const fewestLetters = 4;
/** Longer texts in Latin letters say more than a choice. */
const longestText = 6;

/** The option whose words the family wrote in Latin letters: "shahy" for "Шахи", "rasami" for "رسامي". */
export function byLatinLetters(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
): AnswerReading | null {
  if (words.length > longestText || options.some((option) => option.some(isLatin))) return null;
  const hits = words.flatMap((word) => {
    const said = isLatin(word.plain) && word.plain.length >= fewestLetters ? skeletonOfLatin(word.plain) : '';
    const index =
      said.length < shortest ? null : only(options, (option) => option.some((part) => isSame(part, said)));
    return index === null ? [] : [{ index, word }];
  });
  const [hit] = hits;
  if (hit === undefined || hits.some(({ index }) => index !== hit.index)) return null;
  return chosen(reading, hit.index, [hit.word]);
}

const isLatin = (text: string): boolean => /^[a-z']+$/u.test(text);

/** "j" is a vowel in some spellings and a consonant in others. */
function isSame(part: string, said: string): boolean {
  const written = skeletonOf(part);
  return written.length >= shortest && (written === said || written === said.replaceAll('j', ''));
}

const skeletonOf = (word: string): string =>
  [...word]
    .map((letter) => consonants[letter] ?? '')
    .join('')
    .replace(/(.)\1+/gu, '$1');

const skeletonOfLatin = (word: string): string =>
  latin
    .reduce((text, [written, consonant]) => text.replace(written, consonant), word)
    .replace(/[^a-zA-Z]/gu, '')
    .replace(/(.)\1+/gu, '$1');
