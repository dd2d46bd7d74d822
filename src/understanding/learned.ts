import { topics } from '../i18n/topics.js';
import { compileAlarms, type Alarms } from './alarms.js';
import type { Example, ExamplesFile } from './examples.js';
import { learn, type Lesson, type Model } from './model.js';
import type { Word } from './normalise.js';

/** What a language's examples and lists taught: the model, and the alarm words. */
export interface Learned {
  readonly model: Model;
  readonly alarms: Alarms;
}

/** A phrase of the word lists, with its words. */
interface ListedWords {
  readonly list: string;
  readonly name: string;
  readonly words: readonly Word[];
}

const forStaff = new Set(['question', 'request', 'report', 'statement']);
const topicIndex = new Map<string, number>(topics.map((topic, index) => [topic, index]));

/** Texts with many words teach the ways of a language; phrases of the lists teach its words. Both count alike. */
export function learnLanguage(
  language: string,
  file: ExamplesFile,
  phrases: readonly ListedWords[],
  wordsOf: (lines: readonly string[]) => readonly (readonly Word[])[],
): Learned {
  const texts = wordsOf(file.examples.map(({ text }) => text));
  const lessons = [
    ...phrases.flatMap((phrase) => lessonOfPhrase(phrase)),
    ...file.examples.map((example, n) => lessonOfExample(example, texts[n] ?? [])),
  ];
  return { model: learn(lessons, topics.length), alarms: compileAlarms(language, file.alarms) };
}

function lessonOfPhrase({ list, name, words }: ListedWords): Lesson[] {
  const unknown = { words, topic: undefined, staff: undefined, urgent: undefined };
  switch (list) {
    case 'topics':
      return [{ ...unknown, topic: topicIndex.get(name), urgent: false }];
    case 'kinds':
      return [{ ...unknown, staff: forStaff.has(name), urgent: false }];
    case 'urgent':
      return [{ ...unknown, staff: true, urgent: true }];
    case 'notUrgent':
      return [{ ...unknown, urgent: false }];
    default:
      return [];
  }
}

function lessonOfExample({ topic, kind, urgent }: Example, words: readonly Word[]): Lesson {
  const isUrgent = urgent !== undefined && urgent !== null;
  return {
    words,
    topic: topic === undefined ? undefined : topicIndex.get(topic),
    staff: kind === undefined ? isUrgent || undefined : forStaff.has(kind),
    urgent: isUrgent,
  };
}
