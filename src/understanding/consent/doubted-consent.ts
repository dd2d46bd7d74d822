import { findAlarms, type FoundAlarm } from '../words/alarms.js';
import { namedTimes } from '../words/contact-words.js';
import { placesOf } from '../words/joined-words.js';
import { wordsFor } from '../text/normalise.js';
import { replyOrder, type Reading } from '../reading/reading.js';
import { socialMatches } from '../reading/small-talk.js';
import { timePieces } from '../reading/time-phrases.js';

/**
 * Whether words beside a wish leave it sure though they may look like a doubt: courtesies ("if you please"), "from today
 * on", which is for good, and why it is wished: "we need them no more".
 */
const isBeside = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'polite' || kind === 'fromNow' || kind === 'beside';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the words of a language stand that may be beside a wish and leave it sure. */
export function harmlessIn(reading: Reading, language: string): readonly Span[] {
  return [...doubtsIn(reading, language).filter(isBeside), ...goneIn(reading, language)];
}

/** Where it is said that the wish is for ever: "never again", "once and for all", "not one more". */
export function forEverIn(reading: Reading, language: string): readonly Span[] {
  return doubtsIn(reading, language).filter(({ kind }) => kind === 'forEver');
}

/** Where it is said why no texts are needed any more: "she has left the school". */
export function goneIn({ prepared, u }: Reading, language: string): readonly Span[] {
  return placesOf(u.words(language)?.patterns.gone ?? [], wordsFor(prepared, language));
}

function doubtsIn({ prepared, u }: Reading, language: string): readonly FoundAlarm[] {
  const doubts = u.words(language)?.doubts;
  return doubts === undefined ? [] : findAlarms(doubts, prepared, wordsFor(prepared, language));
}

/**
 * The words that make a wish for no more texts doubtful, as the family wrote them: "maybe", a condition, or somebody
 * else who is to be told. Null when there are none. Who "might unsubscribe" or "will, if this goes on" has not done so;
 * taking it for done would cut a family off from its school. Words inside `within`, the phrase that makes the wish, and
 * what is harmless are no doubt.
 */
export function findDoubt(reading: Reading, within: Span | null): string | null {
  const { prepared, u } = reading;
  for (const language of reading.languages) {
    const harmless = [
      ...harmlessIn(reading, language),
      ...forEverIn(reading, language),
      ...(within === null ? [] : [within]),
    ];
    const inPatterns = placesOf(u.words(language)?.patterns.doubt ?? [], wordsFor(prepared, language));
    const doubt = [...doubtsIn(reading, language), ...inPatterns].find(
      (one) => !harmless.some((other) => one.start < other.end && other.start < one.end),
    );
    if (doubt !== undefined) return prepared.clean.slice(doubt.start, doubt.end);
  }
  return null;
}

/**
 * Whether a time of the day or a day of the week stands in the text beside its greetings, the phrase that makes the wish
 * and "from today on": "do not text me at night" wishes other hours, as likely as an end of the texts.
 */
export function namesHours(reading: Reading, within: Span | null): boolean {
  const { prepared, u, wordLanguage } = reading;
  const harmless = reading.languages.flatMap((code) => harmlessIn(reading, code));
  const beside = [...socialMatches(reading), ...harmless, ...(within === null ? [] : [within])];
  const small = u.smallWords(wordLanguage)?.functionWords;
  const smallWords = prepared.words.filter(({ plain }) => small?.has(plain));
  // Vietnamese "tối" (evening) without its accents is "tôi" (I) as well.
  const languages = replyOrder(reading).filter((code) => u.vocabulary(code)?.forms.accentsTellWords !== true);
  return languages.some((code) => {
    // French "mon" (my) is no Monday.
    const notLookedAt = code === wordLanguage ? beside : [...beside, ...smallWords];
    const pieces = timePieces(u, blankedOut(prepared.clean, notLookedAt), [code], namedTimes);
    return pieces.some((piece) => piece.kind === 'phrase');
  });
}

/** What stands around parts the words, and what stands in these places is no word. */
const blankedOut = (text: string, spans: readonly Span[]): string =>
  spans.reduce(
    (left, { start, end }) => left.slice(0, start) + '.'.repeat(end - start) + left.slice(end),
    text,
  );
