import { harmlessIn } from './doubted-consent.js';
import { matchesOf, type Match } from '../words/phrases.js';
import type { Reading } from '../reading/reading.js';

/** Matters of the school's that are stopped, cancelled and taken off lists as well. */
const schoolMatters = new Set([
  'attendance',
  'transportation',
  'learning',
  'behavior',
  'health',
  'meals',
  'events',
]);

/**
 * "Take us off the field trip list": the lists know a matter of the school in it, and not where it says why no texts are
 * needed any more ("she has graduated").
 */
export function namesSchoolMatter(reading: Reading, language: string): boolean {
  return placesOfSchoolMatters(reading, language).length > 0;
}

/** Where it names them. */
export function placesOfSchoolMatters(reading: Reading, language: string): readonly Match[] {
  const named = matchesOf(reading.found.get(language) ?? [], 'topics').filter(({ entry }) =>
    schoolMatters.has(entry.name),
  );
  if (named.length === 0) return [];
  const harmless = harmlessIn(reading, language);
  return named.filter(
    ({ start, end }) => !harmless.some((place) => place.start <= start && place.end >= end),
  );
}
