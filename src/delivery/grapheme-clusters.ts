const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Where Unicode's newer rules keep together what the carrier still takes apart. It counts with the clusters of
 * Unicode 10 (`sms-segments-calculator` on npm, Twilio's own), which know no conjuncts of Indic letters, and only the
 * joined emoji and skin tones of that time. A font newer than its rules draws one sign; the bill sees two.
 */
const carrierCuts = new RegExp(
  [
    // Before the second consonant of a conjunct; Thai and Lao AM belong to the letter before them.
    String.raw`(?<=[\p{M}\u200c\u200d])(?=\p{Lo})(?![\u0e33\u0eb3])`,
    // After a joiner, before an emoji that could not be joined then.
    String.raw`(?<=\u200d)(?=\p{Extended_Pictographic})(?![♀♂⚕⚖✈❤🌈🌾🍳🎓🎤🎨🏫🏭👦-👩💋💻💼🔧🔬🗨🚀🚒])`,
    // Before a skin tone, where what it colours had none then.
    String.raw`(?=\p{Emoji_Modifier})(?<!(?![👪-👭👯💏💑🤌🤏🤝🤼🥷🦵-🦻🧍-🧏\u{1fa70}-\u{1faff}])\p{Emoji_Modifier_Base}\p{M}*)`,
  ].join('|'),
  'u',
);

/** A text in the pieces the carrier keeps whole, in order: what readers see as one character, CR and LF apart. */
export function graphemeClusters(text: string): string[] {
  const pieces: string[] = [];
  for (const cluster of clustersOf(text)) {
    if (cluster.length === 1) pieces.push(cluster);
    else if (cluster === '\r\n') pieces.push('\r', '\n');
    else pieces.push(...cluster.split(carrierCuts));
  }
  return pieces;
}

/** `Intl.Segmenter` takes quadratic time over long texts, so it is given one window of them after another. */
function* clustersOf(text: string): Generator<string> {
  let start = 0;
  let size = windowSize;
  while (start < text.length) {
    let end = start + size;
    if (isHighSurrogate(text.charCodeAt(end - 1))) end += 1;
    const found = [...clusters.segment(text.slice(start, end))].map(({ segment }) => segment);
    // The last one may go on beyond the window: the next window begins with it.
    const whole = end < text.length ? found.slice(0, -1) : found;
    yield* whole;
    size = whole.length === 0 ? size * 2 : windowSize;
    start += whole.reduce((sum, cluster) => sum + cluster.length, 0);
  }
}

const windowSize = 2048;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
