import type { ListReader, PlainWord } from './list-words.js';
import type { PreparedText, Word } from '../text/normalise.js';
import type { WordFormRules } from './word-forms.js';

/** Which alarm words a language has. */
export interface Alarms {
  /** What stands between two words in a row: nothing where an alarm may stand within a word. */
  readonly blank: '' | ' ';
  /** By the letters they begin with, with and without accents. */
  readonly byBeginning: Readonly<Record<Spelling, ReadonlyMap<string, readonly AlarmEntry[]>>>;
  /** Whether they are written with accents that tell words apart: Vietnamese ones. */
  readonly byAccents: boolean;
  /** Takes off what the language writes together with a word; null where it writes nothing so. */
  readonly bareWord: WordFormRules['bareAlarm'];
}

type Spelling = 'plain' | 'accented';

interface AlarmEntry {
  /** Its place among all of its language: what is found is told in their order. */
  readonly place: number;
  /** The group it is of: a kind of urgency, or `uneasy`. */
  readonly kind: string;
  /** What is looked for in the words of a text in a row: its words, as `rowOf` joins them, the last one possibly only begun. */
  readonly plain: string;
  readonly accented: string;
  readonly isOneWord: boolean;
}

/** An alarm word found in a text; `start` and `end` in `PreparedText.clean`. */
export interface FoundAlarm {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is a word of another language than the text is written in. */
  readonly isForeign?: boolean;
}

/**
 * The alarm words of a language, compiled when they are first looked for. `read` folds them: a `listReader` of the
 * language.
 */
export function alarmsOf(lists: Readonly<Record<string, readonly string[]>>, read: ListReader): Alarms {
  const { bareAlarm, accentsTellWords, withoutBlanks } = read.forms;
  const blank = withoutBlanks ? '' : ' ';
  let entries: readonly AlarmEntry[] | undefined;
  let byBeginning: Alarms['byBeginning'] | undefined;
  let byAccents: boolean | undefined;
  const compiled = (): readonly AlarmEntry[] => (entries ??= compileEntries(lists, read, blank));
  return {
    blank,
    bareWord: bareAlarm,
    get byBeginning() {
      return (byBeginning ??= {
        plain: sortByBeginning(compiled(), 'plain', blank),
        accented: sortByBeginning(compiled(), 'accented', blank),
      });
    },
    get byAccents() {
      return (byAccents ??= accentsTellWords && compiled().some(({ plain, accented }) => plain !== accented));
    },
  };
}

function compileEntries(
  lists: Readonly<Record<string, readonly string[]>>,
  read: ListReader,
  blank: string,
): readonly AlarmEntry[] {
  const entries: AlarmEntry[] = [];
  for (const [kind, list] of Object.entries(lists)) {
    list.forEach((written) => {
      const isWhole = written.endsWith('=');
      const words = read(isWhole ? written.slice(0, -1) : written);
      if (words.length === 0) return;
      let [plain, accented] = ['', ''];
      for (const word of words) {
        plain += blank + word.plain;
        accented += blank + word.accented;
      }
      const end = isWhole ? blank : '';
      entries.push({
        place: entries.length,
        kind,
        plain: plain + end,
        accented: accented + end,
        isOneWord: words.length === 1,
      });
    });
  }
  return entries;
}

/** So many letters are looked up at once: few entries share them, and few are shorter. */
const lettersOfBeginning = 3;

function sortByBeginning(
  entries: readonly AlarmEntry[],
  spelling: Spelling,
  blank: string,
): ReadonlyMap<string, readonly AlarmEntry[]> {
  const sorted = new Map<string, AlarmEntry[]>();
  for (const entry of entries) {
    const beginning = entry[spelling].slice(blank.length, blank.length + lettersOfBeginning);
    const others = sorted.get(beginning);
    if (others === undefined) sorted.set(beginning, [entry]);
    else others.push(entry);
  }
  return sorted;
}

const plainOf = ({ plain }: PlainWord): string => plain;
const accentedOf = ({ accented }: PlainWord): string => accented;

/**
 * The alarm words in a text. `words` as the language divides them. Vietnamese without its accents is too many words
 * at once: there, one word alone is none.
 */
export function findAlarms(
  alarms: Alarms,
  prepared: PreparedText,
  words: readonly Word[],
): readonly FoundAlarm[] {
  const byAccents = alarms.byAccents && prepared.hasAccents;
  const spelling = byAccents ? 'accented' : 'plain';
  const { blank, bareWord } = alarms;
  const rows = [rowOf(words, byAccents ? accentedOf : plainOf, blank)];
  if (bareWord !== null) rows.push(rowOf(words, (word) => bareWord(word.plain), blank));
  const found = new Map<AlarmEntry, FoundAlarm>();
  for (const row of rows) {
    for (const [entry, from] of beginningIn(row.text, alarms.byBeginning[spelling], blank, spelling)) {
      if (found.has(entry) || (alarms.byAccents && !byAccents && entry.isOneWord)) continue;
      const wanted = entry[spelling];
      if (blank === '' && !isOneStretch(prepared, words, row, from, wanted)) continue;
      const first = words[lastAtOrBefore(row.starts, from + blank.length)];
      const last = words[lastAtOrBefore(row.starts, from + wanted.trimEnd().length - 1)];
      if (first === undefined || last === undefined) continue;
      found.set(entry, { kind: entry.kind, start: first.start, end: last.end });
    }
  }
  return [...found].sort(([one], [other]) => one.place - other.place).map(([, alarm]) => alarm);
}

/** The entries that stand in a text, each with the place where it begins there. */
function* beginningIn(
  text: string,
  byBeginning: ReadonlyMap<string, readonly AlarmEntry[]>,
  blank: string,
  spelling: Spelling,
): Generator<readonly [AlarmEntry, number]> {
  for (
    let from = text.indexOf(blank);
    from !== -1 && from < text.length;
    from = text.indexOf(blank, from + 1)
  ) {
    for (let letters = 1; letters <= lettersOfBeginning; letters += 1) {
      const beginning = text.slice(from + blank.length, from + blank.length + letters);
      for (const entry of byBeginning.get(beginning) ?? []) {
        if (text.startsWith(entry[spelling], from)) yield [entry, from];
      }
    }
  }
}

/** The words of a text in a row, and where each begins. */
interface Row {
  readonly text: string;
  readonly starts: readonly number[];
}

function rowOf(words: readonly Word[], textOf: (word: Word) => string, blank: string): Row {
  const starts: number[] = [];
  let text = blank;
  for (const word of words) {
    starts.push(text.length);
    text += textOf(word) + blank;
  }
  return { text, starts };
}

/** Korean has blanks between words: what begins within one of them ends there, too. "문자 주세요" has no "자주". */
function isOneStretch(
  prepared: PreparedText,
  words: readonly Word[],
  row: Row,
  from: number,
  wanted: string,
): boolean {
  const first = lastAtOrBefore(row.starts, from);
  const last = lastAtOrBefore(row.starts, from + wanted.length - 1);
  const followsBlank = (place: number): boolean => {
    const start = words[place]?.start ?? 0;
    return start === 0 || prepared.clean.charAt(start - 1) === ' ';
  };
  if (followsBlank(first)) return true;
  for (let place = first + 1; place <= last; place += 1) if (followsBlank(place)) return false;
  return true;
}

function lastAtOrBefore(starts: readonly number[], place: number): number {
  let n = starts.length - 1;
  while (n > 0 && (starts[n] ?? 0) > place) n -= 1;
  return n;
}
