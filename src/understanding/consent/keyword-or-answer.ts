import { matchesOf, type Match } from '../words/phrases.js';
import type { Reading } from '../reading/reading.js';

/** Words carriers act on whatever was asked. */
const carrierWords = /^(?:stop|unsubscribe|end|quit|stopall|revoke|optout|cancel|start|unstop|help|info)$/u;

/** "The end" is an option as it comes up in talk; on "end" a carrier acts, and "please stop" is a wish all the same. */
const withArticle = /^(?:the|an?) \p{L}+\P{L}*$/iu;

/** What a keyword that is a whole text is where a question of ours is open: a wish about the texting, an answer, or either. */
export type Keyword = 'wish' | 'answer' | 'either';

/** Tells a keyword from an answer to the open question; a word carriers act on stays what it is. Pure. */
export function keywordOrAnswer(reading: Reading, match: Match): Keyword {
  if (isOptionOfAsk(reading, match)) return 'answer';
  if (reading.context.ask === undefined || carrierWords.test(match.entry.phrase)) return 'wish';
  if (isAnswerWithoutAccents(reading, match)) return 'answer';
  const { alsoAnswers } = reading.u.words(match.language)?.wishes ?? {};
  return match.entry.name === 'opt_out' && alsoAnswers?.has(match.entry.phrase) === true ? 'either' : 'wish';
}

/** An option offered to the family is an answer when it comes back, unless a carrier would act on it. */
function isOptionOfAsk(reading: Reading, match: Match): boolean {
  if (carrierWords.test(match.entry.phrase) && !withArticle.test(reading.prepared.clean)) return false;
  const written = match.entry.phrase.toLowerCase();
  return reading.context.ask?.options?.some((option) => option.trim().toLowerCase() === written) ?? false;
}

/**
 * Without its accents a word may be two: Vietnamese "dung" is "dừng" (stop) and "đúng" (right). Where a yes or no was
 * asked it answers.
 */
function isAnswerWithoutAccents(reading: Reading, match: Match): boolean {
  if (reading.context.ask?.kind !== 'yesno' || reading.prepared.hasAccents) return false;
  return matchesOf(reading.found.get(match.language) ?? [], 'answers').some(
    (answer) => answer.start === match.start && answer.end === match.end,
  );
}
