import { topics } from '../i18n/topics.js';
import { featuresOf, placeVisitor, tableSize, type Feature } from './features.js';
import type { PlainWord } from './list-words.js';
import type { Word } from './normalise.js';

/**
 * Takes one text to learn from, and for each question asked of it the answer, or undefined where it has none: the index
 * of its topic, whether a person must see it, whether it is urgent.
 */
export type Teach = (
  words: readonly PlainWord[],
  topic: number | undefined,
  staff: boolean | undefined,
  urgent: boolean | undefined,
) => void;

/** Columns of the table: texts with a feature by topic, then with any topic, then those for staff and urgent ones. */
const anyTopic = topics.length;
const staff = { yes: anyTopic + 1, all: anyTopic + 2 };
const urgent = { yes: anyTopic + 3, all: anyTopic + 4 };
const columns = anyTopic + 5;

/** What was learned from the examples of one language. */
export interface Model {
  /** In how many texts of each kind a feature stood: a row a feature, side by side, since they are read together. */
  readonly table: Uint16Array;
  /** How many texts there were of each kind. */
  readonly texts: Uint32Array;
}

/** Added to every count, so that a feature never seen decides nothing by itself. */
const smoothing = 0.1;

/**
 * Naive Bayes: counts features, nothing more, so that learning a language takes milliseconds and the same lessons
 * always give the same model.
 */
export function learn(lessons: (teach: Teach) => void): Model {
  const table = new Uint16Array(tableSize * columns);
  const texts = new Uint32Array(columns);
  const visitPlaces = placeVisitor();
  const asked: number[] = [];
  lessons((words, topic, isForStaff, isUrgent) => {
    asked.length = 0;
    if (topic !== undefined) asked.push(topic, anyTopic);
    if (isForStaff !== undefined) asked.push(staff.all);
    if (isForStaff === true) asked.push(staff.yes);
    if (isUrgent !== undefined) asked.push(urgent.all);
    if (isUrgent === true) asked.push(urgent.yes);
    for (const column of asked) texts[column] = (texts[column] ?? 0) + 1;
    visitPlaces(words, (place) => {
      const row = place * columns;
      for (const column of asked) table[row + column] = (table[row + column] ?? 0) + 1;
    });
  });
  return { table, texts };
}

/** How much one feature speaks for "yes": the logarithm of how much more often it stands in such texts. */
function weightOf({ table, texts }: Model, place: number, yesColumn: number, allColumn: number): number {
  const row = place * columns;
  const all = table[row + allColumn] ?? 0;
  if (all === 0) return 0;
  const yes = table[row + yesColumn] ?? 0;
  const [yesTexts, allTexts] = [texts[yesColumn] ?? 0, texts[allColumn] ?? 0];
  return Math.log(
    ((yes + smoothing) * (allTexts - yesTexts + 1)) / ((all - yes + smoothing) * (yesTexts + 1)),
  );
}

/** Scores around 0: above it speaks for "yes". Long and short texts can be compared. */
export interface Judgement {
  /** In the order of `topics`. */
  readonly topics: readonly number[];
  readonly staff: number;
  readonly urgent: number;
  /** The words that speak most for the topic of that index or for urgency; null when none do. */
  because(what: number | 'urgent'): { readonly start: number; readonly end: number } | null;
}

/** Judges words, as `wordsFor` divides them: of a whole text or a sentence of it. */
export function judge(model: Model, words: readonly Word[]): Judgement {
  const features = featuresOf(words);
  const scale = 1 / Math.sqrt(features.length || 1);
  const score = (yes: number, all: number): number =>
    features.reduce((sum, { place }) => sum + weightOf(model, place, yes, all), 0) * scale;
  return {
    topics: topics.map((_, topic) => score(topic, anyTopic)),
    staff: score(staff.yes, staff.all),
    urgent: score(urgent.yes, urgent.all),
    because: (what) => {
      const [yes, all] = what === 'urgent' ? [urgent.yes, urgent.all] : [what, anyTopic];
      return strongest(features, (place) => weightOf(model, place, yes, all), words);
    },
  };
}

/** The word, or neighbours, whose features speak most for it. */
function strongest(
  features: readonly Feature[],
  weigh: (place: number) => number,
  words: readonly Word[],
): { start: number; end: number } | null {
  const byWords = new Map<string, { first: number; last: number; weight: number }>();
  for (const { place, first, last } of features) {
    const key = `${first} ${last}`;
    const known = byWords.get(key) ?? { first, last, weight: 0 };
    known.weight += weigh(place);
    byWords.set(key, known);
  }
  let best: { first: number; last: number; weight: number } | null = null;
  for (const found of byWords.values()) if (found.weight > (best?.weight ?? 0)) best = found;
  const [first, last] = best === null ? [] : [words[best.first], words[best.last]];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}
