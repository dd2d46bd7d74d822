import { featuresOf, tableSize, type Feature } from './features.js';
import type { Word } from './normalise.js';

/** A text the model learns from: for each question asked of it the answer, or undefined where it has none. */
export interface Lesson {
  readonly words: readonly Word[];
  /** Index of the topic. */
  readonly topic: number | undefined;
  /** Whether a person must see it. */
  readonly staff: boolean | undefined;
  readonly urgent: boolean | undefined;
}

/** How often each feature stood in texts with a "yes" to one question, and in all texts that were asked it. */
interface Counts {
  readonly yes: Float32Array;
  readonly all: Float32Array;
  yesTexts: number;
  allTexts: number;
}

/** What was learned from the examples of one language. */
export interface Model {
  readonly topics: readonly Counts[];
  readonly staff: Counts;
  readonly urgent: Counts;
}

/** Added to every count, so that a feature never seen decides nothing by itself. */
const smoothing = 0.03;

/**
 * Naive Bayes: counts features, nothing more, so that learning a language takes milliseconds and the same lessons
 * always give the same model.
 */
export function learn(lessons: Iterable<Lesson>, topicCount: number): Model {
  const asked = new Float32Array(tableSize);
  const topics = Array.from({ length: topicCount }, () => newCounts(asked));
  const staff = newCounts();
  const urgent = newCounts();
  let topicTexts = 0;
  for (const { words, topic, staff: forStaff, urgent: isUrgent } of lessons) {
    const features = featuresOf(words);
    if (topic !== undefined) {
      topicTexts += 1;
      const counts = topics[topic];
      if (counts !== undefined) count(counts.yes, features);
      if (counts !== undefined) counts.yesTexts += 1;
      count(asked, features);
    }
    if (forStaff !== undefined) record(staff, features, forStaff);
    if (isUrgent !== undefined) record(urgent, features, isUrgent);
  }
  for (const counts of topics) counts.allTexts = topicTexts;
  return { topics, staff, urgent };
}

const newCounts = (all = new Float32Array(tableSize)): Counts => ({
  yes: new Float32Array(tableSize),
  all,
  yesTexts: 0,
  allTexts: 0,
});

function count(table: Float32Array, features: readonly Feature[]): void {
  for (const { place } of features) table[place] = (table[place] ?? 0) + 1;
}

function record(counts: Counts, features: readonly Feature[], isYes: boolean): void {
  count(counts.all, features);
  counts.allTexts += 1;
  if (!isYes) return;
  count(counts.yes, features);
  counts.yesTexts += 1;
}

/** How much one feature speaks for "yes": the logarithm of how much more often it stands in such texts. */
function weightOf(counts: Counts, place: number): number {
  const all = counts.all[place] ?? 0;
  if (all === 0) return 0;
  const yes = counts.yes[place] ?? 0;
  return Math.log(
    ((yes + smoothing) * (counts.allTexts - counts.yesTexts + 1)) /
      ((all - yes + smoothing) * (counts.yesTexts + 1)),
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
  const score = (counts: Counts): number =>
    features.reduce((sum, { place }) => sum + weightOf(counts, place), 0) * scale;
  return {
    topics: model.topics.map(score),
    staff: score(model.staff),
    urgent: score(model.urgent),
    because: (what) => {
      const counts = what === 'urgent' ? model.urgent : model.topics[what];
      return counts === undefined ? null : strongest(features, counts, words);
    },
  };
}

/** The word, or neighbours, whose features speak most for it. */
function strongest(
  features: readonly Feature[],
  counts: Counts,
  words: readonly Word[],
): { start: number; end: number } | null {
  const byWords = new Map<string, { first: number; last: number; weight: number }>();
  for (const { place, first, last } of features) {
    const key = `${first} ${last}`;
    const known = byWords.get(key) ?? { first, last, weight: 0 };
    known.weight += weightOf(counts, place);
    byWords.set(key, known);
  }
  let best: { first: number; last: number; weight: number } | null = null;
  for (const found of byWords.values()) if (found.weight > (best?.weight ?? 0)) best = found;
  const [first, last] = best === null ? [] : [words[best.first], words[best.last]];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}
