import type { ContactWords, TimeGroup } from '../words/contact-words.js';
import { cleanText, prepareText, type PreparedText } from '../text/normalise.js';
import { findPhrases, longestOf, matchesOf } from '../words/phrases.js';
import type { Understanding } from '../vocabulary.js';

/** A piece of a text that speaks of time. */
export type TimePiece =
  /** A phrase of the lists; one phrase may stand in several groups. */
  | { kind: 'phrase'; groups: ReadonlySet<TimeGroup> }
  /** A number as written: 5, or 1730 for 17:30. */
  | { kind: 'number'; value: number }
  /** A word no list knows. */
  | { kind: 'unknown'; word: string };

/** "5:30", "17h30", "5.30": hours and minutes written together. */
const clockTime = /(?<!\d)(\d{1,2})\s*[:.h]\s*(\d{2})(?!\d)/giu;
/** "5pm", "17h", "17'den", "৫টার": a number and its word written together. */
const numberBesideLetter = /(\d)['’ʼ]?(?=\p{L})|(\p{L}\p{M}*)(?=\d)/gu;
/** "4-7", "4–7": from one to the other. */
const numbersWithDash = /(\d)\s*[-–—~～]\s*(?=\d)/gu;
/** No phrase of the lists has more words. */
const longestPhrase = 12;

/**
 * A text as pieces that speak of time, in their order, by the words of these languages, the first first; of several
 * phrases that fit at a place the longest counts. Digits of every script and number words are numbers. Pure.
 * @param wanted the only groups that are looked for
 */
export function timePieces(
  u: Understanding,
  text: string,
  languages: readonly string[],
  wanted: ReadonlySet<TimeGroup>,
): TimePiece[] {
  const prepared = prepareText(
    cleanText(text)
      .replace(clockTime, (_, hour: string, minute: string) => ` ${hour}${minute} `)
      .replace(numbersWithDash, '$1 to ')
      .replace(numberBesideLetter, (_, digit?: string, letter?: string) => `${digit ?? letter ?? ''} `),
  );
  const words = prepared.words.map((word) => word.plain);
  const lists = languages.flatMap((code) => u.contact(code) ?? []);
  const numbers = numberWordsIn(u, prepared, languages);
  const pieces: TimePiece[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? '';
    const phrase = phraseAt(lists, words.slice(at, at + longestPhrase), wanted);
    const number = /^\d{1,4}$/u.test(word) ? { value: Number(word), length: 1 } : numbers.get(at);
    if (phrase !== undefined && (number === undefined || phrase.length > number.length)) {
      pieces.push({ kind: 'phrase', groups: phrase.groups });
      at += phrase.length;
    } else if (number !== undefined) {
      pieces.push({ kind: 'number', value: number.value });
      at += number.length;
    } else {
      pieces.push({ kind: 'unknown', word });
      at += 1;
    }
  }
  return pieces;
}

/** The longest phrase that begins here, with every group it stands in. */
function phraseAt(
  lists: readonly ContactWords[],
  words: readonly string[],
  wanted: ReadonlySet<TimeGroup>,
): { groups: ReadonlySet<TimeGroup>; length: number } | undefined {
  const fitting = lists
    .flatMap((list) => list.times.get(words[0] ?? '') ?? [])
    .filter((one) => wanted.has(one.group) && one.words.every((word, offset) => words[offset] === word));
  const length = Math.max(0, ...fitting.map((one) => one.words.length));
  if (length === 0) return undefined;
  const longest = fitting.filter((one) => one.words.length === length);
  return { groups: new Set(longest.map((one) => one.group)), length };
}

/** Numbers in words by the place of their first word, in the first language that knows one there. */
function numberWordsIn(
  u: Understanding,
  prepared: PreparedText,
  languages: readonly string[],
): ReadonlyMap<number, { value: number; length: number }> {
  const found = new Map<number, { value: number; length: number }>();
  for (const code of languages) {
    const vocabulary = u.vocabulary(code);
    if (vocabulary === undefined) continue;
    for (const match of longestOf(matchesOf(findPhrases(vocabulary, prepared), 'numbers'))) {
      const at = prepared.words.findIndex((word) => word.start === match.start);
      if (!match.exact || at === -1 || found.has(at)) continue;
      const length = prepared.words.filter(
        (word) => word.start >= match.start && word.end <= match.end,
      ).length;
      found.set(at, { value: Number(match.entry.name), length });
    }
  }
  return found;
}

/** Whether some phrase of a group stands among the pieces. */
export function speaksOf(pieces: readonly TimePiece[], ...groups: readonly TimeGroup[]): boolean {
  return pieces.some((piece) => piece.kind === 'phrase' && groups.some((group) => piece.groups.has(group)));
}
