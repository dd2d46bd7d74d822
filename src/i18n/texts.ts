import { createInstance, type i18n } from 'i18next';
import { z } from 'zod';
import { RecadoError } from '../lib/errors.js';
import { languages, pluralCategories, type Language, type LanguageEntry } from './languages.js';
import { languagesWith, readLocaleFile } from './locale-files.js';
import { withoutWithdrawn, type WithdrawnText } from './withdrawn-texts.js';

/** Values for the placeholders of a text. `count` also picks the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Flat keys (`transportation.busTime`) to texts, placeholders still in them. */
export type FlatTexts = ReadonlyMap<string, string>;

/** All texts families are sent, in every language that has a locale folder. */
export interface Texts {
  /**
   * The text of `key` in `language`, else without its region, else in English, placeholders filled in.
   * Throws RecadoError `text_missing` for a key English lacks, `text_value_missing` for a placeholder without value.
   */
  text(language: string, key: string, values?: TextValues): string;
  /** Whether `key` exists in that very language. For a counted text: in every plural form the language needs. */
  has(language: string, key: string): boolean;
  /** Texts families are sent that staff do not choose from, by flat key. Empty for a language without locale files. */
  sent(language: string): FlatTexts;
  /** The same as the locale files have them, whatever was withdrawn. */
  inFile(language: string): FlatTexts;
  /**
   * From now on these words of the files are not used: what was corrected is said in the words of the correction, the
   * rest counts as missing and goes in English. Takes the place of what was withdrawn before.
   */
  withdraw(withdrawn: readonly WithdrawnText[]): void;
  /** Another object as soon as any words are others. */
  edition(): object;
  /** Languages with a locale folder, in the order of the house list. */
  languages(): readonly Language[];
  /** Ready replies staff choose from, by flat key. Empty for a language without locale files. */
  readyReplies(language: string): FlatTexts;
  /** Short texts families commonly send, by flat key. */
  familyPhrases(language: string): FlatTexts;
  /** Learning prompts of the built-in library, by flat key. */
  prompts(language: string): FlatTexts;
}

/** Texts in groups; which of them are no texts is told by `flatten`, with the whole key. */
const group = z.record(z.string(), z.unknown());

const review = z.object({
  state: z.string().min(1),
  by: z.string().nullable(),
  at: z.string().nullable(),
});
const textsFile = z.looseObject({ _review: review, replies: group, family: group });
const libraryFile = z.object({ _review: review, prompts: group });

interface LocaleTexts {
  readonly sent: FlatTexts;
  readonly replies: FlatTexts;
  readonly family: FlatTexts;
  readonly prompts: FlatTexts;
}

const noTexts: FlatTexts = new Map();

/**
 * Reads every `locales/<code>/texts.json` and `library.json` once.
 * `root` is the folder of the locales; unset, the one beside `src/`.
 * Throws RecadoError `locale_invalid`, naming the file and the key.
 */
export function loadTexts(root?: string): Texts {
  const codes = languagesWith('texts', root);
  const locales = new Map<string, LocaleTexts>(codes.map((code) => [code, readLocale(code, root)]));
  const inFile = new Map<string, FlatTexts>([...locales].map(([code, { sent }]) => [code, sent]));
  let edition = editionOf(inFile, []);

  return {
    text: (language, key, values = {}) => {
      // `replace` keeps the names of values apart from i18next's own options; texts never refer to other texts.
      const count = typeof values.count === 'number' ? { count: values.count } : {};
      const text = edition.instance.t(key, { ...count, lng: language, replace: values, nest: false });
      if (text !== key) return text;
      throw new RecadoError('text_missing', `No locale file has the text "${key}".`);
    },
    has: (language, key) => hasText(edition.sent.get(language) ?? noTexts, language, key),
    sent: (language) => edition.sent.get(language) ?? noTexts,
    inFile: (language) => inFile.get(language) ?? noTexts,
    withdraw: (withdrawn) => {
      const name = nameOf(withdrawn);
      if (name !== edition.name) edition = editionOf(inFile, withdrawn);
    },
    edition: () => edition,
    languages: () => codes,
    readyReplies: (language) => locales.get(language)?.replies ?? noTexts,
    familyPhrases: (language) => locales.get(language)?.family ?? noTexts,
    prompts: (language) => locales.get(language)?.prompts ?? noTexts,
  };
}

/** The texts as they are used, until something is withdrawn or taken back. */
interface Edition {
  readonly name: string;
  readonly sent: ReadonlyMap<string, FlatTexts>;
  readonly instance: i18n;
}

function editionOf(inFile: ReadonlyMap<string, FlatTexts>, withdrawn: readonly WithdrawnText[]): Edition {
  const sent = new Map(
    [...inFile].map(([code, texts]) => [code, withoutWithdrawn(code, texts, withdrawn)] as const),
  );
  return { name: nameOf(withdrawn), sent, instance: translator(sent) };
}

/** The same for the same withdrawals in any order. */
function nameOf(withdrawn: readonly WithdrawnText[]): string {
  return withdrawn
    .map(({ language, key, wrong, correction }) => JSON.stringify([language, key, wrong, correction]))
    .sort()
    .join();
}

function readLocale(code: Language, root: string | undefined): LocaleTexts {
  const { _review: _, replies, family, ...sent } = readLocaleFile(code, 'texts', textsFile, root);
  const hasLibrary = languagesWith('library', root).includes(code);
  const library = hasLibrary ? readLocaleFile(code, 'library', libraryFile, root).prompts : {};
  const name = `locales/${code}/texts.json`;
  return {
    sent: flatten(sent, name),
    replies: flatten(replies, name, 'replies'),
    family: flatten(family, name, 'family'),
    prompts: flatten(library, `locales/${code}/library.json`, 'prompts'),
  };
}

/** Groups within groups as one list of keys, which leave out the name of the outermost group where one is given. */
function flatten(tree: Readonly<Record<string, unknown>>, file: string, outermost = ''): Map<string, string> {
  const flat = new Map<string, string>();
  const add = (group: Readonly<Record<string, unknown>>, prefix: string): void => {
    for (const [name, value] of Object.entries(group)) {
      const key = prefix === '' ? name : `${prefix}.${name}`;
      if (typeof value === 'string') flat.set(key, value);
      else if (isGroup(value)) add(value, key);
      else throw notAText(file, outermost === '' ? key : `${outermost}.${key}`);
    }
  };
  add(tree, '');
  return flat;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notAText(file: string, key: string): RecadoError {
  return new RecadoError('locale_invalid', `${file}, key "${key}": must be a text or a group of texts`);
}

function hasText(sent: FlatTexts, language: string, key: string): boolean {
  if ((sent.get(key) ?? '') !== '') return true;
  if (!Object.hasOwn(languages, language)) return false;
  return pluralCategories(language as Language).every((form) => (sent.get(`${key}_${form}`) ?? '') !== '');
}

/** i18next over the flat texts: keys are looked up as they stand, so a `.` in a text or name means nothing. */
function translator(sent: ReadonlyMap<string, FlatTexts>): i18n {
  const instance = createInstance();
  const resources = Object.fromEntries(
    [...sent].map(([code, texts]) => [code, { texts: Object.fromEntries(texts) }]),
  );
  // Everything is at hand, so nothing is loaded later; i18next then initialises before it returns.
  void instance.init({
    resources,
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'texts',
    ns: ['texts'],
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    returnEmptyString: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false, skipOnVariables: true },
    missingInterpolationHandler: (_text: string, match: RegExpMatchArray) => {
      throw new RecadoError('text_value_missing', `The text needs a value for ${match[0]}.`);
    },
  });
  pinPluralRules(instance);
  return instance;
}

/** Intl silently answers with the host's rules for a language it does not know; the host must not matter. */
function pinPluralRules(instance: i18n): void {
  const resolver = instance.services.pluralResolver as {
    getRule: (code: string, options?: { ordinal?: boolean }) => Intl.PluralRules;
  };
  const original = resolver.getRule.bind(resolver);
  const pinned = new Map(
    Object.entries(languages as Record<string, LanguageEntry>)
      .filter(([, entry]) => entry.plurals !== undefined)
      .map(([code]) => [code, new Intl.PluralRules('en')]),
  );
  resolver.getRule = (code, options) => pinned.get(code) ?? original(code, options);
}
