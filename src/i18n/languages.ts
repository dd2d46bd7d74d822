/** How a language is written. Decides the reading direction and how words are told apart. */
export type Script = 'Latin' | 'Arabic' | 'Bengali' | 'Cyrillic' | 'Devanagari' | 'Han' | 'Hangul';

/** What the house knows about one language. */
export interface LanguageEntry {
  /** Name in English, for staff. */
  readonly name: string;
  /** Name in the language itself, for families. */
  readonly ownName: string;
  readonly script: Script;
  readonly direction: 'ltr' | 'rtl';
  /** Plural categories where Intl does not know the language and would silently take the host's. */
  readonly plurals?: readonly Intl.LDMLPluralRule[];
}

const ltr = (name: string, ownName: string, script: Script): LanguageEntry => ({
  name,
  ownName,
  script,
  direction: 'ltr',
});
const rtl = (name: string, ownName: string): LanguageEntry => ({
  name,
  ownName,
  script: 'Arabic',
  direction: 'rtl',
});

/** The house list: every language the product means to speak, whether or not its locale files exist yet. */
export const languages = {
  en: ltr('English', 'English', 'Latin'),
  es: ltr('Spanish', 'Español', 'Latin'),
  'pt-BR': ltr('Portuguese', 'Português', 'Latin'),
  ht: { ...ltr('Haitian Creole', 'Kreyòl ayisyen', 'Latin'), plurals: ['one', 'other'] },
  'zh-Hans': ltr('Chinese (Simplified)', '简体中文', 'Han'),
  'zh-Hant': ltr('Chinese (Traditional)', '繁體中文', 'Han'),
  ar: rtl('Arabic', 'العربية'),
  ur: rtl('Urdu', 'اردو'),
  ps: rtl('Pashto', 'پښتو'),
  'fa-AF': rtl('Dari', 'دری'),
  bn: ltr('Bengali', 'বাংলা', 'Bengali'),
  hi: ltr('Hindi', 'हिन्दी', 'Devanagari'),
  vi: ltr('Vietnamese', 'Tiếng Việt', 'Latin'),
  ru: ltr('Russian', 'Русский', 'Cyrillic'),
  uk: ltr('Ukrainian', 'Українська', 'Cyrillic'),
  pl: ltr('Polish', 'Polski', 'Latin'),
  sq: ltr('Albanian', 'Shqip', 'Latin'),
  so: ltr('Somali', 'Soomaali', 'Latin'),
  sw: ltr('Swahili', 'Kiswahili', 'Latin'),
  tr: ltr('Turkish', 'Türkçe', 'Latin'),
  fr: ltr('French', 'Français', 'Latin'),
  ko: ltr('Korean', '한국어', 'Hangul'),
} as const satisfies Record<string, LanguageEntry>;

/** A code of the house list, as stored with addresses, messages and translations. */
export type Language = keyof typeof languages;

/** The codes of the house list, in the order they are offered. */
export const languageCodes = Object.keys(languages) as readonly Language[];

/** Whether `code` is exactly a code of the house list (`pt-BR`, not `pt`). */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(languages, code);
}

/** The entry of a code, or null for a code outside the house list. */
export function languageEntry(code: string): LanguageEntry | null {
  return isLanguage(code) ? languages[code] : null;
}

/** The English name of a code; a code outside the house list is its own name. */
export function languageName(code: string): string {
  return languageEntry(code)?.name ?? code;
}

/** The reading direction of a code; left to right for a code outside the house list. */
export function directionOf(code: string): 'ltr' | 'rtl' {
  return languageEntry(code)?.direction ?? 'ltr';
}

/** Codes other systems use for languages of the house list. Keys are lower case. */
const aliases: Readonly<Record<string, Language>> = {
  pt: 'pt-BR',
  zh: 'zh-Hans',
  'zh-cn': 'zh-Hans',
  'zh-sg': 'zh-Hans',
  'zh-tw': 'zh-Hant',
  'zh-hk': 'zh-Hant',
  'zh-mo': 'zh-Hant',
  fa: 'fa-AF',
  prs: 'fa-AF',
  hat: 'ht',
};

/**
 * The language of the house list that a BCP 47 tag from outside means: exact, then known aliases, then the
 * tag's language without its region (`es-MX` is `es`). Null when none fits.
 */
export function languageFor(tag: string): Language | null {
  const lower = tag.trim().replaceAll('_', '-').toLowerCase();
  const exact = languageCodes.find((code) => code.toLowerCase() === lower);
  if (exact !== undefined) return exact;
  if (Object.hasOwn(aliases, lower)) return aliases[lower] ?? null;
  const cut = lower.lastIndexOf('-');
  return cut === -1 ? null : languageFor(lower.slice(0, cut));
}

/**
 * The plural categories a counted text needs in this language: CLDR's through Intl, or the house's own where
 * Intl does not know the language.
 */
export function pluralCategories(code: Language): readonly Intl.LDMLPluralRule[] {
  const entry: LanguageEntry = languages[code];
  return entry.plurals ?? new Intl.PluralRules(code).resolvedOptions().pluralCategories;
}
