import { firstClause } from './first-clause.js';
import { answerReason, wordsOfAnswer, type AnswerReading } from './answers.js';
import { placesOf } from '../words/joined-words.js';
import { weightOfWords } from '../text/normalise.js';
import type { Reading } from '../reading/reading.js';

/** A text this short says nothing beside its denial: "we never skip it". */
const shortText = 6;

/**
 * The yes of a text that denies the opposite: "no problem", "we never skip it", "she won't put it down". Null where
 * `read`, what was read so far, is no no, or is one by itself: "no, we can't complain".
 */
export function affirmedByDenial(
  reading: Reading,
  read: AnswerReading,
  readAgain: (part: Reading) => AnswerReading,
): AnswerReading | null {
  const { words, questions } = reading.prepared;
  const litotes = reading.u.words(reading.wordLanguage)?.patterns.litotes ?? [];
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || questions.size > 0 || litotes.length === 0) return null;
  if (read.value === true || read.outcome === 'unclear') return null;
  const opening = firstClause(reading);
  const denial = (part: Reading): { readonly start: number; readonly end: number } | undefined =>
    [part.prepared.words, wordsOfAnswer(part, part.wordLanguage)].flatMap((said) =>
      placesOf(litotes, said),
    )[0];
  if (opening !== null && denial(opening) === undefined && readAgain(opening).outcome === 'read') return null;
  const denied = denial(reading);
  if (denied === undefined) return null;
  const isShort = weightOfWords(words) <= shortText;
  const span = isShort ? denied : { start: first.start, end: last.end };
  const reason = answerReason(reading, span.start, span.end, reading.language);
  return { outcome: 'read', value: true, span, leads: isShort, isLoose: !isShort, reason };
}
