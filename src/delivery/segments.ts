import { graphemeClusters } from './grapheme-clusters.js';

export type Encoding = 'GSM-7' | 'UCS-2';

export interface TextSize {
  encoding: Encoding;
  /** What the carrier bills: 160 septets or 70 units in one, else 153 or 67 in each. An empty text is one. */
  segments: number;
  /** Septets for GSM-7, 16-bit units for UCS-2. */
  units: number;
}

// 3GPP TS 23.038 §6.2.1: the basic alphabet, and the extension table whose characters cost two septets.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extension = new Set('\f^{}\\[~]|€');

const gsm = { alone: 160, each: 153 };
const ucs2 = { alone: 70, each: 67 };

/**
 * Encoding, segments and units of a text exactly as it stands, as Twilio counts them: one character outside GSM-7
 * makes all of it UCS-2, and neither an extension pair nor a grapheme cluster is split between two segments. A cluster
 * that is longer than a segment has to be; its code points stay whole.
 */
export function measureText(text: string): TextSize {
  if (fitsGsm7(text)) {
    const costs = [...text].map((character) => (extension.has(character) ? 2 : 1));
    const units = costs.reduce((sum, cost) => sum + cost, 0);
    return { encoding: 'GSM-7', segments: units <= gsm.alone ? 1 : pack(costs, gsm.each), units };
  }
  const units = text.length;
  return { encoding: 'UCS-2', segments: units <= ucs2.alone ? 1 : pack(ucs2Costs(text), ucs2.each), units };
}

/** Whether every character is one of GSM-7's. */
export function fitsGsm7(text: string): boolean {
  for (const character of text) {
    if (!basic.has(character) && !extension.has(character)) return false;
  }
  return true;
}

function ucs2Costs(text: string): number[] {
  return graphemeClusters(text).flatMap((cluster) =>
    cluster.length <= ucs2.each ? [cluster.length] : [...cluster].map((character) => character.length),
  );
}

function pack(costs: readonly number[], each: number): number {
  let segments = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > each) {
      segments += 1;
      used = 0;
    }
    used += cost;
  }
  return segments;
}
