import { textingHours } from '../../lib/texting-hours.js';
import { hourGroups, type TimeGroup } from '../words/contact-words.js';
import { speaksOf, timePieces, type TimePiece } from '../reading/time-phrases.js';
import type { Understanding } from '../vocabulary.js';

/** When a family wants to be texted. */
export interface WishedHours {
  /** Local hours, `HH:MM`; null: any. */
  hours: { from: string; until: string } | null;
  /** Days of the week; null: any. */
  days: 'weekdays' | 'weekends' | null;
  /** Nothing of it is a guess; else the family is asked back. */
  isSure: boolean;
  /** The text itself says that it is about texts, and about all of them: "text me only after five". */
  isAboutTexts: boolean;
}

/** Minutes of the day. */
const earliest = textingHours.earliest * 60;
const latest = textingHours.latest * 60;

const dayparts = [
  { group: 'morning', from: 9 * 60, until: 12 * 60 },
  { group: 'noon', from: 12 * 60, until: 14 * 60 },
  { group: 'afternoon', from: 12 * 60, until: 17 * 60 },
  { group: 'evening', from: 17 * 60, until: 20 * 60 },
] as const;

const looked: ReadonlySet<TimeGroup> = new Set(hourGroups);
/** More words than this beside the hours, and the text is about something else as well. */
const wordsBeside = 4;

/**
 * The hours a family asks for in free words, in any of these languages, or null where the text says none that can be
 * kept. Hours without am or pm are read as the only ones families are texted in; Swahili counts them from six.
 * Pure and offline.
 */
export function readWishedHours(
  u: Understanding,
  text: string,
  languages: readonly string[],
): WishedHours | null {
  const pieces = timePieces(u, text, languages, looked);
  const unknown = pieces.flatMap((piece) => (piece.kind === 'unknown' ? piece.word : []));
  const turnedAround = unknown.some((word) =>
    languages.some((code) => u.words(code)?.guards.negation.has(word) === true),
  );
  if (turnedAround || unknown.length > wordsBeside || /[?？؟]/u.test(text)) return null;
  const days = daysIn(pieces);
  const fromSix = languages.some((code) => u.words(code)?.clock.hoursFromSix === true);
  const hours = hoursIn(pieces, fromSix);
  if (hours === 'none' && days === null && !speaksOf(pieces, 'anytime')) return null;
  if (hours === 'unusable') return null;
  return {
    hours: hours === 'none' ? null : { from: clock(hours.from), until: clock(hours.until) },
    days,
    isSure: unknown.length === 0 && (hours === 'none' || hours.isSure),
    isAboutTexts: speaksOf(pieces, 'textMe') && speaksOf(pieces, 'only'),
  };
}

function daysIn(pieces: readonly TimePiece[]): WishedHours['days'] {
  const [weekends, weekdays] = [speaksOf(pieces, 'weekend'), speaksOf(pieces, 'weekday')];
  if (weekends === weekdays) return null;
  return weekends ? 'weekends' : 'weekdays';
}

interface Span {
  from: number;
  until: number;
  isSure: boolean;
}

function hoursIn(pieces: readonly TimePiece[], fromSix: boolean): Span | 'none' | 'unusable' {
  const times = timesIn(pieces, fromSix);
  const [first, second, ...more] = times;
  if (first === undefined) return spanOfDayparts(pieces);
  if (more.length > 0) return 'unusable';
  const span = second === undefined ? spanOfOne(pieces, first) : spanOfTwo(first, second);
  if (span === null) return 'unusable';
  const kept = { from: Math.max(span.from, earliest), until: Math.min(span.until, latest) };
  return kept.from < kept.until ? { ...kept, isSure: span.isSure && !fromSix } : 'unusable';
}

/** "Mornings", "mornings and afternoons"; parts that do not touch cannot be kept. */
function spanOfDayparts(pieces: readonly TimePiece[]): Span | 'none' | 'unusable' {
  const named = pieces.flatMap((piece) => {
    if (piece.kind !== 'phrase') return [];
    const part = dayparts.find(({ group }) => piece.groups.has(group));
    return part === undefined ? [] : [part];
  });
  const inOrder = [...new Set(named)].sort((a, b) => a.from - b.from);
  const [start] = inOrder;
  if (start === undefined) return 'none';
  const end = inOrder.reduce<number | null>(
    (until, part) => (until === null || part.from > until ? null : Math.max(until, part.until)),
    start.until,
  );
  return end === null ? 'unusable' : { from: start.from, until: end, isSure: true };
}

/** A time of day as it is written. */
interface WrittenTime {
  hour: number;
  minute: number;
  half: 'am' | 'pm' | null;
}

function timesIn(pieces: readonly TimePiece[], fromSix: boolean): WrittenTime[] {
  return pieces.flatMap((piece, at) => {
    if (piece.kind !== 'number') return [];
    const { value } = piece;
    const hour = value >= 100 ? Math.floor(value / 100) : value;
    const written = { hour, minute: value >= 100 ? value % 100 : 0, half: halfBeside(pieces, at) };
    if (written.hour > 24 || written.minute > 59) return [];
    const counted = fromSix && hour >= 1 && hour <= 12 && isBeside(pieces, at, 'clock');
    return [counted ? { ...written, hour: ((hour + 5) % 12) + 1 } : written];
  });
}

/** Am or pm, or the part of the day, right after a number or right before it. */
function halfBeside(pieces: readonly TimePiece[], at: number): WrittenTime['half'] {
  const after = nextPhrase(pieces.slice(at + 1));
  const before = nextPhrase(pieces.slice(0, at).reverse());
  for (const groups of [after, before]) {
    if (groups === undefined) continue;
    if (groups.has('pm') || groups.has('afternoon') || groups.has('evening') || groups.has('noon'))
      return 'pm';
    if (groups.has('am') || groups.has('morning')) return 'am';
  }
  return null;
}

/** The next phrase, words that only go with a number passed over. */
function nextPhrase(pieces: readonly TimePiece[]): ReadonlySet<TimeGroup> | undefined {
  const next = pieces.find(
    (piece) => piece.kind !== 'phrase' || !(piece.groups.has('clock') || isOnlyPolite(piece.groups)),
  );
  return next?.kind === 'phrase' ? next.groups : undefined;
}

const isOnlyPolite = (groups: ReadonlySet<TimeGroup>): boolean => groups.size === 1 && groups.has('polite');

function isBeside(pieces: readonly TimePiece[], at: number, group: TimeGroup): boolean {
  return [pieces[at - 1], pieces[at + 1]].some(
    (piece) => piece?.kind === 'phrase' && piece.groups.has(group),
  );
}

/** "After five", "before seven"; a time alone is a guess. */
function spanOfOne(pieces: readonly TimePiece[], time: WrittenTime): Span | null {
  const at = minutesOf(time);
  if (at === null) return null;
  const isSure = time.half !== null || time.hour !== 8;
  const from = speaksOf(pieces, 'after');
  const until = speaksOf(pieces, 'before');
  if (until && !from) return { from: earliest, until: at, isSure };
  return { from: at, until: latest, isSure: isSure && from !== until };
}

/** "Between four and seven", "10 to 2": the end is the first such hour after the beginning. */
function spanOfTwo(first: WrittenTime, second: WrittenTime): Span | null {
  const until = minutesOf(second);
  if (until === null) return null;
  const isNamed = first.half !== null || first.hour > 12 || second.half === null;
  const sameHalf = minutesOf({ ...first, half: second.half });
  const from = isNamed || sameHalf === null || sameHalf >= until ? minutesOf(first) : sameHalf;
  if (from === null) return null;
  const end = until <= from && second.half === null ? until + 12 * 60 : until;
  return from < end ? { from, until: end, isSure: first.half !== null || first.hour !== 8 } : null;
}

function minutesOf({ hour, minute, half }: WrittenTime): number | null {
  if (hour > 12 || hour === 0) return hour === 24 ? 24 * 60 : hour * 60 + minute;
  if (half === 'am') return (hour % 12) * 60 + minute;
  // At seven in the morning nobody is texted: without a word for it, it is seven in the evening.
  const isEvening = half === 'pm' || hour * 60 + minute < earliest;
  return ((hour % 12) + (isEvening || hour === 12 ? 12 : 0)) * 60 + minute;
}

function clock(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
