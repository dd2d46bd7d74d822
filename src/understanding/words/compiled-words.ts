import { languageEntry, type Language } from '../../i18n/languages.js';
import type { ListReader, ListWord, PlainWord } from './list-words.js';
import type { WordFormRules } from './word-forms.js';
import type { ListName, PhraseGroup } from './understanding-file.js';

/** A word of a phrase; it is found in a text under any of its keys, itself first. */
export interface PhraseWord extends PlainWord {
  readonly keys: readonly string[];
}

/** One phrase of a locale file. Its words are read when a text first has the first of them: few phrases ever are. */
export class Entry {
  readonly #group: ReadGroup;
  #words: readonly PhraseWord[] | undefined;

  /** @param phrase as it stands in the file, for reasons shown to staff */
  constructor(
    group: ReadGroup,
    readonly phrase: string,
  ) {
    this.#group = group;
  }

  get list(): ListName {
    return this.#group.list;
  }

  /** The group within the list: `opt_out`, `transportation`, `3`. */
  get name(): string {
    return this.#group.name;
  }

  get words(): readonly PhraseWord[] {
    return (this.#words ??= this.#group.read(this.phrase));
  }

  /** One word may stand between the words of the phrase. */
  get allowsGap(): boolean {
    return this.list === 'urgent' && this.words.length >= (this.words.some((word) => word.sign) ? 4 : 3);
  }
}

/** The phrases of a group, and how they are read. */
interface ReadGroup extends PhraseGroup {
  readonly read: (phrase: string) => readonly PhraseWord[];
}

type EntriesByWord = ReadonlyMap<string, readonly Entry[]>;

/** What a language's phrases are found by. Each part is compiled when it is first asked for. */
export interface Vocabulary {
  readonly language: Language;
  readonly forms: WordFormRules;
  /** Entries by every key of their first word. */
  readonly byFirstWord: EntriesByWord;
  /** Those of them that are looked for in texts of every language of the district: wishes about the texting, emergencies. */
  readonly neverMissed: EntriesByWord;
  /** Every word that occurs in some phrase. */
  readonly words: ReadonlySet<string>;
  /** Words long enough to be recognised misspelt, by first letter. */
  readonly longWords: ReadonlyMap<string, readonly string[]>;
  /** For Vietnamese: the same with accents, used where the writer types them; tones tell words apart. */
  readonly withAccents: Vocabulary | null;
}

const isNeverMissed = ({ list }: PhraseGroup): boolean =>
  list === 'consent' || list === 'consentPhrases' || list === 'urgent';

/**
 * The vocabulary of a language.
 * @param read folds the phrases: a `listReader` of the language
 * @param byAccents whether words are told apart by their accents
 */
export function vocabularyOf(
  language: Language,
  groups: readonly PhraseGroup[],
  read: ListReader,
  byAccents = false,
): Vocabulary {
  const { forms } = read;
  const made: Partial<Writable<Vocabulary>> = {};
  return {
    language,
    forms,
    get byFirstWord() {
      return (made.byFirstWord ??= fileByFirstWord(groups, read, byAccents));
    },
    get neverMissed() {
      return (made.neverMissed ??= fileByFirstWord(groups.filter(isNeverMissed), read, byAccents));
    },
    get words() {
      return (made.words ??= wordsOf(groups, read, byAccents));
    },
    get longWords() {
      return (made.longWords ??= guessesSlips(language, forms) ? longWordsOf(this.words) : noLongWords);
    },
    get withAccents() {
      if (byAccents || !forms.accentsTellWords) return null;
      return (made.withAccents ??= vocabularyOf(language, groups, read, true));
    },
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function wordsOf(groups: readonly PhraseGroup[], read: ListReader, byAccents: boolean): ReadonlySet<string> {
  const words = new Set<string>();
  read.visitWords(groups.map(({ phrases }) => phrases.join(' ')).join(' '), ({ accented, plain }) => {
    words.add(byAccents ? accented : plain);
  });
  return words;
}

function fileByFirstWord(
  groups: readonly PhraseGroup[],
  read: ListReader,
  byAccents: boolean,
): EntriesByWord {
  const textOf = ({ accented, plain }: PlainWord): string => (byAccents ? accented : plain);
  const keysOf = (word: ListWord): readonly string[] => (byAccents ? [word.accented] : read.keysOf(word));
  const readAll = (phrase: string): readonly PhraseWord[] =>
    read(phrase).map((word) => ({ ...word, plain: textOf(word), keys: keysOf(word) }));
  const byFirstWord = new Map<string, Entry[]>();
  for (const group of groups) {
    const readGroup = { ...group, read: readAll };
    group.phrases.forEach((phrase) => {
      const first = read.firstOf(phrase);
      if (first === undefined) return;
      const entry = new Entry(readGroup, phrase);
      const keys = keysOf(first);
      for (let n = 0; n < keys.length; n += 1) file(byFirstWord, keys[n] ?? '', entry);
    });
  }
  return byFirstWord;
}

/** Adds to the list at a key. Most lists stay with what they began with. */
function file<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}

const noLongWords: ReadonlyMap<string, readonly string[]> = new Map();

/** Where a letter more or less is an inflection or another word, guessing at slips does more harm than good. */
function guessesSlips(language: Language, forms: WordFormRules): boolean {
  return languageEntry(language)?.script === 'Latin' && !forms.accentsTellWords;
}

function longWordsOf(words: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const longWords = new Map<string, string[]>();
  for (const word of words) {
    const first = word[0];
    if (word.length < 7 || first === undefined) continue;
    file(longWords, first, word);
  }
  return longWords;
}
