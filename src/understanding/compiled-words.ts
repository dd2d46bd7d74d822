import { languageEntry, type Language } from '../i18n/languages.js';
import type { ListReader, ListWord } from './list-words.js';
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

/** Files the entries of a language, which `read` has read, under their first words. */
export function compileVocabulary(
  language: Language,
  read: ListReader,
  entries: readonly Entry[],
): Vocabulary {
  if (!read.forms.accentsTellWords) return index(language, read, entries, null);
  const accented = new Map<ListWord, ListWord>();
  const withAccents = (word: ListWord): ListWord => {
    const known = accented.get(word) ?? word.withAccents();
    accented.set(word, known);
    return known;
  };
  const ofAccents = entries.map((entry) => ({ ...entry, words: entry.words.map(withAccents) }));
  return index(language, read, entries, index(language, read, ofAccents, null));
}

function index(
  language: Language,
  { forms, size }: ListReader,
  entries: readonly Entry[],
  withAccents: Vocabulary | null,
): Vocabulary {
  const byFirstWord = new Map<string, Entry[]>();
  const words = new Set<string>();
  // By the places of the words: what was done for a word need not be looked up by its letters again.
  const isKnown = new Uint8Array(size);
  const filedOf = new Array<readonly Entry[][] | undefined>(size);
  const know = ({ plain, place }: ListWord): void => {
    if (isKnown[place] === 1) return;
    isKnown[place] = 1;
    words.add(plain);
  };
  entries.forEach((entry) => {
    entry.words.forEach(know);
    const first = entry.words[0];
    if (first === undefined) return;
    const filed = filedOf[first.place];
    if (filed === undefined) filedOf[first.place] = first.keys.map((key) => file(byFirstWord, key, entry));
    else filed.forEach((list) => list.push(entry));
  });
  const longWords = longWordsOf(words, language, forms);
  return { language, forms, byFirstWord, words, longWords, withAccents };
}

/** Adds to the list at a key, and gives the list. Most lists stay with what they began with. */
function file<T>(lists: Map<string, T[]>, key: string, item: T): T[] {
  const known = lists.get(key);
  known?.push(item);
  const list = known ?? [item];
  if (known === undefined) lists.set(key, list);
  return list;
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
    file(longWords, first, word);
  }
  return longWords;
}
