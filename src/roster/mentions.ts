const fold = (value: string): string => value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Scripts written without spaces between words, or that join words to what stands before them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u;

/** Whether a text names somebody: the name as a word of its own, whatever its accents and case. Pure. */
export function mentions(text: string, name: string): boolean {
  const words = (value: string): string[] =>
    fold(value)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '');
  const wanted = words(name);
  if (wanted.length === 0) return false;
  if (unspaced.test(name)) return fold(text).includes(wanted.join(''));
  return ` ${words(text).join(' ')} `.includes(` ${wanted.join(' ')} `);
}
