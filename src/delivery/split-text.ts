import { replaceLookAlikes } from './look-alikes.js';

/** What the carrier takes at most, in 16-bit units (Twilio's error 21617). */
export const longestBody = 1600;
/** More than so many texts at once are no text any more. */
export const mostParts = 9;

/** "(1/3) " before each part. */
const numberLength = '(9/9) '.length;
/** A part ends with a sentence, unless that leaves more than so much of it empty. */
const leastFill = 1 / 4;
/** What may end at the limit depends on what follows: a skin tone, the rest of a word. In 16-bit units. */
const lookAhead = 40;
/** What must arrive in one piece: addresses of pages, and placeholders that are filled in later. */
const unbroken = /\b(?:https?:\/\/|www\.)\S+|\{[\w.]+\}/giu;

type Granularity = 'sentence' | 'word' | 'grapheme';

/**
 * A text that is too long for one, in numbered parts "(1/3) …", each within the carrier's limit. A part ends where a
 * sentence ends, else between two words, else between two characters as readers see them, and never inside a link or a
 * placeholder. Nothing is lost but the space at the ends. Pure.
 * @returns null where that takes more than nine parts, or a link is longer than a text
 */
export function splitText(text: string, language: string): string[] | null {
  const bodies: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    if (bodies.length === mostParts) return null;
    const end = fits(rest) ? rest.length : partEnd(rest, language);
    if (end === 0) return null;
    bodies.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return bodies.map((body, index) => `(${index + 1}/${bodies.length}) ${body}`);
}

/** Whether it is short enough, with its number, also once its look-alikes are replaced ("…" becomes "..."). */
function fits(body: string): boolean {
  return unitsOver(body) <= 0;
}

function unitsOver(body: string): number {
  return Math.max(body.length, replaceLookAlikes(body).length) + numberLength - longestBody;
}

function partEnd(text: string, language: string): number {
  const limit = longestFitting(text);
  const head = text.slice(0, limit + lookAhead);
  const links = [...text.matchAll(unbroken)].map(
    ({ index, 0: { length } }) => [index, index + length] as const,
  );
  const signs = new Set(boundaries(head, language, 'grapheme'));
  // The words of a language may be taken apart within what readers see as one character.
  const isFree = (at: number): boolean =>
    at <= limit && signs.has(at) && !links.some(([from, until]) => at > from && at < until);
  const ends = (granularity: Granularity): number[] => boundaries(head, language, granularity).filter(isFree);
  const sentence = ends('sentence').findLast((at) => isSentenceEnd(text, at));
  if (sentence !== undefined && sentence >= limit * leastFill) return sentence;
  return ends('word').at(-1) ?? ends('grapheme').at(-1) ?? 0;
}

/** How much of the text one part holds. */
function longestFitting(text: string): number {
  let limit = Math.min(text.length, longestBody - numberLength);
  for (;;) {
    const over = unitsOver(text.slice(0, limit));
    if (over <= 0) return limit;
    // One sign becomes three at most.
    limit -= Math.ceil(over / 3);
  }
}

/** Where Unicode's rules (UAX 29) and the language's own let a piece end. */
function boundaries(text: string, language: string, granularity: Granularity): number[] {
  const pieces = new Intl.Segmenter(language, { granularity }).segment(text);
  return [...pieces].map(({ index }) => index).filter((at) => at > 0);
}

/** The rules also end a sentence after an abbreviation; a line end or a mark of its own is surer than a point. */
function isSentenceEnd(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  return !/(?:^|\s)\p{Lu}\p{L}{0,2}\.\s*$/u.test(before);
}
