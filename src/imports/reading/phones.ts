import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

export type ReadPhone = { e164: string } | { reason: string };

/** The country of numbers without a code, where nothing else is said. */
const defaultCountry: CountryCode = 'US';

/**
 * A number as E.164, or why it is none. Numbers a spreadsheet wrote as `1.2035550142E+10` are read back where no digit
 * was lost. Pure.
 * @param country two letters, for numbers without a country code
 */
export function readPhone(cell: string, country: string = defaultCountry): ReadPhone {
  const home = isSupportedCountry(country) ? country : defaultCountry;
  const whole = fromScientific(cell);
  if (whole === null)
    return { reason: 'a spreadsheet wrote it in scientific notation and its last digits are lost' };
  const written = whole !== '' ? whole : cell.replace(/\.0$/u, '');
  if (/[\p{L}]/u.test(written.replace(/\s*(?:e?xt\.?|extension|x)\s*\d+\s*$/iu, ''))) {
    return { reason: 'it holds letters' };
  }
  const digits = written.replace(/\D/gu, '').length;
  if (digits === 0) return { reason: 'it holds no digits' };
  const parsed = parsePhoneNumberFromString(written, home);
  if (!parsed) return { reason: digits < 7 ? 'it is too short' : 'it is no phone number' };
  if (parsed.ext !== undefined) return { reason: 'it has an extension, and an extension cannot be texted' };
  if (parsed.isValid()) return { e164: parsed.number };
  if (!parsed.isPossible()) return { reason: digits < 10 ? 'it is too short' : 'it has too many digits' };
  return { reason: 'no number like it is given out in its country' };
}

/** Empty for what is not in scientific notation; null where digits were cut off. */
function fromScientific(cell: string): string | null {
  const match = /^\+?(\d)(?:[.,](\d+))?e\+?(\d{1,2})$/iu.exec(cell.replace(/\s/gu, ''));
  if (!match) return '';
  const [, first = '', rest = '', exponent = ''] = match;
  return rest.length === Number(exponent) ? first + rest : null;
}
