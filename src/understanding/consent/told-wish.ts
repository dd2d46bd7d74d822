import { asksWhy } from './composed-consent.js';
import type { ConsentFinding } from './consent.js';
import { tellsOfTrouble } from './nobody.js';
import { tellsOfOwnNumber } from './own-number.js';
import { keepsTexts } from './sure-opt-out.js';
import { placesOf } from '../words/joined-words.js';
import { weightOfWords, wordsFor } from '../text/normalise.js';
import type { Reading } from '../reading/reading.js';
import { toldKinds, type ToldKind } from '../words/own-ways.js';

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
      const quoted = reading.prepared.clean.slice(place.start, place.end);
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
