/** GSM 03.38, the basic table (3GPP TS 23.038 §6.2.1). */
const gsmBasic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** The extension table (§6.2.1.1): each costs two septets, which are never split over two segments. */
const gsmExtended = new Set('\f^{}\\[~]|€');

/** Look-alikes that Twilio's Smart Encoding swaps; it never touches accented letters. */
const lookAlikes: Readonly<Record<string, string>> = {
  '\u00ab': '"',
  '\u00bb': '"',
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u201f': '"',
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201b': "'",
  '\u2032': "'",
  '\u0060': "'",
  '\u00b4': "'",
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
  '\u2212': '-',
  '\u2026': '...',
  '\u00a0': ' ',
  '\u2000': ' ',
  '\u2001': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\u200a': ' ',
  '\u202f': ' ',
  '\u3000': ' ',
  '\u200b': '',
  '\ufeff': '',
};

/** What a body weighs on the wire. `segments` is 1 for an empty body, as Twilio counts it. */
export interface Weight {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly segments: number;
}

function fitsGsm7(body: string): boolean {
  for (const character of body) {
    if (!gsmBasic.has(character) && !gsmExtended.has(character)) return false;
  }
  return true;
}

/** Packs pieces that must stay whole into segments of `capacity` units. */
function packed(sizes: readonly number[], single: number, capacity: number): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= single) return 1;
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > capacity) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}

/** Encoding and segments of a body: 160/153 septets in GSM-7, 70/67 units in UCS-2. */
export function weigh(body: string): Weight {
  if (fitsGsm7(body)) {
    const sizes = Array.from(body, (character) => (gsmExtended.has(character) ? 2 : 1));
    return { encoding: 'GSM-7', segments: packed(sizes, 160, 153) };
  }
  const sizes = Array.from(body, (character) => character.length);
  return { encoding: 'UCS-2', segments: packed(sizes, 70, 67) };
}

/** The body as it goes out: look-alikes are swapped, but only where that makes the whole body GSM-7. */
export function smartEncode(body: string): string {
  if (fitsGsm7(body)) return body;
  let swapped = '';
  for (const character of body) swapped += lookAlikes[character] ?? character;
  return fitsGsm7(swapped) ? swapped : body;
}
