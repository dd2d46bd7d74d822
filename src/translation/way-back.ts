import { closeness } from './closeness.js';
import { protect } from './protect.js';
import { denialsIn } from './negation.js';
import { sentencesIn } from './text-forms.js';

/**
 * What a translation came to when its engine translated it back. `unfit`: the way back did not pass the gate;
 * `places`: names or numbers have changed places; `unknown`: the engine has no way back, or could not be asked.
 */
export type WayBack = 'same' | 'other' | 'half' | 'more' | 'negation' | 'places' | 'unfit' | 'unknown';

/** Below this, the way back says something else. From pairs of sentences and their translations of good engines. */
export const closeEnough = 0.3;
/** Both are in one language, so that their lengths are alike: letters of the text, and letters of the way back. */
const halfShare = 0.6;
const moreShare = 0.7;
const sentenceShare = 0.2;
/** Letters. One word for another may make that much in a short text. */
const allowance = 20;
const shortSentence = 8;

/**
 * Compares a text with what its translation says, in the language both are in. Pure.
 * @param names the text may speak of
 */
export function judgeWayBack(
  source: string,
  back: string,
  { language, names }: { language: string; names: readonly string[] },
): WayBack {
  if (closeness(source, back) < closeEnough) return 'other';
  if (partsIn(source, names) !== partsIn(back, names)) return 'places';
  const [before, after] = [lettersIn(source), lettersIn(back)];
  const added = after - before;
  if (-added > allowance / 2 && after < before * halfShare) return 'half';
  if (added > Math.max(allowance, before * moreShare)) return 'more';
  const isLonger = sentencesIn(back) > sentencesIn(source);
  if (isLonger && added >= Math.max(shortSentence, before * sentenceShare)) return 'more';
  const [denied, deniedNow] = [denialsIn(source, language), denialsIn(back, language)];
  if (denied === null || deniedNow === null) return 'same';
  return deniedNow < denied || (denied === 0 && deniedNow > 0) ? 'negation' : 'same';
}

/** Who did what to whom, and what is at which time, hangs on their order in the sentences of one language. */
const partsIn = (text: string, names: readonly string[]): string =>
  JSON.stringify(protect(text, names).parts.map(({ original }) => original.toLowerCase()));

const lettersIn = (text: string): number => (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
