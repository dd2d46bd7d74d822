import { weightOfWords } from './normalise.js';
import type { ConsentFinding } from './consent.js';
import { asksWhy, saysNot } from './composed-consent.js';
import { findDoubt } from './doubted-consent.js';
import { findNobodyMayText, tellsOfTrouble } from './nobody.js';
import type { Judgement } from './model.js';
import type { Reading } from './reading.js';
import type { ConsentKind } from './understanding-file.js';

/**
 * How sure the examples must be that a text wishes something of the texting, that it wishes this, and rather than anything
 * else. Tuned on `test/eval/dev` and `hard-dev`.
 */
const needed = { any: 1, kind: 5, lead: 3 };
/** Or so: surer of the kind than of any wish, since its words are common ones. */
const neededOfKind = { any: -1.5, kind: 7, lead: 7 };
/** Where the rules hear that the text may end the texting: "enough" is no "less often". */
const neededToOverrule = { any: 3, kind: 6, lead: 3 };
/** Longer texts say more than one thing. */
const longestText = 20;
/** "If I write here, who reads it?", "only if school is closed": an "if" belongs to these. */
const withConditions: ReadonlySet<ConsentKind> = new Set(['help', 'alerts_only', 'fewer']);

/**
 * What the examples hear in a short text in which no rule heard a wish: "not so often please", "add me to the list
 * again". Nothing is ever taken for sure from them: it is likely, an end of the texts only possible. No end, beginning or
 * pause is heard in what is said with a "maybe" or an "if", and nothing where a question of ours is open. `said`: what the
 * rules make of it; it stays where the examples hear nothing.
 */
export function hearLearned(
  reading: Reading,
  said: ConsentFinding,
  judged: Judgement | null,
): ConsentFinding {
  if (said.consent !== null || judged === null || reading.context.ask !== undefined) return said;
  const { words, clean } = reading.prepared;
  const weight = weightOfWords(words);
  if (words.length < 2 || weight > longestText) return said;
  const { kind, score, lead, any, because } = judged.wish();
  const enough = said.certainty === 'possible' ? [neededToOverrule] : [needed, neededOfKind];
  if (!enough.some((least) => any >= least.any && score >= least.kind && lead >= least.lead)) return said;
  const isDoubted = !withConditions.has(kind) && findDoubt(reading, null) !== null;
  if (isDoubted || tellsOfTrouble(reading)) return said;
  if (kind === 'pause' && reading.prepared.questions.size > 0 && asksWhy(reading, reading.wordLanguage))
    return said;
  if (kind === 'opt_in' && saysNot(reading, reading.wordLanguage)) return said;
  const isEnd = kind === 'opt_out';
  const isSaid = isEnd || kind === 'opt_in' || findNobodyMayText(reading) !== null;
  if (said.certainty === 'possible' && isSaid) return said;
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
