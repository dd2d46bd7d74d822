/** What a pocket, a child or a broken phone sends: the signs each kind of noise is made of. */
export const noises: Readonly<Record<string, readonly string[]>> = {
  'random letters': [...'abcdefghijklmnopqrstuvwxyz'],
  'random letters with blanks': [...'abcdefghijklmnopqrstuvwxyz    '],
  'one letter repeated': ['a'],
  emoji: [...'😂🙏👍🎉🐶🍕'],
  'control and direction marks': ['\u0000', '\u0007', '\u202e', '\u2066', '\u200b', '\t'],
  digits: [...'0123456789'],
};

/** The same noise each time. */
export function noiseOf(name: string, length: number): string {
  const signs = noises[name] ?? [];
  let state = length;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return signs[Math.floor((state / 2147483648) * signs.length)] ?? '';
  }).join('');
}
