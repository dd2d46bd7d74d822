import { findAlarms } from '../words/alarms.js';
import { wordsFor } from '../text/normalise.js';
import type { Reading } from '../reading/reading.js';

const laughing = /[\u{1F602}\u{1F923}\u{1F60D}\u{1F970}\u{1F604}-\u{1F606}]/u;

/** Whether a text speaks of gladness, pride or laughter, in words or by an emoji. */
export function soundsGlad(reading: Reading): boolean {
  const { prepared, wordLanguage } = reading;
  if (laughing.test(prepared.clean)) return true;
  const words = reading.u.words(wordLanguage);
  // "Not happy with" is no gladness.
  if (prepared.words.some((word) => words?.guards.negation.has(word.plain) === true)) return false;
  return words !== undefined && findAlarms(words.joy, prepared, wordsFor(prepared, wordLanguage)).length > 0;
}
