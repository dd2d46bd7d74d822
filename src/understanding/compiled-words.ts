import { languageEntry, type Language } from '../i18n/languages.js';
import type { ListWord } from './list-words.js';
import type { WordFormRules } from './word-forms.js';
import { forEachPhrase, type ListName, type UnderstandingFile } from './understanding-file.js';

/** One phrase of a locale file, ready for matching. */
export interface Entry {
  readonly list: ListName;
  /** The group within the list: `opt_out`, `transportation`, `3`. */
  readonly name: string;
  /** As it stands in the file, for reasons shown to staff. */
  readonly phrase: string;
  /** Its words; each is found under any of its keys. */
  readonly words: readonly ListWord[];
  /** One word may stand between the words of the phrase. */
  readonly allowsGap: boolean;
}

/** The words of one language, compiled once. */
export interface Vocabulary {
  readonly language: Language;
  readonly forms: WordFormRules;
  /** Entries by every key of their first word. */
  readonly byFirstWord: ReadonlyMap<string, readonly Entry[]>;
  /** Every word that occurs in some phrase. */
  readonly words: ReadonlySet<string>;
  /** Words long enough to be recognised misspelt, by first letter. */
  readonly longWords: ReadonlyMap<string, readonly string[]>;
  /** For Vietnamese: the same with accents, used where the writer types them; tones tell words apart. */
  readonly withAccents: Vocabulary | null;
}

/** The phrases of a file in words. `read` folds them: a `listReader` of the language. */
export function listEntries(
  file: UnderstandingFile,
  read: (line: string) => readonly ListWord[],
): readonly Entry[] {
  const entries: Entry[] = [];
  const take = (list: ListName, name: string, phrase: string): void => {
    const words = read(phrase);
    const allowsGap = list === 'urgent' && words.length >= (words.some((word) => word.sign) ? 4 : 3);
    entries.push({ list, name, phrase, words, allowsGap });
  };
  forEachPhrase(file, take);
  return entries;
}

/** Files the entries of a language under their first words. */
export function compileVocabulary(
  language: Language,
  forms: WordFormRules,
  entries: readonly Entry[],
): Vocabulary {
  if (!forms.accentsTellWords) return index(language, forms, entries, null);
  const accented = new Map<ListWord, ListWord>();
  const withAccents = (word: ListWord): ListWord => {
    const known = accented.get(word) ?? { ...word, plain: word.accented, keys: [word.accented] };
    accented.set(word, known);
    return known;
  };
  const ofAccents = entries.map((entry) => ({ ...entry, words: entry.words.map(withAccents) }));
  return index(language, forms, entries, index(language, forms, ofAccents, null));
}

function index(
  language: Language,
  forms: WordFormRules,
  entries: readonly Entry[],
  withAccents: Vocabulary | null,
): Vocabulary {
  const byFirstWord = new Map<string, Entry[]>();
  const words = new Set<string>();
  for (const entry of entries) {
    for (const { plain } of entry.words) words.add(plain);
    for (const key of entry.words[0]?.keys ?? []) {
      const filed = byFirstWord.get(key);
      if (filed === undefined) byFirstWord.set(key, [entry]);
      else filed.push(entry);
    }
  }
  const longWords = longWordsOf(words, language, forms);
  return { language, forms, byFirstWord, words, longWords, withAccents };
}

function longWordsOf(
  words: ReadonlySet<string>,
  language: Language,
  forms: WordFormRules,
): ReadonlyMap<string, readonly string[]> {
  const longWords = new Map<string, string[]>();
  // Where a letter more or less is an inflection or another word, guessing at slips does more harm than good.
  if (languageEntry(language)?.script !== 'Latin' || forms.accentsTellWords) return longWords;
  for (const word of words) {
    const first = word[0];
    if (word.length < 7 || first === undefined) continue;
    const list = longWords.get(first);
    if (list === undefined) longWords.set(first, [word]);
    else list.push(word);
  }
  return longWords;
}
