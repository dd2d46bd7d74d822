const hanDigits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
/** Signs that may stand beside a numeral: measure words, "give", "about" is not among them. */
const besideHan = /^[分个個次天本页頁星级級遍回岁歲小时時钟鐘给給打了是我们們选選第吧颗顆]*$/u;

/** Chinese numerals up to 99 in a text that holds little else: 四分, 十五, 二十三分钟. */
export function hanNumeralIn(clean: string): { value: number; start: number; end: number } | null {
  const match = /[零〇一二两兩三四五六七八九十]+/u.exec(clean);
  if (match === null) return null;
  const end = match.index + match[0].length;
  const beside = (clean.slice(0, match.index) + clean.slice(end)).replace(/[\s\p{P}]/gu, '');
  if (!besideHan.test(beside)) return null;
  const value = parseHan(match[0]);
  return value === null ? null : { value, start: match.index, end };
}

function parseHan(numeral: string): number | null {
  const parts = /^([一二三四五六七八九])?(十)?([零〇一二两兩三四五六七八九])?$/u.exec(numeral);
  if (parts === null) return null;
  const [, tens, ten, ones] = parts;
  const digit = (sign: string | undefined): number => (sign === undefined ? 0 : (hanDigits[sign] ?? 0));
  if (ten === undefined) return tens !== undefined && ones !== undefined ? null : digit(tens ?? ones);
  return (tens === undefined ? 1 : digit(tens)) * 10 + digit(ones);
}
