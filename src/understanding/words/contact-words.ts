import { listReader, type ListReader } from './list-words.js';
import { phraseGroups, phraseList } from './phrase-list.js';
import { compileWordForms } from './word-forms.js';

export const weekdayNames = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Words for hours: when a family wants to be texted. */
export const hourGroups = [
  'morning',
  'noon',
  'afternoon',
  'evening',
  'anytime',
  'weekend',
  'weekday',
  'after',
  'before',
  'between',
  'to',
  'am',
  'pm',
  'clock',
  'only',
  'textMe',
  'polite',
] as const;

/** Words for "not now" and for when that ends. */
export const laterGroups = [
  'notNow',
  'away',
  'until',
  'tomorrow',
  'thisWeek',
  'nextWeek',
  ...weekdayNames,
] as const;

export type TimeGroup = (typeof hourGroups)[number] | (typeof laterGroups)[number];

/** Names of days and of times of day: when something is, not how long or how often. */
export const namedTimes: ReadonlySet<TimeGroup> = new Set<TimeGroup>([
  ...weekdayNames,
  'morning',
  'noon',
  'afternoon',
  'evening',
  'weekend',
  'weekday',
]);

export const menus = ['language', 'hours', 'channel'] as const;
/** A list a family can open with a word. */
export type Menu = (typeof menus)[number];

/** The parts of `locales/<lang>/understanding.json` that are about the texting itself. */
export const contactLists = {
  /** Hours, days, and "not now". */
  times: phraseGroups([...hourGroups, ...laterGroups], 1),
  /** How families say that they did not understand a text, each the whole of what they write. */
  confused: phraseList(1),
  /** Words that open a list, each the whole of a text; besides the one the language's texts name. */
  menu: phraseGroups(menus, 1),
};
export interface ContactFile {
  times: Record<TimeGroup, readonly string[]>;
  confused: readonly string[];
  menu: Record<Menu, readonly string[]>;
}

/** What a language's lists say about the texting itself, ready for matching. */
export interface ContactWords {
  readonly confused: ReadonlySet<string>;
  readonly menu: Readonly<Record<Menu, ReadonlySet<string>>>;
  /** Phrases of times by their first word, the longest first. */
  readonly times: ReadonlyMap<string, readonly TimePhrase[]>;
}

export interface TimePhrase {
  readonly group: TimeGroup;
  readonly words: readonly string[];
}

/** Makes a language's lists ready, its times when they are first looked for. `own` reads its other lists. Pure. */
export function compileContactWords(file: ContactFile, own: ListReader): ContactWords {
  let times: ContactWords['times'] | undefined;
  const folded = (list: readonly string[]): Set<string> => new Set(list.map(foldWhole));
  return {
    confused: folded(file.confused),
    menu: {
      language: folded(file.menu.language),
      hours: folded(file.menu.hours),
      channel: folded(file.menu.channel),
    },
    get times() {
      return (times ??= compileTimes(file.times, own));
    },
  };
}

function compileTimes(file: ContactFile['times'], own: ListReader): ContactWords['times'] {
  // Every language divides these as they stand; see `time-phrases.ts`.
  const read = own.forms.apostropheJoins ? listReader(compileWordForms()) : own;
  const wordsOf = (phrase: string): string[] => read(phrase).map(({ plain }) => plain);
  const times = new Map<string, TimePhrase[]>();
  const weeks = file.thisWeek.map((phrase) => wordsOf(phrase).join(' '));
  const add = (group: TimeGroup, words: readonly string[]): void => {
    const [first] = words;
    if (first === undefined) return;
    const filed = times.get(first);
    if (filed === undefined) times.set(first, [{ group, words }]);
    else filed.push({ group, words });
  };
  for (const [group, list] of Object.entries(file) as [TimeGroup, readonly string[]][]) {
    for (const phrase of list) {
      const words = wordsOf(phrase);
      add(group, words);
      // "Not this week" says until when as well.
      if (group !== 'notNow') continue;
      const text = ` ${words.join(' ')} `;
      if (weeks.some((week) => text.includes(` ${week} `))) add('thisWeek', words);
    }
  }
  for (const found of times.values()) found.sort((a, b) => b.words.length - a.words.length);
  return times;
}

/**
 * A whole text made comparable, however it is spelt: lower case, without accents, vowel marks, spaces and whatever else
 * is no letter or digit. "No  entendi!!" is "noentendi". Pure.
 */
export function foldWhole(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
