import type { ListReader, PlainWord } from './list-words.js';
import type { PreparedText, Word } from '../text/normalise.js';
import type { WordFormRules } from './word-forms.js';

/** Which alarm words a language has. */
export interface Alarms {
  /** What stands between two words in a row: nothing where an alarm may stand within a word. */
  readonly blank: '' | ' ';
  readonly entries: readonly AlarmEntry[];
  /** Whether they are written with accents that tell words apart: Vietnamese ones. */
  readonly byAccents: boolean;
  /** Takes off what the language writes together with a word; null where it writes nothing so. */
  readonly bareWord: WordFormRules['bareAlarm'];
}

interface AlarmEntry {
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
  let byAccents: boolean | undefined;
  return {
    blank,
    bareWord: bareAlarm,
    get entries() {
      return (entries ??= compileEntries(lists, read, blank));
    },
    get byAccents() {
      return (byAccents ??=
        accentsTellWords && this.entries.some(({ plain, accented }) => plain !== accented));
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
      entries.push({ kind, plain: plain + end, accented: accented + end, isOneWord: words.length === 1 });
    });
  }
  return entries;
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
  const { blank } = alarms;
  const rows = [rowOf(words, byAccents ? accentedOf : plainOf, blank)];
  const { bareWord } = alarms;
  if (bareWord !== null) rows.push(rowOf(words, (word) => bareWord(word.plain), blank));
  const found: FoundAlarm[] = [];
  for (const entry of alarms.entries) {
    if (alarms.byAccents && !byAccents && entry.isOneWord) continue;
    const wanted = byAccents ? entry.accented : entry.plain;
    for (const row of rows) {
      const at = placeIn(
        row.text,
        wanted,
        (from) => blank !== '' || isOneStretch(prepared, words, row, from, wanted),
      );
      if (at === -1) continue;
      const first = words[lastAtOrBefore(row.starts, at + blank.length)];
      const last = words[lastAtOrBefore(row.starts, at + wanted.trimEnd().length - 1)];
      if (first === undefined || last === undefined) continue;
      found.push({ kind: entry.kind, start: first.start, end: last.end });
      break;
    }
  }
  return found;
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

function placeIn(text: string, wanted: string, fits: (from: number) => boolean): number {
  let at = text.indexOf(wanted);
  while (at !== -1 && !fits(at)) at = text.indexOf(wanted, at + 1);
  return at;
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
