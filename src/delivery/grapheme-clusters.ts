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
  for (const { segment } of clusters.segment(text)) {
    if (segment.length === 1) pieces.push(segment);
    else if (segment === '\r\n') pieces.push('\r', '\n');
    else pieces.push(...segment.split(carrierCuts));
  }
  return pieces;
}
