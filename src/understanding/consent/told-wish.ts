import { asksWhy, consentParts } from './composed-consent.js';
import { placesOfSchoolMatters } from './school-matters.js';
import type { ConsentFinding } from './consent.js';
import { findDoubt } from './doubted-consent.js';
import { tellsOfTrouble } from './nobody.js';
import { tellsOfOwnNumber } from './own-number.js';
import { keepsTexts } from './sure-opt-out.js';
import { placesOf } from '../words/joined-words.js';
import { weightOfWords, wordsFor } from '../text/normalise.js';
import type { Reading } from '../reading/reading.js';
import { toldKinds, type ToldKind } from '../words/own-ways.js';
import type { ConsentPartName } from '../words/understanding-file.js';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Longer texts say more than one thing. */
const longestText = 34;
/** Where a question is open, a shorter text most likely answers it. */
const shortestBesideAsk = 4;

/**
 * A wish told in a whole sentence that names no texts: "we bury my uncle, later please", "start again in January", "she
 * has left for college, this is nothing for us". Where the rules hear none it is likely, so a person decides; it stands
 * instead of what the examples alone hear, an end of the texts aside. Nothing is in what answers a question of ours
 * (`answers`). `said`: what else makes of the text.
 */
export function hearTold(reading: Reading, said: ConsentFinding, answers: boolean): ConsentFinding {
  const isOpen = said.consent === null || (said.certainty === 'likely' && said.match === null);
  if (answers || !isOpen || said.consent === 'opt_out') return said;
  const weight = weightOfWords(reading.prepared.words);
  if (weight > longestText || (reading.context.ask !== undefined && weight < shortestBesideAsk)) return said;
  for (const language of reading.languages) {
    if (tellsOfWhatWas(reading, language)) continue;
    const words = wordsFor(reading.prepared, language);
    for (const kind of toldKinds) {
      const [place] = placesOf(reading.u.words(language)?.wishes.told[kind] ?? [], words);
      if (place === undefined || isOtherwiseMeant(reading, language, kind)) continue;
      const isDoubted = canBeOfSchool.has(kind) && isOfSchool(reading, language, place);
      if (isDoubted && kind !== 'opt_out') continue;
      const quoted = reading.prepared.clean.slice(place.start, place.end);
      if (isDoubted || (kind === 'opt_out' && findDoubt(reading, place) !== null))
        return said.certainty === 'possible' ? said : possibleEnd(said, quoted, language);
      return {
        consent: kind,
        certainty: 'likely',
        reasons: [`consent:${kind} «${quoted}» (${language})`],
        match: null,
        language,
        wholeText: false,
      };
    }
  }
  return said;
}

/** A person reads what may end the texts. */
const possibleEnd = (said: ConsentFinding, quoted: string, language: string): ConsentFinding => ({
  ...said,
  consent: null,
  certainty: 'possible',
  reasons: [`consent:possible opt_out «${quoted}» (${language})`],
  language,
});

/** What names the texts. */
const ofTexts: readonly ConsentPartName[] = ['msg', 'svc', 'write', 'num', 'unsub'];

/** What is said of the school as well; a pause is wished for its tests and holidays. */
const canBeOfSchool: ReadonlySet<ToldKind> = new Set(['fewer', 'opt_in', 'opt_out']);
/** Matters that are reasons for a wish: a hospital, a journey. */
const reasons: ReadonlySet<string> = new Set(['health', 'attendance']);

/** "We agreed to the trip, now we say no": what says it has a matter of the school, and the text names no texts. */
function isOfSchool(reading: Reading, language: string, place: Span): boolean {
  const parts = consentParts(reading, language);
  if (ofTexts.some((part) => parts.has(part))) return false;
  return placesOfSchoolMatters(reading, language).some(
    ({ entry, start, end }) => !reasons.has(entry.name) && start < place.end && place.start < end,
  );
}

/** "After the holiday we began to read again", "he has started school again": tells what was, and wishes nothing. */
export function tellsOfWhatWas({ prepared, u }: Reading, language: string): boolean {
  return placesOf(u.words(language)?.wishes.tells ?? [], wordsFor(prepared, language)).length > 0;
}

function isOtherwiseMeant(reading: Reading, language: string, kind: ToldKind): boolean {
  if (kind === 'wrong_number') return tellsOfOwnNumber(reading);
  if (kind === 'opt_in') return false;
  if (tellsOfTrouble(reading)) return true;
  if (kind === 'opt_out' && keepsTexts(reading, language)) return true;
  return reading.prepared.questions.size > 0 && asksWhy(reading, language);
}
