import type { Language } from '../i18n/languages.js';
import { languagesWith, readLocaleFile } from '../i18n/locale-files.js';
import { alikeWords } from './alike-words.js';
import { compileVocabulary, type Vocabulary } from './compiled-words.js';
import { compileContactWords, type ContactWords } from './contact-words.js';
import { readExamples, type ExamplesFile } from './examples.js';
import { compileWords, type LanguageWords } from './language-words.js';
import { learnLanguage, type Learned } from './learned.js';
import { compileLetters, type Letters } from './letters.js';
import { listReader, type ListReader } from './list-words.js';
import { understandingFile, type UnderstandingFile } from './understanding-file.js';
import { compileWordForms } from './word-forms.js';

/** Everything `understand` needs; made once by `loadUnderstanding`. */
export interface Understanding {
  /** Languages whose words are known. */
  readonly languages: readonly Language[];
  /** The languages whose words an apostrophe joins. */
  readonly splitFor: ReadonlySet<string>;
  /** What the letters of a text tell, by language. */
  readonly letters: ReadonlyMap<string, Letters>;
  /** A word that is nothing but laughter, in any language. */
  readonly laughter: RegExp;
  /** The words of a language, compiled when first asked for (some 5 ms); undefined for one without words. */
  vocabulary(language: string): Vocabulary | undefined;
  /** The words rules are made of; undefined for a language without words. */
  words(language: string): LanguageWords | undefined;
  /** What a language's examples taught; undefined for one without words. */
  learned(language: string): Learned | undefined;
  /** What a language says about the texting itself: hours, menus, "I do not understand"; undefined for one without words. */
  contact(language: string): ContactWords | undefined;
  /** The words it shares with English, in spelling and in meaning; undefined for one without words. */
  alike(language: string): ReadonlySet<string> | undefined;
}

/**
 * Reads and checks `locales/<code>/understanding.json`. `only` limits the languages; unset, all that have one.
 * Throws RecadoError `locale_invalid`, naming the file and the key.
 */
export function loadUnderstanding(only?: readonly string[], root?: string): Understanding {
  const languages = languagesWith('understanding', root).filter((code) => only?.includes(code) ?? true);
  const sources = new Map<string, Source>(
    languages.map((code) => {
      const file = readLocaleFile(code, 'understanding', understandingFile, root);
      const examples = readExamples(code, root);
      const read = listReader(compileWordForms(file.wordForms));
      return [code, { code, file, examples, read }];
    }),
  );
  const known = [...sources.values()];
  return {
    languages,
    splitFor: new Set(known.flatMap(({ code, read }) => (read.forms.apostropheJoins ? [code] : []))),
    letters: new Map(known.map(({ code, file }) => [code, compileLetters(file.letters)])),
    laughter: anyWhole(known.flatMap(({ file }) => file.laughter ?? [])),
    vocabulary: onceFor(sources, (source) => compileVocabulary(source.code, source.file, source.read)),
    words: onceFor(sources, (source) => compileWords(source.file, source.read)),
    learned: onceFor(sources, (source) => learnLanguage(source.examples, source.file, source.read)),
    contact: onceFor(sources, (source) => compileContactWords(source.file, source.read)),
    alike: onceFor(sources, (source) => alikeWords(source.file, (sources.get('en') ?? source).file)),
  };
}

interface Source {
  readonly code: Language;
  readonly file: UnderstandingFile;
  readonly examples: ExamplesFile;
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

/**
 * Makes the words of every language ready and learns from its examples, one language after the other, letting other work
 * in between, so that the first text of a language does not wait for them.
 */
export async function warmUp(understanding: Understanding): Promise<void> {
  if (warm.has(understanding)) return;
  for (const language of understanding.languages) {
    understanding.vocabulary(language);
    understanding.words(language);
    void understanding.learned(language)?.model;
    understanding.contact(language);
    await new Promise((resolve) => setImmediate(resolve));
  }
  warm.add(understanding);
}

const warm = new WeakSet<Understanding>();
