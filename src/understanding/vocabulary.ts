import { z } from 'zod';
import { languageEntry, type Language } from '../i18n/languages.js';
import { languagesWith, readLocaleFile } from '../i18n/locale-files.js';
import { topics } from '../i18n/topics.js';
import { readExamples, type ExamplesFile } from './examples.js';
import { learnLanguage, type Learned } from './learned.js';
import { prepareText, type PreparedText, type Word } from './normalise.js';
import { numberWordsOf } from './number-words.js';
import { formsInVocabulary } from './word-forms.js';

export const consentKinds = [
  'opt_out',
  'opt_in',
  'help',
  'pause',
  'fewer',
  'alerts_only',
  'wrong_number',
] as const;
/** What a family asks of the texting itself. */
export type ConsentKind = (typeof consentKinds)[number];

export const urgentKinds = ['self_harm', 'violence', 'weapons', 'abuse', 'homeless'] as const;
/** Why a text cannot wait. */
export type UrgentKind = (typeof urgentKinds)[number];

const phrases = z.array(z.string().min(1));
const groups = <Name extends string>(names: readonly Name[]) => z.record(z.enum(names), phrases);

/** The shape of `locales/<lang>/understanding.json`. */
const understandingFile = z.looseObject({
  consent: groups(consentKinds),
  consentPhrases: groups(consentKinds),
  answers: groups(['yes', 'no', 'unsure']),
  numbers: z.record(z.string().regex(/^\d+$/u), phrases),
  topics: groups(topics.filter((topic) => topic !== 'other')),
  kinds: groups(['question', 'request', 'report', 'praise', 'thanks', 'chatter']),
  urgent: groups(urgentKinds),
  notUrgent: phrases,
});
type UnderstandingFile = z.infer<typeof understandingFile>;

export type ListName =
  'consent' | 'consentPhrases' | 'answers' | 'numbers' | 'topics' | 'kinds' | 'urgent' | 'notUrgent';

/** One phrase of a locale file, ready for matching. */
export interface Entry {
  readonly list: ListName;
  /** The group within the list: `opt_out`, `transportation`, `3`. */
  readonly name: string;
  /** As it stands in the file, for reasons shown to staff. */
  readonly phrase: string;
  /** For each word of the phrase, the keys that match it; the word itself first. */
  readonly keys: readonly (readonly string[])[];
  /** One word may stand between the words of the phrase. */
  readonly allowsGap: boolean;
}

/** The words of one language, compiled once. */
export interface Vocabulary {
  readonly language: Language;
  /** Entries by every key of their first word. */
  readonly byFirstWord: ReadonlyMap<string, readonly Entry[]>;
  /** Every word that occurs in some phrase. */
  readonly words: ReadonlySet<string>;
  /** Words long enough to be recognised misspelt, by first letter. */
  readonly longWords: ReadonlyMap<string, readonly string[]>;
  /** For Vietnamese: the same with accents, used where the writer types them; tones tell words apart. */
  readonly withAccents: Vocabulary | null;
}

/** Everything `understand` needs; made once by `loadUnderstanding`. */
export interface Understanding {
  /** Languages whose words are known. */
  readonly languages: readonly Language[];
  /** The words of a language, compiled when first asked for (some 10 ms); undefined for one without words. */
  vocabulary(language: string): Vocabulary | undefined;
  /** What a language's examples taught, learned when first asked for (some 10 ms); undefined for one without words. */
  learned(language: string): Learned | undefined;
}

/**
 * Reads and checks `locales/<code>/understanding.json`. `only` limits the languages; unset, all that have one.
 * Throws RecadoError `locale_invalid`, naming the file and the key.
 */
export function loadUnderstanding(only?: readonly string[], root?: string): Understanding {
  const languages = languagesWith('understanding', root).filter((code) => only?.includes(code) ?? true);
  const files = new Map<string, Source>(
    languages.map((code) => [
      code,
      {
        code,
        file: readLocaleFile(code, 'understanding', understandingFile, root),
        examples: readExamples(code, root),
        listed: undefined,
      },
    ]),
  );
  const compiled = new Map<string, Vocabulary>();
  const taught = new Map<string, Learned>();
  return {
    languages,
    vocabulary: (language) => {
      const known = compiled.get(language);
      const source = files.get(language);
      if (known !== undefined || source === undefined) return known;
      const vocabulary = compile(source.code, wordsOfSource(source));
      compiled.set(language, vocabulary);
      return vocabulary;
    },
    learned: (language) => {
      const known = taught.get(language);
      const source = files.get(language);
      if (known !== undefined || source === undefined) return known;
      const learned = teach(source);
      taught.set(language, learned);
      return learned;
    },
  };
}

interface Source {
  readonly code: Language;
  readonly file: UnderstandingFile;
  readonly examples: ExamplesFile;
  /** Its phrases in words, once somebody asked for them: the vocabulary and the lessons are both made of them. */
  listed: readonly ListedWords[] | undefined;
}

interface ListedWords extends ListedPhrase {
  readonly words: readonly Word[];
}

function wordsOfSource(source: Source): readonly ListedWords[] {
  const { code, file } = source;
  if (source.listed !== undefined) return source.listed;
  const listed = [...listPhrases(code, file)];
  const words = wordsOfLines(
    listed.map(({ phrase }) => phrase),
    code,
  );
  source.listed = listed.map((phrase, n) => ({ ...phrase, words: words[n] ?? [] }));
  return source.listed;
}

function teach(source: Source): Learned {
  const { code, examples } = source;
  return learnLanguage(code, examples, wordsOfSource(source), (lines) => wordsOfLines(lines, code));
}

/**
 * Makes the words of every language ready, one after the other, letting other work in between: the first text of a
 * language would otherwise wait for it, a tenth of a second or more.
 */
export async function warmUp(understanding: Understanding): Promise<void> {
  if (warm.has(understanding)) return;
  for (const language of understanding.languages) {
    understanding.vocabulary(language);
    understanding.learned(language);
    await new Promise((resolve) => setImmediate(resolve));
  }
  warm.add(understanding);
}

const warm = new WeakSet<Understanding>();

interface ListedPhrase {
  readonly list: ListName;
  readonly name: string;
  readonly phrase: string;
}

function* listPhrases(code: Language, file: UnderstandingFile): Generator<ListedPhrase> {
  for (const list of [
    'consent',
    'consentPhrases',
    'answers',
    'numbers',
    'topics',
    'kinds',
    'urgent',
  ] as const) {
    for (const [name, found] of Object.entries(file[list])) {
      for (const phrase of found) yield { list, name, phrase };
    }
  }
  for (const { number, phrase } of numberWordsOf(code)) yield { list: 'numbers', name: number, phrase };
  for (const phrase of file.notUrgent) yield { list: 'notUrgent', name: 'idiom', phrase };
}

/** Languages whose words an apostrophe joins ("l'autobus", "m'ap vini"). */
const splitsAtApostrophes = new Set<string>(['fr', 'ht']);

/** The words of a text as this language divides them. */
export function wordsFor(prepared: PreparedText, language: string): readonly Word[] {
  return splitsAtApostrophes.has(language) ? prepared.splitWords : prepared.words;
}

function compile(language: Language, listed: readonly ListedWords[]): Vocabulary {
  const wordLists = listed.map(({ words }) => words);
  const withAccents =
    language === 'vi' ? index(language, listed, wordLists, (word) => word.accented, null) : null;
  return index(language, listed, wordLists, (word) => word.plain, withAccents);
}

/** Prepares many short phrases in one go, which is several times as fast as one by one. */
function wordsOfLines(lines: readonly string[], language: string): Word[][] {
  const prepared = prepareText(lines.map((line) => line.replaceAll('\n', ' ').trim() || '-').join('\n'));
  const perLine: Word[][] = lines.map(() => []);
  let line = 0;
  let lineEnd = prepared.clean.indexOf('\n');
  for (const word of wordsFor(prepared, language)) {
    while (lineEnd !== -1 && word.start > lineEnd) {
      line += 1;
      lineEnd = prepared.clean.indexOf('\n', lineEnd + 1);
    }
    perLine[line]?.push(word);
  }
  return perLine;
}

function index(
  language: Language,
  listed: readonly ListedPhrase[],
  wordLists: readonly (readonly Word[])[],
  textOf: (word: Word) => string,
  withAccents: Vocabulary | null,
): Vocabulary {
  const byFirstWord = new Map<string, Entry[]>();
  const words = new Set<string>();
  const formsOf = new Map<string, readonly string[]>();
  const keysOf = (word: string): readonly string[] => {
    const known = formsOf.get(word) ?? formsInVocabulary(word, language);
    formsOf.set(word, known);
    return known;
  };
  listed.forEach((item, position) => {
    const parts = wordLists[position] ?? [];
    const keys = parts.map((word) => keysOf(textOf(word)));
    const shortest = parts.some((word) => word.sign) ? 4 : 3;
    const entry: Entry = { ...item, keys, allowsGap: item.list === 'urgent' && keys.length >= shortest };
    for (const part of parts) words.add(textOf(part));
    for (const key of keys[0] ?? []) {
      const entries = byFirstWord.get(key);
      if (entries === undefined) byFirstWord.set(key, [entry]);
      else entries.push(entry);
    }
  });
  return { language, byFirstWord, words, longWords: longWordsOf(words, language), withAccents };
}

function longWordsOf(words: ReadonlySet<string>, language: Language): ReadonlyMap<string, readonly string[]> {
  const longWords = new Map<string, string[]>();
  // Where a letter more or less is an inflection or another word, guessing at slips does more harm than good.
  if (languageEntry(language)?.script !== 'Latin' || language === 'vi') return longWords;
  for (const word of words) {
    const first = word[0];
    if (word.length < 7 || first === undefined) continue;
    const list = longWords.get(first);
    if (list === undefined) longWords.set(first, [word]);
    else list.push(word);
  }
  return longWords;
}
