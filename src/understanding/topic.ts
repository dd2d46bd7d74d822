import { isTopic, type Topic } from '../i18n/topics.js';
import { lengthOf, longestOf, reasonFor, type Match } from './phrases.js';
import { soundMatchesIn, type Reading } from './reading.js';
import type { Understanding, UrgentKind } from './vocabulary.js';

export interface TopicFinding {
  readonly topic: Topic;
  readonly reasons: readonly string[];
}

const topicOfUrgency: Readonly<Record<UrgentKind, Topic>> = {
  self_harm: 'safety',
  violence: 'safety',
  weapons: 'safety',
  abuse: 'safety',
  homeless: 'basic_needs',
};

/**
 * What a text is about, by the words of the locale files: longer phrases weigh more, the text's own language
 * goes before others, and of equals the first named wins. `other` when nothing is recognised.
 */
export function findTopic(reading: Reading, u: Understanding, urgent: readonly UrgentKind[]): TopicFinding {
  const firstUrgent = urgent[0];
  if (firstUrgent !== undefined) return { topic: topicOfUrgency[firstUrgent], reasons: [] };
  const all = soundMatchesIn(reading, u, 'topics');
  const language = reading.languages.find((code) => all.some((match) => match.language === code));
  const named = longestOf(all.filter((match) => match.language === language));
  let best: { topic: Topic; score: number; match: Match } | null = null;
  for (const [topic, matches] of byTopic(named)) {
    const first = matches[0];
    if (first === undefined) continue;
    const score = matches.reduce((sum, match) => sum + weightOf(match), 0);
    const isFirst = best !== null && score === best.score && first.start < best.match.start;
    if (best === null || score > best.score || isFirst) best = { topic, score, match: first };
  }
  if (best === null) return { topic: 'other', reasons: [] };
  return { topic: best.topic, reasons: [reasonFor(`topic:${best.topic}`, best.match, reading.prepared)] };
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
