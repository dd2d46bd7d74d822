export type Encoding = 'GSM-7' | 'UCS-2';

export interface TextSize {
  encoding: Encoding;
  /** What the carrier bills: 160 septets or 70 units in one, else 153 or 67 in each. */
  segments: number;
  /** Septets for GSM-7, 16-bit units for UCS-2. */
  units: number;
}

// GSM 03.38: the basic alphabet, and the extension table whose characters cost two septets.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extension = new Set('\f^{}\\[~]|€');

/** Encoding, units and segments of a text as a carrier counts them (3GPP TS 23.038; an escape pair is never split). */
export function measureText(text: string): TextSize {
  const characters = [...text];
  if (characters.every((character) => basic.has(character) || extension.has(character))) {
    const costs = characters.map((character) => (extension.has(character) ? 2 : 1));
    return pack('GSM-7', costs, 160, 153);
  }
  // A surrogate pair counts two units and stays in one segment.
  return pack(
    'UCS-2',
    characters.map((character) => character.length),
    70,
    67,
  );
}

function pack(encoding: Encoding, costs: number[], alone: number, each: number): TextSize {
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  if (units === 0) return { encoding, segments: 0, units: 0 };
  if (units <= alone) return { encoding, segments: 1, units };
  let segments = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > each) {
      segments += 1;
      used = 0;
    }
    used += cost;
  }
  return { encoding, segments, units };
}
