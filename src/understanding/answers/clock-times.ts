import type { TimeGroup } from '../words/contact-words.js';
import type { ClockWords } from '../words/clock-words.js';
import { timePieces, type TimePiece } from '../reading/time-phrases.js';
import type { Understanding } from '../vocabulary.js';

/** A time of day as a text says it. */
export interface ClockTime {
  /** Minutes since midnight; without `half` they may as well be twelve hours later. */
  readonly minutes: number;
  readonly half: 'am' | 'pm' | null;
  /** The text says that it is a time: "at 5 pm", "half past five"; a bare number may count something else. */
  readonly isSure: boolean;
  /** Whether minutes are said: "five" may be meant for "5:30". */
  readonly hasMinutes: boolean;
}

const looked: ReadonlySet<TimeGroup> = new Set([
  'morning',
  'noon',
  'afternoon',
  'evening',
  'clock',
  'am',
  'pm',
]);
const halfDay = 12 * 60;

type Token =
  | { kind: 'hour'; value: number; hasMinutes: boolean; isNoon?: boolean }
  | { kind: 'half' | 'quarter' | 'halfTo' | 'quarterTo' | 'clock' | 'am' | 'pm' | 'other' };

/** The times of day a text names, in figures or in words: "17:00", "half past five", "o trzeciej", "साढ़े ग्यारह". Pure. */
export function clockTimesIn(
  u: Understanding,
  text: string,
  languages: readonly string[],
): readonly ClockTime[] {
  const tokens = tokensOf(u, text, languages);
  const fromSix = languages.some((code) => u.words(code)?.clock.hoursFromSix === true);
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'hour' || isMinutes(tokens, at)) return [];
    const near = around(tokens, at);
    const half = near.has('pm') ? 'pm' : near.has('am') ? 'am' : null;
    const counted = fromSix && near.has('clock') && !token.hasMinutes && token.value <= halfDay;
    const hour = counted ? (token.value + halfDay / 2) % halfDay : token.value;
    const minutes = hour + minutesBeside(tokens, at);
    const hasMinutes = token.hasMinutes || minutes !== hour;
    const isSure = hasMinutes || near.has('clock') || half !== null || token.isNoon === true;
    return [{ minutes, half, hasMinutes, isSure }];
  });
}

/** The numbers and words of time in a text, in their order. */
function tokensOf(u: Understanding, text: string, languages: readonly string[]): readonly Token[] {
  const pieces = timePieces(u, text, languages, looked);
  const lists = languages.flatMap((code) => u.words(code)?.clock.words ?? []);
  const tokens: Token[] = [];
  for (let at = 0; at < pieces.length;) {
    const said = clockPhraseAt(lists, pieces, at);
    const piece = pieces[at];
    if (said !== undefined) tokens.push(said.token);
    else if (piece !== undefined) tokens.push(tokenOf(piece));
    at += said?.length ?? 1;
  }
  return tokens.some(({ kind }) => kind === 'hour') ? tokens : withNoon(tokens, pieces);
}

/** "Midi et quart": noon is an hour where no other is said. */
function withNoon(tokens: readonly Token[], pieces: readonly TimePiece[]): readonly Token[] {
  const isNoon = (piece: TimePiece): boolean => piece.kind === 'phrase' && piece.groups.has('noon');
  const isOne = pieces.filter(isNoon).length === 1;
  if (!isOne || pieces.length !== tokens.length) return isOne ? noonOfMany(tokens) : tokens;
  return tokens.map((token, place) => {
    const piece = pieces[place];
    return piece !== undefined && isNoon(piece) ? noon : token;
  });
}

const noon: Token = { kind: 'hour', value: halfDay, hasMinutes: false, isNoon: true };

/** Where phrases of several pieces stand beside it, noon is the only half of the day there is. */
function noonOfMany(tokens: readonly Token[]): readonly Token[] {
  const halves = tokens.filter(({ kind }) => kind === 'am' || kind === 'pm');
  return halves.length === 1 ? tokens.map((token) => (halves.includes(token) ? noon : token)) : tokens;
}

function tokenOf(piece: TimePiece): Token {
  if (piece.kind === 'unknown') return { kind: 'other' };
  if (piece.kind === 'number') return hourToken(piece.value) ?? { kind: 'other' };
  const has = (...groups: readonly TimeGroup[]): boolean => groups.some((group) => piece.groups.has(group));
  if (has('clock')) return { kind: 'clock' };
  return { kind: has('am', 'morning') && !has('pm') ? 'am' : 'pm' };
}

/** A number as a time: 5, 17, or 1730; null where it is none. */
function hourToken(value: number): Token | null {
  const [hour, minute] = value >= 100 ? [Math.floor(value / 100), value % 100] : [value, 0];
  if (hour > 59 || minute > 59) return null;
  return { kind: 'hour', value: hour * 60 + minute, hasMinutes: value >= 100 };
}

/** No phrase of the lists has more words. */
const longestPhrase = 4;

/** The longest phrase for an hour, a half or a quarter that begins here. */
function clockPhraseAt(
  lists: readonly ClockWords[],
  pieces: readonly TimePiece[],
  at: number,
): { token: Token; length: number } | undefined {
  for (let length = longestPhrase; length > 0; length -= 1) {
    const words = pieces
      .slice(at, at + length)
      .flatMap((piece) => (piece.kind === 'unknown' ? piece.word : []));
    if (words.length < length) continue;
    const phrase = words.join(' ');
    for (const list of lists) {
      const hour = list.hours.get(phrase);
      if (hour !== undefined) return { token: hourToken(hour) ?? { kind: 'other' }, length };
      for (const kind of ['half', 'quarter', 'halfTo', 'quarterTo'] as const)
        if (list[kind].has(phrase)) return { token: { kind }, length };
    }
  }
  return undefined;
}

/** "10:30" said as two numbers: the second, after an hour and "o'clock" at most. */
function isMinutes(tokens: readonly Token[], at: number): boolean {
  const [token, last, hour] = [tokens[at], tokens[at - 1], tokens[at - 2]];
  if (token?.kind !== 'hour' || token.hasMinutes || token.value < 10 * 60) return false;
  const before = last?.kind === 'clock' ? hour : last;
  return (
    before?.kind === 'hour' &&
    !before.hasMinutes &&
    before.value <= 24 * 60 &&
    !isMinutes(tokens, at - (before === last ? 1 : 2))
  );
}

/** What a half, a quarter or minutes beside an hour add to it. */
function minutesBeside(tokens: readonly Token[], at: number): number {
  const after = tokens[at + 1]?.kind === 'clock' ? at + 2 : at + 1;
  const [last, next] = [tokens[at - 1]?.kind, tokens[after]];
  if (last === 'halfTo') return -30;
  if (last === 'quarterTo') return -15;
  if (next?.kind === 'hour' && isMinutes(tokens, after)) return next.value / 60;
  if (next?.kind === 'half' || last === 'half') return 30;
  if (next?.kind === 'quarterTo') return -15;
  return next?.kind === 'quarter' || last === 'quarter' ? 15 : 0;
}

/** How far from an hour its part of the day stands: "at five in the late afternoon". */
const reach = 3;

/** What is said of an hour right beside it: that it is one, and of which half of the day. */
function around(tokens: readonly Token[], at: number): ReadonlySet<Token['kind']> {
  const found = new Set<Token['kind']>();
  for (const step of [1, -1]) {
    for (let n = 1; n <= reach; n += 1) {
      const kind = tokens[at + step * n]?.kind;
      if (kind === undefined || kind === 'hour') break;
      if (kind === 'clock' && n === 1) found.add(kind);
      const isHalf = kind === 'am' || kind === 'pm';
      if (isHalf && !found.has('am') && !found.has('pm')) found.add(kind);
    }
  }
  return found;
}

/** The options a time fits: to the minute, or by its hour where no minutes are said. `times` has one of each option. */
export function optionsAt(time: ClockTime, times: readonly ClockTime[]): readonly number[] {
  const fitting = (isSame: (option: ClockTime) => boolean): readonly number[] =>
    times.flatMap((option, index) => (isSame(option) && isSameHalf(time, option) ? [index] : []));
  const exact = fitting(({ minutes }) => (minutes - time.minutes) % halfDay === 0);
  if (exact.length > 0 || time.hasMinutes) return exact;
  return fitting(({ minutes }) => Math.floor(minutes / 60) % 12 === Math.floor(time.minutes / 60) % 12);
}

function isSameHalf(time: ClockTime, option: ClockTime): boolean {
  const half = halfOf(option);
  const said = time.minutes > halfDay ? 'pm' : time.half;
  return said === null || half === null || said === half;
}

const halfOf = ({ minutes, half }: ClockTime): ClockTime['half'] =>
  half ?? (minutes >= halfDay ? 'pm' : minutes < 7 * 60 ? null : 'am');
