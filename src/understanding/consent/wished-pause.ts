import { DateTime } from 'luxon';
import { laterGroups, weekdayNames, type TimeGroup } from '../words/contact-words.js';
import { speaksOf, timePieces, type TimePiece } from '../reading/time-phrases.js';
import type { Understanding } from '../vocabulary.js';

/** A family cannot be texted now, and says until when as far as it does. */
export interface WishedPause {
  /** The first moment it may be texted again; null where it is away for nobody knows how long. */
  until: Date | null;
  /** Nothing else is in the text: "not now, better tomorrow". */
  isWhole: boolean;
  /** It says "not now", or that it is away. */
  isNotNow: boolean;
}

/** What is put off without a word on when is put off until tomorrow; who is away is away for a while. */
function whenUnsaid(pieces: readonly TimePiece[], today: DateTime): DateTime | null {
  return speaksOf(pieces, 'notNow') && !speaksOf(pieces, 'away') ? today.plus({ days: 1 }) : null;
}

const looked: ReadonlySet<TimeGroup> = new Set<TimeGroup>([...laterGroups, 'polite']);
/** Nobody pauses for longer by a word read from a sentence. */
const longestDays = 120;

/**
 * What a text says about not now, and until when: "not this week", "we are travelling until Monday", "ahora no puedo,
 * mejor mañana". Days are the family's own. Null where it says nothing of the kind. Pure and offline.
 */
export function readWishedPause(
  u: Understanding,
  text: string,
  languages: readonly string[],
  { now, timeZone }: { now: Date; timeZone: string },
): WishedPause | null {
  const pieces = timePieces(u, text, languages, looked);
  const isNotNow = speaksOf(pieces, 'notNow', 'away');
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  const day = endOf(u, pieces, today, languages) ?? whenUnsaid(pieces, today);
  if (!isNotNow && day === null) return null;
  return {
    until: day?.toJSDate() ?? null,
    isWhole: pieces.every((piece) => piece.kind !== 'unknown'),
    isNotNow,
  };
}

/** The morning after which it is over; the last one that is named, for a text may say what it puts off as well. */
function endOf(
  u: Understanding,
  pieces: readonly TimePiece[],
  today: DateTime,
  languages: readonly string[],
): DateTime | null {
  const monday = today.startOf('week').plus({ weeks: 1 });
  const named = pieces.flatMap((piece, at) => {
    if (piece.kind === 'unknown') return monthDay(u, piece.word, pieces, at, today, languages) ?? [];
    if (piece.kind !== 'phrase') return [];
    const weekday = weekdayNames.findIndex((name) => piece.groups.has(name));
    if (weekday !== -1) return today.plus({ days: ((weekday + 7 - today.weekday) % 7) + 1 });
    if (piece.groups.has('tomorrow')) return today.plus({ days: 1 });
    return piece.groups.has('thisWeek') || piece.groups.has('nextWeek') ? monday : [];
  });
  return named.at(-1) ?? null;
}

/** "7 de enero", "January 7", "until January": the day of the month beside its name, else its first. */
function monthDay(
  u: Understanding,
  word: string,
  pieces: readonly TimePiece[],
  at: number,
  today: DateTime,
  languages: readonly string[],
): DateTime | null {
  const month = languages
    .map((code) => (u.words(code)?.clock.months ?? monthsOf(code)).findIndex((names) => names.includes(word)))
    .find((place) => place >= 0);
  if (month === undefined) return null;
  const beside = [pieces[at - 1], pieces[at - 2], pieces[at + 1]].find((piece) => piece?.kind === 'number');
  const day = beside?.kind === 'number' && beside.value <= 31 ? Math.max(1, beside.value) : 1;
  const wanted = DateTime.fromObject({ year: today.year, month: month + 1, day }, { zone: today.zone });
  const next = wanted > today ? wanted : wanted.plus({ years: 1 });
  return next.isValid && next.diff(today, 'days').days <= longestDays ? next : null;
}

const months = new Map<string, readonly (readonly string[])[]>();

/** The names of the months as they stand beside a day, folded as words of texts are. */
function monthsOf(language: string): readonly (readonly string[])[] {
  const known = months.get(language);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(language, {
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const names = Array.from({ length: 12 }, (_, month) => {
    const part = format.formatToParts(Date.UTC(2026, month, 1)).find(({ type }) => type === 'month');
    const name = (part?.value ?? '')
      .toLowerCase()
      .normalize('NFD')
      .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
      .normalize('NFC');
    return [name];
  });
  months.set(language, names);
  return names;
}
