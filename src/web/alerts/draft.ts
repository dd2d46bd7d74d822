import type { AlertInput, AlertKind, AlertPlaces } from '../../api/alerts.schemas.js';
import { isShortEnough } from '../lib/group-text.js';
import { calendarDay } from '../lib/time.js';
import { saysDay, saysTime } from './alert-words.js';

export type AlertSchool = AlertPlaces['schools'][number];

/** An alert as it is being put together. */
export interface AlertDraft {
  kind: AlertKind | null;
  schoolIds: readonly string[];
  /** `YYYY-MM-DD` at the schools; null: today. */
  day: string | null;
  /** `HH:MM`, or empty. */
  atTime: string;
  text: string;
}

/** A draft for everybody there is a line for, where that is one school; several are chosen one by one. */
export function emptyDraft(schools: readonly AlertSchool[]): AlertDraft {
  const [only, ...others] = schools.filter((school) => school.hasLine);
  return {
    kind: null,
    schoolIds: only !== undefined && others.length === 0 ? [only.id] : [],
    day: null,
    atTime: '',
    text: '',
  };
}

/** The time zone an alert's day and times are meant in: that of the first school chosen. */
export function zoneOf(draft: AlertDraft, schools: readonly AlertSchool[]): string {
  const first = schools.find((school) => draft.schoolIds.includes(school.id)) ?? schools[0];
  return first?.timeZone ?? 'UTC';
}

export type MissingPart = 'schools' | 'starts' | 'ends' | 'text' | 'textTooLong';

/** What has to be filled in next before it can be looked at; null where nothing is missing. */
export function missingIn({ schoolIds, atTime, text }: AlertDraft, kind: AlertKind): MissingPart | null {
  if (schoolIds.length === 0) return 'schools';
  if (saysTime(kind) && atTime === '') return kind === 'delay' ? 'starts' : 'ends';
  if (kind === 'free' && text.trim() === '') return 'text';
  if (kind === 'free' && !isShortEnough(text.trim())) return 'textTooLong';
  return null;
}

/** What the server is asked; null while something is missing. */
export function inputOf(draft: AlertDraft, schools: readonly AlertSchool[], now: number): AlertInput | null {
  const { kind, schoolIds, atTime } = draft;
  if (kind === null || missingIn(draft, kind) !== null) return null;
  const text = draft.text.trim();
  const today = calendarDay(new Date(now), zoneOf(draft, schools));
  return {
    kind,
    schoolIds: [...schoolIds],
    day: saysDay(kind) ? (draft.day ?? today) : today,
    atTime: saysTime(kind) ? atTime : null,
    text: kind === 'free' ? text : null,
  };
}
