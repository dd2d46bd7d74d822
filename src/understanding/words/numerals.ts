import type { CountingFile } from './own-ways.js';

/** A numeral in a text, with its place. */
export interface Numeral {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

type NumeralSigns = NonNullable<CountingFile['numerals']>;

/**
 * Makes a finder of numerals up to 199 in a text that holds little else: 四分, 十五, 二十三分钟, 十分给八分; or, when asked
 * to, in any text. The signs are a language's own and stand in its file.
 */
export function numeralReader(signs: NumeralSigns): (clean: string, inAny?: boolean) => readonly Numeral[] {
  const { digits, ten, hundred, short } = signs;
  const any = classOf([...Object.keys(digits), ten, hundred, ...Object.keys(short)].join(''));
  const numeral = new RegExp(`${any}+`, 'gu');
  const others = new RegExp(`${any}|[\\s\\p{P}]`, 'gu');
  const mayStandBeside = new RegExp(`^${classOf(signs.beside)}*$`, 'u');
  const parse = numeralParser(signs);
  return (clean, inAny = false) => {
    const found = [...clean.matchAll(numeral)];
    if (found.length === 0 || !(inAny || mayStandBeside.test(clean.replace(others, '')))) return [];
    return found.flatMap((match) => {
      const value = parse(match[0]);
      return value === null ? [] : [{ value, start: match.index, end: match.index + match[0].length }];
    });
  };
}

const classOf = (signs: string): string => `[${signs.replace(/[\]\\^-]/gu, '\\$&')}]`;

function numeralParser({ digits, ten, hundred, short }: NumeralSigns): (written: string) => number | null {
  const zeros = Object.keys(digits).filter((sign) => digits[sign] === 0);
  const all = classOf(Object.keys(digits).join(''));
  const counted = classOf(
    Object.keys(digits)
      .filter((sign) => !zeros.includes(sign))
      .join(''),
  );
  const shape = new RegExp(
    `^(?:(${counted})?${hundred}${classOf(zeros.join(''))}?)?(${counted})?(${ten})?(${all})?$`,
    'u',
  );
  const digit = (sign: string | undefined): number => (sign === undefined ? 0 : (digits[sign] ?? 0));
  return (written) => {
    const inFull = Object.entries(short).reduce((text, [sign, full]) => text.replace(sign, full), written);
    const parts = shape.exec(inFull);
    if (parts === null) return null;
    const [, hundreds, tens, tenSign, ones] = parts;
    const above = inFull.includes(hundred) ? (hundreds === undefined ? 1 : digit(hundreds)) * 100 : 0;
    if (tenSign === undefined) {
      return tens !== undefined && ones !== undefined ? null : above + digit(tens ?? ones);
    }
    return above + (tens === undefined ? 1 : digit(tens)) * 10 + digit(ones);
  };
}
