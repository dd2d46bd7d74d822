import type { FoundNumber } from './digits-in-text.js';
import { joinPlain } from '../../words/joined-words.js';
import type { LanguageWords } from '../../words/language-words.js';
import { weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { everyNumberIn } from './numbers-in-text.js';
import { rulesOf, type Reading } from '../../reading/reading.js';
import type { Ask } from '../../understood.js';

/** No phrase that takes a number back has more words, or signs. */
const longestCorrection = 5;
/** "Sorry, I meant that he read 4": so many words may stand before the right number. */
const longestLeftover = 2;

/**
 * Where the right number of a text begins that takes another back: "2, no wait, make it a 3". Null where nothing is put
 * right.
 */
export function placeOfCorrection(reading: Reading, ask: Ask): number | null {
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const corrections = correctionsIn(reading, words);
  if (corrections.length === 0) return null;
  const isWithin = (number: FoundNumber): boolean =>
    corrections.some(({ start, end }) => start <= number.start && end >= number.end);
  // Dari "نه" is nine, and "no".
  const numbers = everyNumberIn(reading, ask).filter((number) => !isWithin(number));
  for (let place = numbers.length - 1; place > 0; place -= 1) {
    const [before, after] = [numbers[place - 1], numbers[place]];
    if (before === undefined || after === undefined) continue;
    const between = corrections.filter(({ start, end }) => start >= before.end && end <= after.start);
    const right = between.find((one) => leadsTo(reading, words, one, after));
    if (right !== undefined) return Math.max(...between.map(({ end }) => end));
  }
  return null;
}

interface Correction {
  readonly start: number;
  readonly end: number;
  readonly kind: 'sure' | 'direct' | 'paused';
}

function correctionsIn(reading: Reading, words: readonly Word[]): readonly Correction[] {
  const rules = rulesOf(reading);
  return words.flatMap((word, from) => {
    const before = words[from - 1];
    for (let length = Math.min(longestCorrection, words.length - from); length > 0; length -= 1) {
      const phrase = words.slice(from, from + length);
      const text = joinPlain(phrase);
      // "4 or 5", "4 아니면 5".
      if (rules.some(({ scale }) => scale.or.includes(text))) return [];
      const kind = kindOf(rules, text);
      const last = phrase.at(-1);
      if (kind === undefined || last === undefined) continue;
      // "4 et non 5" takes nothing back.
      const isAdded = before !== undefined && rules.some(({ scale }) => scale.and.includes(before.plain));
      return isAdded ? [] : [{ start: word.start, end: last.end, kind }];
    }
    return [];
  });
}

function kindOf(rules: readonly LanguageWords[], text: string): Correction['kind'] | undefined {
  const kinds = ['sure', 'direct', 'paused'] as const;
  return kinds.find((kind) => rules.some(({ corrections }) => corrections[kind].has(text)));
}

/** Whether nothing but small words stands between a correction and the number that may be the right one. */
function leadsTo(
  reading: Reading,
  words: readonly Word[],
  { end, kind }: Correction,
  number: FoundNumber,
): boolean {
  const rules = rulesOf(reading);
  const rest = words.filter((word) => word.start >= end && word.end <= number.start);
  if (rest.some(({ plain }) => rules.some(({ around }) => around.elsewhere.has(plain)))) return false;
  const next = words.find((word) => word.start >= end);
  if (kind === 'paused' && next?.startsClause !== true) return false;
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords;
  const isLight = ({ plain }: Word): boolean =>
    rules.some(
      ({ about, around, corrections }) =>
        about.has(plain) || around.giving.includes(plain) || corrections.direct.has(plain),
    );
  const others = rest.filter((word) => !isLight(word));
  const telling = kind === 'sure' ? others : others.filter(({ plain }) => small?.has(plain) !== true);
  return weightOfWords(others) <= longestLeftover && (kind === 'sure' || telling.length === 0);
}
