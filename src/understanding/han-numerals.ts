const digits: Readonly<Record<string, number>> = {
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
/** Signs that may stand beside a numeral: measure words, "give", "about", "more or less". */
const besideHan =
  /^[分个個次天本页頁星级級遍回岁歲小时時钟鐘给給畀俾打了是我們们選选第吧颗顆来來多约約大概左右差不啦啊嘅粒章左右咁上下满滿就共总總整老师師得评評]*$/u;

/** A Chinese numeral in a text, with its place. */
export interface HanNumeral {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** Chinese numerals up to 199 in a text that holds little else: 四分, 十五, 二十三分钟, 十分给八分. */
export function hanNumeralsIn(clean: string): readonly HanNumeral[] {
  const found = [...clean.matchAll(/[零〇一二两兩三四五六七八九十廿卅百]+/gu)];
  if (found.length === 0) return [];
  const beside = clean.replace(/[零〇一二两兩三四五六七八九十廿卅百\s\p{P}]/gu, '');
  if (!besideHan.test(beside)) return [];
  return found.flatMap((match) => {
    const value = parseHan(match[0]);
    return value === null ? [] : [{ value, start: match.index, end: match.index + match[0].length }];
  });
}

function parseHan(numeral: string): number | null {
  const written = numeral.replace('廿', '二十').replace('卅', '三十');
  const parts =
    /^(?:([一二两兩三四五六七八九])?百零?)?([一二三四五六七八九])?(十)?([零〇一二两兩三四五六七八九])?$/u.exec(
      written,
    );
  if (parts === null) return null;
  const [, hundreds, tens, ten, ones] = parts;
  const digit = (sign: string | undefined): number => (sign === undefined ? 0 : (digits[sign] ?? 0));
  const above = written.includes('百') ? (hundreds === undefined ? 1 : digit(hundreds)) * 100 : 0;
  if (ten === undefined) return tens !== undefined && ones !== undefined ? null : above + digit(tens ?? ones);
  return above + (tens === undefined ? 1 : digit(tens)) * 10 + digit(ones);
}
