import { languageCodes, languageFor, languages, type Language } from '../../i18n/languages.js';

/** `language` null: the cell says nothing, or that it is unknown; then the family is asked. */
export type ReadLanguage = { language: Language | null } | { reason: string };

const unknown = new Set([
  '',
  '-',
  '0',
  'none',
  'null',
  'na',
  'unknown',
  'other',
  'unspecified',
  'und',
  'mis',
  'zxx',
]);

/** What systems and people also call languages of the house list. Keys are folded as by {@link fold}. */
const otherNames: Readonly<Record<string, Language>> = {
  castilian: 'es',
  castellano: 'es',
  spa: 'es',
  'brazilian portuguese': 'pt-BR',
  'portugues brasileiro': 'pt-BR',
  creole: 'ht',
  haitian: 'ht',
  kreyol: 'ht',
  'haitian french creole': 'ht',
  'creole haitian': 'ht',
  chinese: 'zh-Hans',
  mandarin: 'zh-Hans',
  'mandarin chinese': 'zh-Hans',
  'chinese mandarin': 'zh-Hans',
  中文: 'zh-Hans',
  汉语: 'zh-Hans',
  普通话: 'zh-Hans',
  cantonese: 'zh-Hant',
  'chinese cantonese': 'zh-Hant',
  'traditional chinese': 'zh-Hant',
  'simplified chinese': 'zh-Hans',
  中文繁體: 'zh-Hant',
  廣東話: 'zh-Hant',
  pushto: 'ps',
  pashtu: 'ps',
  dari: 'fa-AF',
  farsi: 'fa-AF',
  persian: 'fa-AF',
  فارسی: 'fa-AF',
  bangla: 'bn',
  'af soomaali': 'so',
  'tieng viet': 'vi',
};

const byName: ReadonlyMap<string, Language> = new Map([
  ...languageCodes.flatMap((code): [string, Language][] => [
    [fold(languages[code].name), code],
    [fold(languages[code].ownName), code],
    ...namesByIntl(code),
  ]),
  ...Object.entries(otherNames).map(([name, code]): [string, Language] => [fold(name), code]),
]);

/**
 * A language by its code (`es`, `es-MX`, `spa`) or its name, in English or in the language itself. Pure.
 * `reason` says that the name means nothing here, or a language Recado does not write.
 */
export function readLanguage(cell: string): ReadLanguage {
  const folded = fold(cell);
  if (unknown.has(folded) || folded === 'n a') return { language: null };
  const named = byName.get(folded) ?? byName.get(fold(cell.split(/[;,/(]/u)[0] ?? ''));
  if (named) return { language: named };
  const tag = cell.trim().replaceAll('_', '-');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(tag)) return { reason: 'no language is called that' };
  const code = languageFor(tag) ?? languageFor(canonical(tag));
  if (code) return { language: code };
  return { reason: 'Recado does not write this language yet, or there is none with this code' };
}

/** ISO 639-2 codes of three letters become those of two where there are such. */
function canonical(tag: string): string {
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return tag;
  }
}

function namesByIntl(code: Language): [string, Language][] {
  const names = ['en', code].flatMap((locale) => {
    const name = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }).of(code);
    return name === undefined ? [] : [name];
  });
  return names.map((name) => [fold(name), code]);
}

/** Lower case, without accents and punctuation, blanks as one. Marks that are letters of their script stay. */
function fold(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
