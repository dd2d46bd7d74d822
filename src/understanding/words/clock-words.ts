import type { ListReader } from './list-words.js';
import type { ClockFile } from './own-ways.js';

/** How times of day are said, beside the numbers; see the locale file. */
export interface ClockWords {
  /** Hours by how they are said; from 100 on with minutes: 1230. */
  readonly hours: ReadonlyMap<string, number>;
  readonly half: ReadonlySet<string>;
  readonly halfTo: ReadonlySet<string>;
  readonly quarter: ReadonlySet<string>;
  readonly quarterTo: ReadonlySet<string>;
}

/** Makes the clock's words of a language ready. `read` folds them: a `listReader` of the language. */
export function clockWords(file: ClockFile, read: ListReader): ClockWords {
  // As pieces of time are told apart, signs by blanks too.
  const phrase = (written: string): string =>
    read(written)
      .map(({ plain }) => plain)
      .join(' ');
  const set = (list: readonly string[]): ReadonlySet<string> => new Set(list.map(phrase));
  return {
    hours: new Map(
      Object.entries(file.hours).flatMap(([hour, list]) =>
        list.map((written) => [phrase(written), Number(hour)] as const),
      ),
    ),
    half: set(file.half),
    halfTo: set(file.halfTo),
    quarter: set(file.quarter),
    quarterTo: set(file.quarterTo),
  };
}
