import { topics } from '../../i18n/topics.js';
import { discriminate, type Lesson } from './discriminate.js';
import { featureRows, type FeatureRows } from './feature-rows.js';
import { featuresOf, idOfWord, rowVisitor, type Feature } from './features.js';
import type { PlainWord } from '../words/list-words.js';
import type { Word } from '../text/normalise.js';
import { consentKinds, replyKinds, type ConsentKind, type ReplyKind } from '../words/understanding-file.js';

/** What a text to learn from says of each question asked of it; what is left out it says nothing of. */
export interface Lessons {
  /** The index of its topic. */
  readonly topic?: number | undefined;
  /** Whether a person must see it. */
  readonly staff?: boolean | undefined;
  readonly urgent?: boolean | undefined;
  /** As if it had been read so often, for what is urgent. */
  readonly times?: number;
  /** What it asks of the texting, null for nothing. */
  readonly wish?: ConsentKind | null | undefined;
  /** What it replies to a question of yes or no. */
  readonly reply?: ReplyKind | undefined;
}

/** Takes one text to learn from. */
export type Teach = (words: readonly PlainWord[], lessons: Lessons) => void;

/**
 * Columns of the table: texts with a feature by topic, then with any topic, then those for staff and urgent ones, then
 * by what they wish of the texting, with any wish, and with none or any.
 */
const anyTopic = topics.length;
const staff = { yes: anyTopic + 1, all: anyTopic + 2 };
const urgent = { yes: anyTopic + 3, all: anyTopic + 4 };
const firstWish = anyTopic + 5;
const wishes = { yes: firstWish + consentKinds.length, all: firstWish + consentKinds.length + 1 };
const columns = wishes.all + 1;

/** What was learned from the examples of one language. */
export interface Model {
  readonly rows: FeatureRows;
  /** In how many texts of each kind a feature stood: a row a feature, side by side, since they are read together. */
  readonly table: Uint16Array;
  /** How many texts there were of each kind. */
  readonly texts: Uint32Array;
  /** How much a feature tells a text apart; the last row is for all texts. */
  readonly weights: Float32Array;
}

/** Columns of the weights: each topic, whether it is for staff, whether it is urgent, each wish, and none, each reply. */
const choices = [topics.length, 1, 1, consentKinds.length + 1, replyKinds.length];
const weighed = {
  staff: topics.length,
  urgent: topics.length + 1,
  firstWish: topics.length + 2,
  noWish: topics.length + 2 + consentKinds.length,
  firstReply: topics.length + 3 + consentKinds.length,
  all: topics.length + 3 + consentKinds.length + replyKinds.length,
};
/**
 * A score is what is counted, to this share, and what was weighed. Counted alone, words that always stand together count
 * twice and common words drown the rest; weighed alone, what is seldom read says nothing.
 */
const shareOfCounts = 0.5;

/** Added to every count, so that a feature never seen decides nothing by itself. */
const smoothing = 0.1;
/** The same for what is urgent: danger is said in so many ways that one text with a word proves little. */
const urgentSmoothing = 0.5;
/**
 * The least and the most one feature says of urgency: words of danger say more than their absence does, and many common
 * words of ordinary texts must not outweigh them.
 */
const urgentBounds = { least: -2, most: 4 };

/** Rows to begin with. */
const firstRows = 1 << 14;

/**
 * Naive Bayes: counts features. What tells a text apart is weighed besides; the same lessons always give the same model.
 */
export function learn(teachAll: (teach: Teach) => void): Model {
  const rows = featureRows();
  let table = new Uint16Array(firstRows * columns);
  let seenIn = new Int32Array(firstRows);
  const texts = new Uint32Array(columns);
  const cells = growingList();
  const weighedLessons: Lesson[] = [];
  let text = 0;
  /** What a text adds to each column. */
  const adds = new Uint16Array(columns);
  const asked: number[] = [];
  let asks = 0;
  const count = (row: number): void => {
    if (row >= seenIn.length) {
      table = enlarged(table, new Uint16Array(table.length * 2));
      seenIn = enlarged(seenIn, new Int32Array(seenIn.length * 2));
    }
    if (seenIn[row] === text) return;
    seenIn[row] = text;
    cells.push(row);
    const start = row * columns;
    for (let n = 0; n < asks; n += 1) {
      const column = asked[n] ?? 0;
      table[start + column] = (table[start + column] ?? 0) + (adds[column] ?? 0);
    }
  };
  const ask = (column: number, times: number): void => {
    texts[column] = (texts[column] ?? 0) + times;
    adds[column] = times;
    asked[asks++] = column;
  };
  const visit = rowVisitor(rows.rowFor, count);
  teachAll((words, { topic, staff: isForStaff, urgent: isUrgent, times = 1, wish, reply }) => {
    text += 1;
    asks = 0;
    if (topic !== undefined) [topic, anyTopic].forEach((column) => ask(column, 1));
    if (isForStaff !== undefined) ask(staff.all, 1);
    if (isForStaff === true) ask(staff.yes, 1);
    if (isUrgent !== undefined) ask(urgent.all, times);
    if (isUrgent === true) ask(urgent.yes, times);
    if (wish !== undefined) ask(wishes.all, 1);
    if (wish) [firstWish + consentKinds.indexOf(wish), wishes.yes].forEach((column) => ask(column, 1));
    const from = cells.count();
    visit(words);
    weighedLessons.push({
      from,
      to: cells.count(),
      answers: [
        topic ?? -1,
        asNumber(isForStaff),
        asNumber(isUrgent),
        wishAsNumber(wish),
        reply === undefined ? -1 : replyKinds.indexOf(reply),
      ],
      times: [1, 1, times, 1, 1],
    });
  });
  const weights = discriminate(weighedLessons, cells.all(), rows.count(), choices);
  return { rows, table: table.slice(0, rows.count() * columns), texts, weights };
}

const asNumber = (answer: boolean | undefined): number => (answer === undefined ? -1 : Number(answer));

const wishAsNumber = (wish: ConsentKind | null | undefined): number =>
  wish === undefined ? -1 : wish === null ? consentKinds.length : consentKinds.indexOf(wish);

/** Whole numbers, one after another. */
function growingList(): { push: (value: number) => void; count: () => number; all: () => Int32Array } {
  let values = new Int32Array(1 << 18);
  let count = 0;
  return {
    push(value) {
      if (count === values.length) values = enlarged(values, new Int32Array(values.length * 2));
      values[count++] = value;
    },
    count: () => count,
    all: () => values.subarray(0, count),
  };
}

function enlarged<T extends Uint16Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/**
 * How much one feature speaks for "yes": the logarithm of how much more often it stands in such texts. `unread`: as if so
 * many of the other texts with it had not been read.
 */
function weightOf(
  { table, texts }: Model,
  row: number,
  yesColumn: number,
  allColumn: number,
  unread = 0,
): number {
  const start = row * columns;
  const all = (table[start + allColumn] ?? 0) - unread;
  if (all <= 0) return 0;
  const yes = table[start + yesColumn] ?? 0;
  const [yesTexts, allTexts] = [texts[yesColumn] ?? 0, (texts[allColumn] ?? 0) - unread];
  const more = yesColumn === urgent.yes ? urgentSmoothing : smoothing;
  const weight = Math.log(((yes + more) * (allTexts - yesTexts + 1)) / ((all - yes + more) * (yesTexts + 1)));
  return yesColumn === urgent.yes
    ? Math.max(urgentBounds.least, Math.min(urgentBounds.most, weight))
    : weight;
}

/** Scores around 0: above it speaks for "yes". Long and short texts can be compared. */
export interface Judgement {
  /** In the order of `topics`. */
  readonly topics: readonly number[];
  readonly staff: number;
  readonly urgent: number;
  /** Whether a word of the text stood in the examples, or only pieces of words did. */
  readonly knowsWords: boolean;
  /** The words that speak most for the topic of that index or for urgency; null when none do. */
  because(what: number | 'urgent'): { readonly start: number; readonly end: number } | null;
  /** What it asks of the texting, if it asks something. */
  wish(): JudgedWish;
  /** How likely each is where it replies to a question of yes or no; 1 in all. */
  reply(): Readonly<Record<ReplyKind, number>>;
}

/** The likeliest wish about the texting. */
export interface JudgedWish {
  readonly kind: ConsentKind;
  /** That it is this one. */
  readonly score: number;
  /** How far the next likely one is behind it. */
  readonly lead: number;
  /** That it is any. */
  readonly any: number;
  readonly because: { readonly start: number; readonly end: number } | null;
}

/** Judges words, as `wordsFor` divides them: of a whole text or a sentence of it. Only what is asked for is counted. */
export function judge(model: Model, words: readonly Word[]): Judgement {
  const all = featuresOf(words);
  const scale = 1 / Math.sqrt(all.length || 1);
  const features = all.flatMap((feature) => {
    const row = model.rows.rowOf(feature.id);
    return row === -1 ? [] : [{ ...feature, row }];
  });
  const counted = (yes: number, any: number): number =>
    features.reduce((sum, { row }) => sum + weightOf(model, row, yes, any), 0) * scale;
  const { weights } = model;
  const bias = weights.length - weighed.all;
  const told = (column: number): number =>
    features.reduce((sum, { row }) => sum + (weights[row * weighed.all + column] ?? 0), 0) * scale +
    (weights[bias + column] ?? 0);
  const score = (yes: number, any: number, column: number): number =>
    shareOfCounts * counted(yes, any) + told(column);
  let byTopic: readonly number[] | undefined;
  return {
    get topics() {
      return (byTopic ??= topics.map((_, topic) => score(topic, anyTopic, topic)));
    },
    get staff() {
      return score(staff.yes, staff.all, weighed.staff);
    },
    urgent: score(urgent.yes, urgent.all, weighed.urgent),
    knowsWords: words.some((word) => model.rows.rowOf(idOfWord(word)) !== -1),
    because: (what) => {
      const [yes, any, column] =
        what === 'urgent' ? [urgent.yes, urgent.all, weighed.urgent] : [what, anyTopic, what];
      const weightIn = (row: number): number => weights[row * weighed.all + column] ?? 0;
      return strongest(
        features,
        (row) => shareOfCounts * weightOf(model, row, yes, any) + weightIn(row),
        words,
      );
    },
    wish: () => {
      const none = told(weighed.noWish);
      const ofWishes = consentKinds.map((_, n) => told(weighed.firstWish + n) - none);
      const scores = ofWishes.map((one, n) => shareOfCounts * counted(firstWish + n, wishes.all) + one);
      const best = scores.reduce((most, one, n) => (one > (scores[most] ?? 0) ? n : most), 0);
      return {
        kind: consentKinds[best] ?? 'help',
        score: scores[best] ?? 0,
        lead: (scores[best] ?? 0) - Math.max(...scores.filter((_, n) => n !== best)),
        any: shareOfCounts * counted(wishes.yes, wishes.all) + logarithmOfSum(ofWishes),
        because: strongest(features, (row) => weightOf(model, row, wishes.yes, wishes.all), words),
      };
    },
    reply: () => {
      const [yes = 0, no = 0, unsure = 0, other = 0] = shares(
        replyKinds.map((_, n) => told(weighed.firstReply + n)),
      );
      return { yes, no, unsure, other };
    },
  };
}

const logarithmOfSum = (logarithms: readonly number[]): number =>
  Math.log(logarithms.reduce((sum, one) => sum + Math.exp(one), 0));

/** Softmax: what each of the sums is of all, as a share. */
function shares(sums: readonly number[]): readonly number[] {
  const most = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - most));
  const all = powers.reduce((sum, one) => sum + one, 0);
  return powers.map((power) => power / all);
}

/** How urgent a text that was learned as an ordinary one sounds to the model as if it had never read it. */
export function urgencyUnread(model: Model, words: readonly PlainWord[]): number {
  const features = featuresOf(words);
  const sum = features.reduce(
    (before, { id }) => before + weightOf(model, model.rows.rowOf(id), urgent.yes, urgent.all, 1),
    0,
  );
  return (shareOfCounts * sum) / Math.sqrt(features.length || 1);
}

/** The word, or neighbours, whose features speak most for it. */
function strongest(
  features: readonly (Feature & { readonly row: number })[],
  weigh: (row: number) => number,
  words: readonly Word[],
): { start: number; end: number } | null {
  const byWords = new Map<string, { first: number; last: number; weight: number }>();
  for (const { row, first, last } of features) {
    const key = `${first} ${last}`;
    const known = byWords.get(key) ?? { first, last, weight: 0 };
    known.weight += weigh(row);
    byWords.set(key, known);
  }
  let best: { first: number; last: number; weight: number } | null = null;
  for (const found of byWords.values()) if (found.weight > (best?.weight ?? 0)) best = found;
  const [first, last] = best === null ? [] : [words[best.first], words[best.last]];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}
