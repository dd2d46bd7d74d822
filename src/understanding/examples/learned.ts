import { topics } from '../../i18n/topics.js';
import { alarmsOf, type Alarms } from '../words/alarms.js';
import type { Example, ExamplesFile } from './examples.js';
import { learn, urgencyUnread, type Model, type Teach } from './model.js';
import type { ListReader, ListWord } from '../words/list-words.js';
import {
  consentKinds,
  everydayDangers,
  phraseGroupsOf,
  replyKinds,
  type ConsentKind,
  type ListName,
  type UnderstandingFile,
} from '../words/understanding-file.js';

/** What a language's examples and lists taught. */
export interface Learned {
  /** Learned when first asked for (`npm run bench -- understand` says in what time): only texts in the language itself are judged by it. */
  readonly model: Model;
  /**
   * How urgent the more worrying of its ordinary texts sound by what is counted: from here on urgency is measured, since the words of
   * danger are nearer to everyday ones in some languages, and in some examples, than in others.
   */
  readonly calm: number;
  readonly alarms: Alarms;
}

const forStaff = new Set(['question', 'request', 'report', 'statement']);
const topicIndex = new Map<string, number>(topics.map((topic, index) => [topic, index]));

/** Texts with many words teach the ways of a language; phrases of the lists teach its words. Both count alike. */
export function learnLanguage(file: ExamplesFile, lists: UnderstandingFile, read: ListReader): Learned {
  let model: Model | undefined;
  let calm: number | undefined;
  return {
    get model() {
      return (model ??= learnModel(file, lists, read));
    },
    get calm() {
      return (calm ??= calmOf(this.model, file, read));
    },
    alarms: alarmsOf(file.alarms, read),
  };
}

function learnModel(file: ExamplesFile, lists: UnderstandingFile, read: ListReader): Model {
  return learn((teach) => {
    for (const { list, name, phrases } of phraseGroupsOf(lists))
      for (const phrase of phrases) teachPhrase(list, name, read(phrase), teach);
    for (const example of file.examples) teachExample(example, read(example.text), teach);
    for (const text of file.everyday) teach(read(text), { urgent: false });
    // What families wish of the texting, and answer to questions, is never urgent.
    for (const { text, consent } of file.wishes) {
      const repeats = consent === null ? times.soundsLikeWish : 1;
      for (let n = 0; n < repeats; n += 1)
        teach(read(text), { urgent: n === 0 ? false : undefined, wish: consent });
    }
    for (const { text, ask, answer } of file.answers) {
      // What is told where an open question was asked is good to read, and nothing to do.
      const staff = ask.kind === 'open' && answer.status === 'answered' ? false : undefined;
      teach(read(text), { staff, urgent: false, wish: null });
    }
    for (const { text, topic, staff } of file.forStaff) {
      const about = topic === undefined ? undefined : topicIndex.get(topic);
      teach(read(text), { topic: about, staff, urgent: false, reply: staff ? 'other' : undefined });
    }
    for (const reply of replyKinds)
      for (const text of file.yesNo[reply]) teach(read(text), { urgent: false, wish: null, reply });
  });
}

/** So many of the ordinary examples sound less urgent than the level that is called calm. */
const calmShare = 0.9;

function calmOf(model: Model, { examples, everyday }: ExamplesFile, read: ListReader): number {
  const ordinary = examples.flatMap(({ text, urgent }) => (urgent === undefined ? [text] : []));
  const scores = [...ordinary, ...everyday]
    .map((text) => urgencyUnread(model, read(text)))
    .sort((a, b) => a - b);
  return scores[Math.floor(scores.length * calmShare)] ?? 0;
}

function teachPhrase(list: ListName, name: string, words: readonly ListWord[], teach: Teach): void {
  switch (list) {
    case 'topics':
      return teach(words, { topic: topicIndex.get(name), urgent: false, wish: null });
    case 'kinds':
      return teach(words, { staff: forStaff.has(name), urgent: false, wish: null });
    case 'urgent':
      return teach(words, { staff: true, urgent: true });
    case 'notUrgent':
      return teach(words, { urgent: false });
    case 'consent':
    case 'consentPhrases':
      return teach(words, { wish: wishNamed(name) });
    case 'answers':
    case 'numbers':
  }
}

const wishNamed = (name: string): ConsentKind | undefined => consentKinds.find((kind) => kind === name);

/**
 * How often an example counts for what is urgent: emergencies are a fifth of the examples and are said in more ways than
 * anything else, and what only sounds like one teaches more than any ordinary text. So does what only sounds like a wish
 * about the texting. Set where, of danger learned from other texts, most was heard at as many false alarms.
 */
const times = { urgent: 3, everydayUrgent: 1, soundsUrgent: 2, soundsLikeWish: 3 };

function teachExample({ topic, kind, urgent }: Example, words: readonly ListWord[], teach: Teach): void {
  const isUrgent = urgent !== undefined && urgent !== null;
  const staff = kind === undefined ? isUrgent || undefined : forStaff.has(kind);
  teach(words, {
    topic: topic === undefined ? undefined : topicIndex.get(topic),
    staff,
    urgent: isUrgent,
    times: howOften(urgent),
    // Danger, and what sounds like it, would teach nothing of wishes but its own words.
    wish: urgent === undefined ? null : undefined,
  });
}

function howOften(urgent: Example['urgent']): number {
  if (urgent === undefined) return 1;
  if (urgent === null) return times.soundsUrgent;
  // Their words must not grow alarming by themselves.
  return everydayDangers.has(urgent) ? times.everydayUrgent : times.urgent;
}
