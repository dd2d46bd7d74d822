import { topics } from '../i18n/topics.js';
import { compileAlarms, type Alarms } from './alarms.js';
import type { Entry } from './compiled-words.js';
import type { Example, ExamplesFile } from './examples.js';
import { learn, type Model, type Teach } from './model.js';
import type { ListReader, ListWord } from './list-words.js';

/** What a language's examples and lists taught. */
export interface Learned {
  /** Learned when first asked for (some 10 ms): only texts in the language itself are judged by it. */
  readonly model: Model;
  readonly alarms: Alarms;
}

const forStaff = new Set(['question', 'request', 'report', 'statement']);
const topicIndex = new Map<string, number>(topics.map((topic, index) => [topic, index]));

/** Texts with many words teach the ways of a language; phrases of the lists teach its words. Both count alike. */
export function learnLanguage(
  language: string,
  file: ExamplesFile,
  entries: readonly Entry[],
  read: ListReader,
): Learned {
  let model: Model | undefined;
  return {
    get model() {
      return (model ??= learnModel(file, entries, read));
    },
    alarms: compileAlarms(language, file.alarms, read),
  };
}

function learnModel(file: ExamplesFile, entries: readonly Entry[], read: ListReader): Model {
  return learn((teach) => {
    for (const entry of entries) teachEntry(entry, teach);
    for (const example of file.examples) teachExample(example, read(example.text), teach);
    // What families wish of the texting, and answer to questions, is never urgent.
    for (const { text } of [...file.wishes, ...file.answers]) teach(read(text), undefined, undefined, false);
  });
}

function teachEntry({ list, name, words }: Entry, teach: Teach): void {
  switch (list) {
    case 'topics':
      return teach(words, topicIndex.get(name), undefined, false);
    case 'kinds':
      return teach(words, undefined, forStaff.has(name), false);
    case 'urgent':
      return teach(words, undefined, true, true);
    case 'notUrgent':
      return teach(words, undefined, undefined, false);
    case 'consent':
    case 'consentPhrases':
    case 'answers':
    case 'numbers':
  }
}

/**
 * How often an example counts for what is urgent: emergencies are a fifth of the examples and are said in more ways than
 * anything else, and what only sounds like one teaches more than any ordinary text.
 */
const times = { urgent: 3, soundsUrgent: 2 };

function teachExample({ topic, kind, urgent }: Example, words: readonly ListWord[], teach: Teach): void {
  const isUrgent = urgent !== undefined && urgent !== null;
  const staff = kind === undefined ? isUrgent || undefined : forStaff.has(kind);
  teach(words, topic === undefined ? undefined : topicIndex.get(topic), staff, isUrgent, howOften(urgent));
}

const howOften = (urgent: Example['urgent']): number =>
  urgent === undefined ? 1 : urgent === null ? times.soundsUrgent : times.urgent;
