import type { AnswerReading } from '../answers.js';
import { chosen, longestChoice, only, type Option } from './choice-by-words.js';
import { editsBetween } from '../../text/edits.js';
import { weightOfWords, type Word } from '../../text/normalise.js';
import type { Reading } from '../../reading/reading.js';

/** The option misspelt by a letter or two, when no other option is as near. */
export function bySpelling(
  reading: Reading,
  options: readonly Option[],
  words: readonly Word[],
): AnswerReading | null {
  const text = words.map((word) => word.plain).join(' ');
  if (text.length < 4 || text.length > 60) return null;
  const index = only(options, (option) => {
    const written = option.join(' ');
    const allowed = written.length >= 8 ? 2 : 1;
    return (
      written.length >= 4 &&
      Math.abs(written.length - text.length) <= allowed &&
      editsBetween(text, written) <= allowed
    );
  });
  return index === null ? null : chosen(reading, index, words);
}

/** Shorter words are found in too many others. */
const shortestJoined = 6;

/** "Juma tatu" for "Jumatatu": an option written with blanks in it. */
export function byJoinedWords(reading: Reading, options: readonly Option[]): AnswerReading | null {
  const { words } = reading.prepared;
  if (weightOfWords(words) > longestChoice || words.some(({ sign }) => sign)) return null;
  const joined = words.map(({ plain }, place) => plain + (words[place + 1]?.plain ?? ''));
  const index = only(options, (option) => {
    const written = option.join('');
    return written.length >= shortestJoined && joined.includes(written);
  });
  return index === null ? null : chosen(reading, index, words);
}
