import type { AnswerReading } from './answers.js';
import { wordsFor } from '../text/normalise.js';
import type { Reading } from '../reading/reading.js';

/** A text of fewer words says little beside its answer. */
const fewWords = 2;

/** Whether what answers is part of a sentence that says more, as in "no heat in our house", and no clause of its own. */
export function isAmidMore(reading: Reading, read: AnswerReading): boolean {
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  if (read.span === null || words.length < fewWords) return false;
  const { start, end } = read.span;
  const before = words.findLastIndex((word) => word.end <= start);
  const after = words.find((word) => word.start >= end);
  if (before === -1 && after === undefined) return true;
  return !(words[before + 1]?.startsClause ?? true) || after?.startsClause === false;
}
