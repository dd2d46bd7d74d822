import { isTopic, topics, type Topic } from '../../i18n/topics.js';
import { findAlarms, type FoundAlarm } from '../words/alarms.js';
import type { Judgement } from '../examples/model.js';
import { wordsFor } from '../text/normalise.js';
import { lengthOf, longestOf, matchesOf, type Match } from '../words/phrases.js';
import { readText, soundMatchesIn, type Reading } from '../reading/reading.js';
import type { UrgentKind } from '../words/understanding-file.js';
import type { UnderstandContext } from '../understood.js';
import type { UrgencyFinding } from '../urgency/urgency.js';
import type { Understanding } from '../vocabulary.js';

export interface TopicFinding {
  readonly topic: Topic;
  /** What its words name; `other` where they name nothing. Where `topic` is another one, the examples know better. */
  readonly named: Topic;
  readonly reasons: readonly string[];
}

const topicOfUrgency: Readonly<Record<UrgentKind, Topic>> = {
  self_harm: 'safety',
  violence: 'safety',
  weapons: 'safety',
  abuse: 'safety',
  homeless: 'basic_needs',
  missing: 'safety',
  hunger: 'basic_needs',
};

/** How much a word of the lists weighs beside what the examples make of the whole text. */
const weightOfLists = 3.5;
/**
 * Where two topics are named, one says more: "pick her up at 12 for the dentist" is about attendance, "the IEP meeting"
 * about special services; class and teacher stand in texts about anything.
 */
const tellingBonus: Readonly<Partial<Record<Topic, number>>> = {
  special_services: 3,
  attendance: 1,
  behavior: 2,
  health: 2,
  meals: 2,
  transportation: 1,
  basic_needs: 1,
  safety: -1,
  learning: -1,
  enrollment: -2,
};

/**
 * Without any word of the lists, the examples must be this sure; against one, so sure, and the more surer the
 * more the word weighs.
 */
const needed = { least: 0, against: 1, lead: 2.5 } as const;

/**
 * What a text is about: by the words of the locale files, longer phrases weighing more, and by what the examples
 * make of it. `other` when neither recognises anything. What may be about danger and sounds like nothing else is about that.
 */
export function findTopic(
  reading: Reading,
  u: Understanding,
  urgency: UrgencyFinding,
  judged: Judgement | null,
): TopicFinding {
  const danger = topicOfUrgency[urgency.kinds[0] ?? 'violence'];
  if (urgency.stage === 'urgent') return { topic: danger, named: danger, reasons: [] };
  const found = findOrdinaryTopic(reading, u, judged);
  return urgency.stage === null || found.topic !== 'other' ? found : { ...found, topic: danger, reasons: [] };
}

function findOrdinaryTopic(reading: Reading, u: Understanding, judged: Judgement | null): TopicFinding {
  const named = namedTopics(reading, u);
  const learned = (topic: Topic): number => judged?.topics[topics.indexOf(topic)] ?? 0;
  let best: { topic: Topic; score: number; weight: number; clue: Clue } | null = null;
  for (const [topic, clues] of named) {
    const first = clues[0];
    if (first === undefined) continue;
    const weight = sumOf(clues);
    const score = weightOfLists * weight + learned(topic) + (tellingBonus[topic] ?? 0);
    if (best === null || score > best.score) best = { topic, score, weight, clue: first };
  }
  const mayOverrule = best === null || !saysOnly(reading, best.clue);
  if (
    judged !== null &&
    mayOverrule &&
    (best === null || isOverruled(judged, learned(best.topic), best.weight))
  )
    return { ...byExamples(reading, judged), named: best?.topic ?? 'other' };
  if (best === null) return noTopic;
  const words = reading.prepared.clean.slice(best.clue.start, best.clue.end);
  return {
    topic: best.topic,
    named: best.topic,
    reasons: [`topic:${best.topic} «${words}» (${best.clue.language})`],
  };
}

/** One word names a matter, all the others another: "good morning teacher, he is not going today, we have a flat". */
function isOverruled({ topics: scores }: Judgement, named: number, weight: number): boolean {
  const surest = Math.max(...scores);
  const isAbout = topics[scores.indexOf(surest)] !== 'other';
  return isAbout && surest >= needed.against && surest - named >= needed.lead * weight;
}

/** "When is the meeting?": beside a word the lists know stand only small ones, which tell the examples nothing. */
function saysOnly(reading: Reading, { start, end }: Clue): boolean {
  const { wordLanguage, u, prepared } = reading;
  const small = [u.smallWords(wordLanguage)?.functionWords, u.words(wordLanguage)?.guards.asking];
  const asked = matchesOf(reading.found.get(wordLanguage) ?? [], 'kinds', 'question');
  return wordsFor(prepared, wordLanguage).every(
    (word) =>
      (word.start >= start && word.end <= end) ||
      small.some((list) => list?.has(word.plain) === true) ||
      asked.some((match) => match.start <= word.start && match.end >= word.end),
  );
}

/** About nothing. */
export const noTopic: TopicFinding = { topic: 'other', named: 'other', reasons: [] };

/** A letter or two may be a piece of any word, and of so few words one must be known, or a greeting has a topic. */
const leastLetters = 3;
const fewWords = 2;

function byExamples(reading: Reading, judged: Judgement): TopicFinding {
  // A sign of Chinese is a word.
  const letters = reading.prepared.words.reduce(
    (sum, { plain, sign }) => sum + (sign ? leastLetters : plain.length),
    0,
  );
  if (letters < leastLetters) return noTopic;
  if (!judged.knowsWords && reading.prepared.words.length <= fewWords) return noTopic;
  let best = -1;
  judged.topics.forEach((score, n) => {
    if (score >= needed.least && (best === -1 || score > (judged.topics[best] ?? 0))) best = n;
  });
  const topic = topics[best];
  if (topic === undefined || topic === 'other') return noTopic;
  const place = judged.because(best);
  const words = place === null ? '' : ` «${reading.prepared.clean.slice(place.start, place.end)}»`;
  return {
    topic,
    named: 'other',
    reasons: [`topic:${topic} sounds like it${words} (${reading.wordLanguage})`],
  };
}

/** A word or phrase that names a topic, with its place in `PreparedText.clean`. */
interface Clue {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
  readonly language: string;
}

const sumOf = (clues: readonly Clue[]): number => clues.reduce((sum, { weight }) => sum + weight, 0);

/** A word of which only the beginning is known says a little less than one that is listed. */
const weightOfStem = 0.8;

/** The topics the word lists know words of in the text, with their words. */
function namedTopics(reading: Reading, u: Understanding): ReadonlyMap<Topic, readonly Clue[]> {
  const all = soundMatchesIn(reading, u, 'topics');
  const stems = stemsIn(reading, u);
  const ofStems = stems.length > 0 ? reading.wordLanguage : undefined;
  const language = reading.languages.find(
    (code) => code === ofStems || all.some((match) => match.language === code),
  );
  const listed = byTopic(longestOf(all.filter((match) => match.language === language)));
  if (language === ofStems) addStems(listed, stems, reading.wordLanguage);
  return listed;
}

function stemsIn(reading: Reading, u: Understanding): readonly FoundAlarm[] {
  const words = u.words(reading.wordLanguage);
  if (words === undefined) return [];
  const { prepared, wordLanguage } = reading;
  return findAlarms(words.topicStems, prepared, wordsFor(prepared, wordLanguage));
}

/**
 * Every topic the word lists know words of in a text, whatever the text is about first: "he has a fever and stays at home"
 * names health as well as attendance. Pure.
 */
export function topicsNamed(u: Understanding, text: string, context: UnderstandContext): Topic[] {
  return [...namedTopics(readText(u, text, context), u).keys()];
}

/** Stems count where no listed word of any topic says more. */
function addStems(topics: Map<Topic, Clue[]>, stems: readonly FoundAlarm[], language: string): void {
  const listed = [...topics.values()].flat();
  const covers = (one: { start: number; end: number }, other: { start: number; end: number }): boolean =>
    one.start <= other.start && one.end >= other.end;
  for (const { kind, start, end } of stems) {
    if (!isTopic(kind) || listed.some((clue) => covers(clue, { start, end }))) continue;
    if (stems.some((other) => other.end - other.start > end - start && covers(other, { start, end })))
      continue;
    const clues = topics.get(kind) ?? [];
    if (!clues.some((clue) => clue.start === start))
      clues.push({ start, end, weight: weightOfStem, language });
    topics.set(kind, clues);
  }
}

/** Several forms of one word in a locale file match the same place of a text; it counts once for a topic. */
function byTopic(matches: readonly Match[]): Map<Topic, Clue[]> {
  const topics = new Map<Topic, Clue[]>();
  for (const match of matches) {
    const topic = match.entry.name;
    if (!isTopic(topic)) continue;
    const { start, end, language } = match;
    const clues = topics.get(topic) ?? [];
    if (!clues.some((other) => other.start === start))
      clues.push({ start, end, language, weight: weightOf(match) });
    topics.set(topic, clues);
  }
  return topics;
}

/** A phrase says more than a word, but not in step with its length. Signs count half: a word has about two. */
function weightOf(match: Match): number {
  const words = match.end - match.start === lengthOf(match) ? lengthOf(match) / 2 : lengthOf(match);
  return (match.exact ? 1 : 0.9) + 0.5 * Math.max(0, words - 1);
}
