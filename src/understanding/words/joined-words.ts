import type { ListReader } from './list-words.js';
import type { Word } from '../text/normalise.js';

/** The words of a phrase as rules compare them: joined by blanks, signs without. */
export function joinPlain(words: readonly { readonly plain: string; readonly sign: boolean }[]): string {
  const [only] = words;
  if (only !== undefined && words.length === 1) return only.plain;
  return words.map((word) => word.plain).join(words.some((word) => word.sign) ? '' : ' ');
}

/** Each phrase as rules compare it. */
export function joinAll(list: readonly string[], read: ListReader): ReadonlySet<string> {
  const found = new Set(list.map((phrase) => joinPlain(read(phrase))));
  found.delete('');
  return found;
}

/** Where the first match of each pattern stands; `start` and `end` as those of the words it touches. */
export function placesOf(
  patterns: readonly RegExp[],
  words: readonly Word[],
): readonly { readonly start: number; readonly end: number }[] {
  if (patterns.length === 0 || words.length === 0) return [];
  const text = joinPlain(words);
  return patterns.flatMap((pattern) => {
    const match = pattern.exec(text);
    if (match === null) return [];
    const from = match.index + match[0].search(/\S/u);
    const to = match.index + match[0].trimEnd().length;
    const [first, last] = [wordAt(words, from), wordAt(words, to - 1)];
    return first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end }];
  });
}

/** The word that stands at a place of the words as `joinPlain` joins them. */
function wordAt(words: readonly Word[], place: number): Word | undefined {
  const blank = words.some((word) => word.sign) ? 0 : 1;
  let reach = 0;
  return words.find((word) => {
    reach += word.plain.length + blank;
    return place < reach;
  });
}

/** No such phrase has more words, or signs. */
const longestPhrase = 5;

/** How many words the longest of the phrases has that stands where the words begin; 0 where none does. */
export function beginsWithPhrase(words: readonly Word[], phrases: ReadonlySet<string>): number {
  for (let length = Math.min(longestPhrase, words.length); length > 0; length -= 1) {
    if (phrases.has(joinPlain(words.slice(0, length)))) return length;
  }
  return 0;
}

/** The same where the words end. */
export function endsWithPhrase(words: readonly Word[], phrases: ReadonlySet<string>): number {
  for (let length = Math.min(longestPhrase, words.length); length > 0; length -= 1) {
    if (phrases.has(joinPlain(words.slice(-length)))) return length;
  }
  return 0;
}

/** Where a phrase stands among words: the place of its first one, and of what follows its last. */
export interface PhrasePlace {
  readonly from: number;
  readonly to: number;
}

/** Where phrases stand among words, one after the other and none within another. */
export function phrasesIn(words: readonly Word[], phrases: ReadonlySet<string>): readonly PhrasePlace[] {
  const found: PhrasePlace[] = [];
  words.forEach((_, from) => {
    const last = found.at(-1);
    if (last !== undefined && from < last.to) return;
    const length = beginsWithPhrase(words.slice(from), phrases);
    if (length > 0) found.push({ from, to: from + length });
  });
  return found;
}
