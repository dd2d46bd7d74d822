import type { ListWord } from './list-words.js';
import type { PreparedText, Word } from './normalise.js';

/** Which alarm words a language has, ready to be looked for. */
export interface Alarms {
  readonly language: string;
  readonly entries: readonly AlarmEntry[];
  /** Whether they are written with accents that tell words apart: Vietnamese ones. */
  readonly byAccents: boolean;
}

interface AlarmEntry {
  /** The group it is of: a kind of urgency, or `uneasy`. */
  readonly kind: string;
  /** Words joined by blanks, the last one possibly only begun; signs without blanks. */
  readonly plain: string;
  readonly accented: string;
  readonly wholeWord: boolean;
  readonly isOneWord: boolean;
}

/** An alarm word found in a text; `start` and `end` in `PreparedText.clean`. */
export interface FoundAlarm {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Languages written without blanks between words, or with endings glued on: an alarm may stand within a word. */
const isUnspaced = (language: string): boolean => /^(?:zh|ko)/u.test(language);

/** Makes the alarm words of a language ready. `read` folds them: a `listReader` of the language. */
export function compileAlarms(
  language: string,
  alarms: Readonly<Record<string, readonly string[]>>,
  read: (line: string) => readonly ListWord[],
): Alarms {
  const blank = isUnspaced(language) ? '' : ' ';
  const entries = Object.entries(alarms).flatMap(([kind, list]) =>
    list.map((written): AlarmEntry => {
      const wholeWord = written.endsWith('=');
      const words = read(written.replace('=', ''));
      return {
        kind,
        plain: words.map((word) => word.plain).join(blank),
        accented: words.map((word) => word.accented).join(blank),
        wholeWord,
        isOneWord: words.length === 1,
      };
    }),
  );
  const byAccents = language === 'vi' && entries.some(({ plain, accented }) => plain !== accented);
  return { language, entries, byAccents };
}

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
  const blank = isUnspaced(alarms.language) ? '' : ' ';
  const starts: number[] = [];
  let text = blank;
  for (const word of words) {
    starts.push(text.length);
    text += (byAccents ? word.accented : word.plain) + blank;
  }
  const found: FoundAlarm[] = [];
  for (const entry of alarms.entries) {
    if (alarms.byAccents && !byAccents && entry.isOneWord) continue;
    const wanted = `${blank}${byAccents ? entry.accented : entry.plain}${entry.wholeWord ? blank : ''}`;
    const at = wanted.trim() === '' ? -1 : text.indexOf(wanted);
    if (at === -1) continue;
    const from = at + blank.length;
    const first = words[lastAtOrBefore(starts, from)];
    const last = words[lastAtOrBefore(starts, at + wanted.trimEnd().length - 1)];
    if (first !== undefined && last !== undefined)
      found.push({ kind: entry.kind, start: first.start, end: last.end });
  }
  return found;
}

function lastAtOrBefore(starts: readonly number[], place: number): number {
  let n = starts.length - 1;
  while (n > 0 && (starts[n] ?? 0) > place) n -= 1;
  return n;
}
