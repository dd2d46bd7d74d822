import type { LettersFile } from './own-ways.js';

/** What the letters of a text tell about its language; from the locale file. */
export interface Letters {
  /** Letters other languages of the same script do without, every one of a text; null where it has none. */
  readonly telling: RegExp | null;
  /** Languages whose telling letters tell nothing against this one. */
  readonly alsoWritesThoseOf: readonly string[];
  /** The language's name in franc; null where its letters are not weighed. */
  readonly franc: string | null;
}

/** Makes a language's letters ready. */
export function compileLetters(file: LettersFile = {}): Letters {
  return {
    telling: file.telling === undefined ? null : new RegExp(file.telling, 'giu'),
    alsoWritesThoseOf: file.alsoWritesThoseOf ?? [],
    franc: file.franc ?? null,
  };
}

/** How many telling letters of a language a text has. */
export function tellingIn(text: string, letters: Letters | undefined): number {
  const telling = letters?.telling ?? null;
  return telling === null ? 0 : (text.match(telling)?.length ?? 0);
}
