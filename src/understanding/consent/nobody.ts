import { findAlarms } from '../words/alarms.js';
import { harmlessIn } from './doubted-consent.js';
import { joinPlain, placesOf } from '../words/joined-words.js';
import { weightOfWords, wordsFor } from '../text/normalise.js';
import { guardWordsOf, type Reading } from '../reading/reading.js';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Longer texts say more than that, and go to a person anyway. */
const longestText = 20;

/** Where "no one", "none of you" stand in the text; they ask for no texts, and do not ask who it is. */
export function placesOfNobody(reading: Reading, language: string): readonly Span[] {
  const words = wordsFor(reading.prepared, language);
  const { nobody } = guardWordsOf(reading, language);
  if (nobody.length === 0) return [];
  const longest = Math.max(...nobody.map((phrase) => phrase.length));
  return words.flatMap((first, from) => {
    for (let to = from + 1; to <= words.length; to += 1) {
      const phrase = joinPlain(words.slice(from, to));
      if (phrase.length > longest) break;
      if (nobody.includes(phrase)) return [{ start: first.start, end: words[to - 1]?.end ?? first.end }];
    }
    return [];
  });
}

/** "No one should text me again." */
export function saysNobody(reading: Reading, language: string): boolean {
  return placesOfNobody(reading, language).length > 0;
}

/**
 * The words that say that nobody may text, with their language; null when there are none. They may ask for an end of
 * the texts, never for texts: "I do not want anyone to text me again". "Nobody answered my text" does not.
 */
export function findNobodyMayText(reading: Reading): { phrase: string; language: string } | null {
  const { prepared, languages, u } = reading;
  const weight = weightOfWords(prepared.words);
  if (prepared.words.length < 2 || weight > longestText) return null;
  for (const language of languages) {
    const text = joinPlain(wordsFor(prepared, language));
    for (const pattern of u.words(language)?.patterns.nobody ?? []) {
      const [phrase] = pattern.exec(text) ?? [];
      if (phrase !== undefined) return { phrase: phrase.trim(), language };
    }
  }
  return null;
}

/**
 * "No message came", "I deleted your text by mistake": of trouble with the texts, which is no wish about them. "There is
 * no need of your messages" is none, and neither is "I do not want any message to come".
 */
export function tellsOfTrouble(reading: Reading): boolean {
  const { prepared, languages, u } = reading;
  return languages.some((language) => {
    const trouble = placesOf(u.words(language)?.patterns.trouble ?? [], wordsFor(prepared, language));
    if (trouble.length === 0) return false;
    const harmless = [...harmlessIn(reading, language), ...placesOfUnwanted(reading, language)];
    return trouble.some(
      ({ start, end }) => !harmless.some((place) => place.start < end && start < place.end),
    );
  });
}

/** Where "I do not want" stands. */
function placesOfUnwanted({ prepared, u }: Reading, language: string): readonly Span[] {
  const stems = u.words(language)?.consentParts;
  if (stems === undefined) return [];
  return findAlarms(stems, prepared, wordsFor(prepared, language)).filter(({ kind }) => kind === 'want');
}
