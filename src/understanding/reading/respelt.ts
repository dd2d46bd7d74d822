import type { Vocabulary } from '../words/compiled-words.js';
import { editsBetween } from '../text/edits.js';
import type { Word } from '../text/normalise.js';
import { readText, type Reading } from './reading.js';
import type { Ask } from '../understood.js';
import type { Understanding } from '../vocabulary.js';

/** In longer texts a word nobody knows may be any word. */
const fewWords = 3;

/** The single words that answer an ask, and what each of them means. */
type AnswerWords = ReadonlyMap<string, string>;

const wordsOf = new WeakMap<Vocabulary, Map<Ask['kind'], AnswerWords>>();

/**
 * A text of few words with those put right that are a slip of the finger away from a word that would answer, and from no
 * word that would answer otherwise: "hayr", "tka", "дисять хвелин". Null where there are none.
 */
export function respelt(reading: Reading): Reading | null {
  const { prepared, context, u } = reading;
  const { ask, homeLanguage } = context;
  const language = reading.homeWordLanguage ?? homeLanguage ?? reading.wordLanguage;
  const vocabulary = u.vocabulary(language);
  if (ask === undefined || vocabulary === undefined || prepared.words.length > fewWords) return null;
  const answers = answerWords(u, language, vocabulary, ask.kind);
  let text = prepared.clean;
  for (const word of [...prepared.words].reverse()) {
    const meant = vocabulary.words.has(word.plain) ? null : meantBy(word, answers);
    if (meant !== null) text = text.slice(0, word.start) + meant + text.slice(word.end);
  }
  return text === prepared.clean ? null : readText(u, text, context);
}

function meantBy({ plain, sign }: Word, answers: AnswerWords): string | null {
  if (sign || answers.has(plain)) return null;
  const near = [...answers].filter(([word]) => isSlip(plain, word));
  const [first] = near;
  return first !== undefined && near.every(([, meaning]) => meaning === first[1]) ? first[0] : null;
}

/** Two letters swapped, or, in a word of four letters and more, one lost, added or, from five on, another. */
function isSlip(word: string, meant: string): boolean {
  const [shorter, longer] = [Math.min(word.length, meant.length), Math.max(word.length, meant.length)];
  if (longer - shorter > 1 || longer < 3 || editsBetween(word, meant) !== 1) return false;
  if (shorter < longer) return longer >= 5 && word[0] === meant[0];
  const isSwapped = [...word].sort().join('') === [...meant].sort().join('');
  return isSwapped || (longer >= 5 && word[0] === meant[0]);
}

function answerWords(
  u: Understanding,
  language: string,
  vocabulary: Vocabulary,
  kind: Ask['kind'],
): AnswerWords {
  const known = wordsOf.get(vocabulary) ?? new Map<Ask['kind'], AnswerWords>();
  wordsOf.set(vocabulary, known);
  let words = known.get(kind);
  if (words === undefined) {
    words = findAnswerWords(u, language, vocabulary, kind);
    known.set(kind, words);
  }
  return words;
}

function findAnswerWords(
  u: Understanding,
  language: string,
  vocabulary: Vocabulary,
  kind: Ask['kind'],
): AnswerWords {
  const list = kind === 'yesno' ? 'answers' : 'numbers';
  const found = new Map<string, string>();
  for (const entry of new Set([...vocabulary.byFirstWord.values()].flat())) {
    const [word, ...others] = entry.list === list ? entry.words : [];
    if (word !== undefined && others.length === 0 && !word.sign) found.set(word.plain, entry.name);
  }
  const time = kind === 'yesno' ? undefined : u.words(language)?.time;
  for (const unit of time?.hours ?? []) if (!unit.includes(' ')) found.set(unit, 'hours');
  for (const unit of time?.minutes ?? []) if (!unit.includes(' ')) found.set(unit, 'minutes');
  return found;
}
