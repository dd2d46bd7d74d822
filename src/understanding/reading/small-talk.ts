import { joinPlain } from '../words/joined-words.js';
import type { Word } from '../text/normalise.js';
import { longestOf, type Match } from '../words/phrases.js';
import { matchesIn, type Reading } from './reading.js';

/** Greetings, thanks and small talk of all languages that count. */
export function socialMatches(reading: Reading): readonly Match[] {
  const kinds = matchesIn(reading, 'kinds').filter(
    ({ entry }) => entry.name === 'thanks' || entry.name === 'chatter',
  );
  return longestOf(kinds);
}

/** "Sorry for the late reply": so many words at most, or signs. */
export const longestBefore = 7;

/** The words without the phrases of a set, of which the longest counts at each place. */
export function withoutPhrases(
  words: readonly Word[],
  phrases: ReadonlySet<string>,
  longest: number,
): readonly Word[] {
  if (phrases.size === 0) return words;
  const rest: Word[] = [];
  for (let from = 0; from < words.length;) {
    let length = Math.min(longest, words.length - from);
    while (length > 0 && !phrases.has(joinPlain(words.slice(from, from + length)))) length -= 1;
    const word = words[from];
    if (length === 0 && word !== undefined) rest.push(word);
    from += Math.max(1, length);
  }
  return rest;
}
