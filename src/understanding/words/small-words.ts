import { joinAll } from './joined-words.js';
import type { ListReader } from './list-words.js';
import type { UnderstandingFile } from './understanding-file.js';

/** The small words a language is told by. Folded, accents dropped. */
export interface SmallWords {
  readonly functionWords: ReadonlySet<string>;
  /** The small words of a language of another script as families spell them in Latin letters. */
  readonly romanised: ReadonlySet<string>;
}

/** Makes the small words of a language ready. `read` folds them: a `listReader` of the language. */
export function compileSmallWords(file: UnderstandingFile, read: ListReader): SmallWords {
  return {
    functionWords: joinAll(file.functionWords, read),
    romanised: joinAll(file.romanised, read),
  };
}

/** What counts time. */
export type TimeUnit = 'minutes' | 'hours';

/** The unit of time each word for one names, in any language; where several have the word, the first language counts. */
export function timeUnitsOf(
  languages: readonly { readonly file: UnderstandingFile; readonly read: ListReader }[],
): ReadonlyMap<string, TimeUnit> {
  const units = new Map<string, TimeUnit>();
  for (const { file, read } of languages) {
    for (const unit of ['minutes', 'hours'] as const)
      for (const word of joinAll(file.time[unit], read)) if (!units.has(word)) units.set(word, unit);
  }
  return units;
}
