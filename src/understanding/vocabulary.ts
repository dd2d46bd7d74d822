import { languageEntry, type Language } from '../i18n/languages.js';
import { languagesWith, readLocaleFile } from '../i18n/locale-files.js';
import { alikeWords } from './words/alike-words.js';
import { vocabularyOf, type Vocabulary } from './words/compiled-words.js';
import { compileContactWords, type ContactWords } from './words/contact-words.js';
import { readExamples } from './examples/examples.js';
import { compileWords } from './words/compile-language-words.js';
import type { LanguageWords } from './words/language-words.js';
import { learnLanguage, type Learned } from './examples/learned.js';
import { compileLetters, type Letters } from './words/letters.js';
import { listReader, type ListReader } from './words/list-words.js';
import { compileSmallWords, timeUnitsOf, type SmallWords, type TimeUnit } from './words/small-words.js';
import { phraseGroupsOf, understandingFile, type UnderstandingFile } from './words/understanding-file.js';
import { compileWordForms } from './words/word-forms.js';

/**
 * Everything `understand` needs; made once by `loadUnderstanding`. What a text needs of a language is compiled when it is
 * first asked for (`npm run bench -- understand` says in what time), and kept.
 */
export interface Understanding {
  /** Languages whose words are known. */
  readonly languages: readonly Language[];
  /** The languages whose words an apostrophe joins. */
  readonly splitFor: ReadonlySet<string>;
  /** What the letters of a text tell, by language. */
  readonly letters: ReadonlyMap<string, Letters>;
  /** A word that is nothing but laughter, in any language. */
  readonly laughter: RegExp;
  /** The phrases of a language; undefined for one without words. */
  vocabulary(language: string): Vocabulary | undefined;
  /** The small words a language is told by; undefined for one without words. */
  smallWords(language: string): SmallWords | undefined;
  /** The words rules are made of; undefined for a language without words. */
  words(language: string): LanguageWords | undefined;
  /** The unit of time a word names, in any language; undefined where it names none. */
  timeUnit(word: string): TimeUnit | undefined;
  /** What a language's examples taught; undefined for one without words. */
  learned(language: string): Learned | undefined;
  /** Reads and checks a language's examples, which are read again when it is learned. Throws RecadoError `locale_invalid`. */
  checkExamples(language: string): void;
  /** What a language says about the texting itself: hours, menus, "I do not understand"; undefined for one without words. */
  contact(language: string): ContactWords | undefined;
  /** The words it shares with English, in spelling and in meaning; undefined for one without words. */
  alike(language: string): ReadonlySet<string> | undefined;
}

/**
 * Reads and checks `locales/<code>/understanding.json`, and `examples.json` when a language is first learned. `only` limits
 * the languages; unset, all that have one.
 * Throws RecadoError `locale_invalid`, naming the file and the key.
 */
export function loadUnderstanding(only?: readonly string[], root?: string): Understanding {
  const languages = languagesWith('understanding', root).filter((code) => only?.includes(code) ?? true);
  const sources = new Map<string, Source>(
    languages.map((code) => {
      const file = readLocaleFile(code, 'understanding', understandingFile, root);
      const read = listReader(compileWordForms(file.wordForms));
      return [code, { code, file, read }];
    }),
  );
  const known = [...sources.values()];
  let timeUnits: ReadonlyMap<string, TimeUnit> | undefined;
  return {
    languages,
    splitFor: new Set(known.flatMap(({ code, read }) => (read.forms.apostropheJoins ? [code] : []))),
    letters: new Map(known.map(({ code, file }) => [code, compileLetters(file.letters)])),
    laughter: anyWhole(known.flatMap(({ file }) => file.laughter ?? [])),
    vocabulary: onceFor(sources, ({ code, file, read }) => vocabularyOf(code, phraseGroupsOf(file), read)),
    smallWords: onceFor(sources, (source) => compileSmallWords(source.file, source.read)),
    words: onceFor(sources, (source) => compileWords(source.file, source.read)),
    timeUnit: (word) => (timeUnits ??= timeUnitsOf(known)).get(word),
    learned: onceFor(sources, ({ code, file, read }) => learnLanguage(readExamples(code, root), file, read)),
    checkExamples: (language) => {
      const source = sources.get(language);
      if (source !== undefined) readExamples(source.code, root);
    },
    contact: onceFor(sources, (source) => compileContactWords(source.file, source.read)),
    alike: onceFor(sources, (source) => alikeWords(source.file, (sources.get('en') ?? source).file)),
  };
}

interface Source {
  readonly code: Language;
  readonly file: UnderstandingFile;
  /** Its words, folded once for the vocabulary and the lessons. */
  readonly read: ListReader;
}

/** Words that fit one of these patterns as a whole; folded text is NFKC, so the patterns are made so. */
const anyWhole = (patterns: readonly string[]): RegExp =>
  patterns.length === 0 ? /(?!)/u : new RegExp(`^(?:${patterns.join('|').normalize('NFKC')})$`, 'u');

/** Makes something of a language when it is first asked for, and keeps it. */
function onceFor<T>(
  sources: ReadonlyMap<string, Source>,
  make: (source: Source) => T,
): (language: string) => T | undefined {
  const made = new Map<string, T>();
  return (language) => {
    const known = made.get(language);
    const source = sources.get(language);
    if (known !== undefined || source === undefined) return known;
    const fresh = make(source);
    made.set(language, fresh);
    return fresh;
  };
}

/** Makes ready what texts in any language need of all languages (some 70 ms for all), so that no text waits for it. */
export function readyForAll(understanding: Understanding): void {
  for (const language of understanding.languages) {
    const vocabulary = understanding.vocabulary(language);
    for (const one of [vocabulary, vocabulary?.withAccents]) void one?.neverMissed;
    // Texts in Latin letters are told apart by the words of all languages written so.
    if (languageEntry(language)?.script === 'Latin') void vocabulary?.words;
    understanding.smallWords(language);
    understanding.contact(language);
  }
}

/**
 * Makes the words of some languages ready, and of English, which counts in every text, and learns from their examples
 * (up to half a second each): one after the other, letting other work in between. The first text in any other language
 * does the same; that its examples can be read is seen now, so that a bad file never waits for a family's text.
 * Throws RecadoError `locale_invalid`.
 */
export async function warmUp(understanding: Understanding, languages: readonly string[]): Promise<void> {
  readyForAll(understanding);
  const learned = new Set(['en', ...languages]);
  for (const language of new Set([...learned, ...understanding.languages])) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!learned.has(language)) {
      understanding.checkExamples(language);
      continue;
    }
    void understanding.vocabulary(language)?.byFirstWord;
    understanding.words(language);
    void understanding.learned(language)?.calm;
  }
}
