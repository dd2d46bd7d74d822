import { isTopic, topics, type Topic } from '../i18n/topics.js';
import type { Judgement } from './model.js';
import { lengthOf, longestOf, reasonFor, type Match } from './phrases.js';
import { soundMatchesIn, type Reading } from './reading.js';
import type { UrgentKind } from './understanding-file.js';
import type { Understanding } from './vocabulary.js';

export interface TopicFinding {
  readonly topic: Topic;
  /** Whether it was named in so many words, and is no guess from the examples. */
  readonly isNamed: boolean;
  readonly reasons: readonly string[];
}

const topicOfUrgency: Readonly<Record<UrgentKind, Topic>> = {
  self_harm: 'safety',
  violence: 'safety',
  weapons: 'safety',
  abuse: 'safety',
  homeless: 'basic_needs',
};

/** How much a word of the lists weighs beside what the examples make of the whole text. */
const weightOfLists = 8;
/** Without any word of the lists, the examples must be this sure. */
const leastScore = 0;

/**
 * What a text is about: by the words of the locale files, longer phrases weighing more, and by what the examples
 * make of it. `other` when neither recognises anything.
 */
export function findTopic(
  reading: Reading,
  u: Understanding,
  urgent: readonly UrgentKind[],
  judged: Judgement | null,
): TopicFinding {
  const firstUrgent = urgent[0];
  if (firstUrgent !== undefined) return { topic: topicOfUrgency[firstUrgent], isNamed: true, reasons: [] };
  const named = namedTopics(reading, u);
  const learned = (topic: Topic): number => judged?.topics[topics.indexOf(topic)] ?? 0;
  if (named.size === 0) return judged === null ? nothing : byExamples(reading, judged);
  let best: { topic: Topic; score: number; match: Match } | null = null;
  for (const [topic, matches] of named) {
    const first = matches[0];
    if (first === undefined) continue;
    const score = weightOfLists * sumOf(matches) + learned(topic);
    if (best === null || score > best.score) best = { topic, score, match: first };
  }
  if (best === null) return nothing;
  const reason = reasonFor(`topic:${best.topic}`, best.match, reading.prepared);
  return { topic: best.topic, isNamed: true, reasons: [reason] };
}

const nothing: TopicFinding = { topic: 'other', isNamed: false, reasons: [] };

function byExamples(reading: Reading, judged: Judgement): TopicFinding {
  let best = -1;
  judged.topics.forEach((score, n) => {
    if (score >= leastScore && (best === -1 || score > (judged.topics[best] ?? 0))) best = n;
  });
  const topic = topics[best];
  if (topic === undefined || topic === 'other') return nothing;
  const place = judged.because(best);
  const words = place === null ? '' : ` «${reading.prepared.clean.slice(place.start, place.end)}»`;
  return {
    topic,
    isNamed: false,
    reasons: [`topic:${topic} sounds like it${words} (${reading.wordLanguage})`],
  };
}

const sumOf = (matches: readonly Match[]): number => matches.reduce((sum, match) => sum + weightOf(match), 0);

/** The topics the word lists know words of in the text, with their words. */
function namedTopics(reading: Reading, u: Understanding): ReadonlyMap<Topic, readonly Match[]> {
  const all = soundMatchesIn(reading, u, 'topics');
  const language = reading.languages.find((code) => all.some((match) => match.language === code));
  return byTopic(longestOf(all.filter((match) => match.language === language)));
}

/** Several forms of one word in a locale file match the same place of a text; it counts once for a topic. */
function byTopic(matches: readonly Match[]): ReadonlyMap<Topic, readonly Match[]> {
  const topics = new Map<Topic, Match[]>();
  for (const match of matches) {
    const topic = match.entry.name;
    if (!isTopic(topic)) continue;
    const list = topics.get(topic) ?? [];
    if (!list.some((other) => other.start === match.start)) list.push(match);
    topics.set(topic, list);
  }
  return topics;
}

/** A phrase says more than a word, but not in step with its length. Signs count half: a word has about two. */
function weightOf(match: Match): number {
  const words = match.end - match.start === lengthOf(match) ? lengthOf(match) / 2 : lengthOf(match);
  return (match.exact ? 1 : 0.9) + 0.5 * Math.max(0, words - 1);
}
