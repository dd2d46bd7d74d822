import { fitsGsm7 } from './segments.js';

/**
 * Signs outside GSM-7, and what readers take for the same: quotes, dashes, spaces and marks that nobody sees. No
 * letters, no accents, and nothing whose twin says something else (½, ÷, º, ·). The apostrophe-like letters of
 * Hawaiian, Navajo or Hausa (U+02BB, U+02BC) are letters, and stay.
 */
const twins: ReadonlyMap<string, string> = new Map([
  ...each('“”„‟″«»＂', '"'),
  ...each('‘’‚‛′‹›´`＇', "'"),
  ...each('\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d', '-'),
  ...each('…', '...'),
  ...each('•', '*'),
  ...each(
    '\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
    ' ',
  ),
  ...each('\u0085\u2028\u2029', '\n'),
  // Soft hyphen, zero-width space, marks of direction, word joiner, byte order mark.
  ...each('\u00ad\u200b\u200e\u200f\u2060\ufeff', ''),
  // What a keyboard for Chinese or Japanese puts between Latin letters.
  ...each('！', '!'),
  ...each('？', '?'),
  ...each('，、', ','),
  ...each('。', '.'),
  ...each('：', ':'),
  ...each('；', ';'),
  ...each('（', '('),
  ...each('）', ')'),
]);

function each(signs: string, twin: string): [string, string][] {
  return [...signs].map((sign) => [sign, twin]);
}

/**
 * The text with look-alikes of GSM-7 in their places, where that makes the whole of it GSM-7: a sign in such a place
 * more than doubles what a text costs. Otherwise the text as it is: beside one letter that needs UCS-2 they cost
 * nothing, so no language loses its own quotes or spaces. Letters are kept; an accent that stands apart from its letter
 * is joined to it (é of two code points becomes the same é of one).
 */
export function replaceLookAlikes(text: string): string {
  if (fitsGsm7(text)) return text;
  const swapped = swapLookAlikes(text);
  return fitsGsm7(swapped) ? swapped : text;
}

/**
 * Whether two texts are the same but for look-alikes and spaces: what a carrier that swaps such signs by itself (Twilio's
 * Smart Encoding) may make of one.
 */
export function sameButForLookAlikes(one: string, other: string): boolean {
  return one === other || bare(one) === bare(other);
}

const bare = (text: string): string => swapLookAlikes(text).replace(/\s+/gu, ' ').trim();

function swapLookAlikes(text: string): string {
  let swapped = '';
  for (const character of text.normalize('NFC')) swapped += twins.get(character) ?? character;
  return swapped;
}
