import type { ConsentFinding } from './consent.js';
import { saysNot } from './composed-consent.js';
import { findDoubt } from './doubted-consent.js';
import { findNobodyMayText, tellsOfTrouble } from './nobody.js';
import type { Judgement } from './model.js';
import type { Reading } from './reading.js';

/**
 * How sure the examples must be that a text wishes something of the texting, that it wishes this, and rather than anything
 * else. Tuned on `test/eval/dev` and `hard-dev`.
 */
const needed = { any: 3, kind: 6, lead: 3 };
/** Longer texts say more than one thing. */
const longestText = 20;

/**
 * What the examples hear in a short text in which no rule heard a wish: "not so often please", "add me to the list
 * again". Nothing is ever taken for sure from them: it is likely, an end of the texts only possible. Nothing is heard in
 * what is said with a "maybe", or where a question of ours is open. `said`: what the rules make of it; it stays where the examples hear nothing.
 */
export function hearLearned(
  reading: Reading,
  said: ConsentFinding,
  judged: Judgement | null,
): ConsentFinding {
  if (said.consent !== null || judged === null || reading.context.ask !== undefined) return said;
  const { words, clean } = reading.prepared;
  const weight = words.reduce((sum, word) => sum + (word.sign ? 0.5 : 1), 0);
  if (words.length < 2 || weight > longestText) return said;
  const { kind, score, lead, any, because } = judged.wish();
  if (any < needed.any || score < needed.kind || lead < needed.lead) return said;
  if (findDoubt(reading, null) !== null || tellsOfTrouble(reading)) return said;
  if (kind === 'opt_in' && saysNot(reading, reading.wordLanguage)) return said;
  const isEnd = kind === 'opt_out';
  if (said.certainty === 'possible' && (isEnd || findNobodyMayText(reading) !== null)) return said;
  const quoted = because === null ? '' : ` «${clean.slice(because.start, because.end)}»`;
  const language = reading.wordLanguage;
  return {
    consent: isEnd ? null : kind,
    certainty: isEnd ? 'possible' : 'likely',
    reasons: [`consent:${isEnd ? 'possible opt_out' : `${kind} sounds like it`}${quoted} (${language})`],
    match: null,
    language,
    wholeText: false,
  };
}
