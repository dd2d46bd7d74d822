import type { Topic } from '../../i18n/topics.js';
import { findAlarms } from '../words/alarms.js';
import { joinPlain } from '../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { lengthOf, longestOf, reasonFor, uncovered, type Match } from '../words/phrases.js';
import { guardWordsOf, matchesIn, rulesOf, type Reading } from '../reading/reading.js';
import { longestBefore, withoutPhrases } from '../reading/small-talk.js';
import type { TextKind } from '../understood.js';

/** What kinds of things a text says, and why. */
export interface KindFinding {
  /** Sentences with a question, a request or a report: what a person has to act on. */
  readonly sentencesForStaff: ReadonlySet<number>;
  /** Whether some sentence says something of its own: no greeting, thanks or praise, no question or request. */
  readonly says: boolean;
  /** The warmest thing it says beside the rest, as "thank you for the coat"; `praiseBut` where a "but" takes it back. */
  readonly warmth: 'praise' | 'praiseBut' | 'thanks' | null;
  /** The weightiest kind; `statement` when it is none of the others. */
  readonly kind: Exclude<TextKind, 'answer'>;
  readonly reasons: readonly string[];
}

/** Topics a text of one's own accord is seldom about when it merely answers a learning question. */
const concerns = new Set<Topic>([
  'attendance',
  'transportation',
  'health',
  'meals',
  'enrollment',
  'special_services',
  'technology',
  'events',
  'basic_needs',
  'safety',
]);

/** Whether a topic is one a person has to act on, rather than talk of school work. */
export function isConcern(topic: Topic): boolean {
  return concerns.has(topic);
}

/**
 * Tells questions, requests and reports from praise, thanks and small talk, sentence by sentence. `answered` is
 * the place of an answer already read: its words are not looked at again ("dạ không ạ" asks nothing).
 */
export function findKind(reading: Reading, topic: Topic, answered: Span | null): KindFinding {
  const { prepared, context } = reading;
  const strict = context.ask?.kind === 'open';
  const concern = isConcern(topic);
  const all = longestOf(matchesIn(reading, 'kinds')).filter((match) => !touches(match, answered));
  const named = (name: string): readonly Match[] => all.filter(({ entry }) => entry.name === name);
  const social = ['thanks', 'chatter', 'praise'].flatMap(named).filter((match) => !isNegated(reading, match));
  const asked = named('question').filter(
    (match) => asks(reading, match, strict, concern) && !isInside(match, social),
  );
  const hoped = strict ? hopefulSentences(reading) : none;
  const wanted = named('request').filter(
    (match) =>
      !hoped.has(match.sentence) &&
      (!strict || match.startsClause || concern || endsShort(reading, match)) &&
      !isInside(match, social),
  );
  const told = named('report').filter(() => !strict || concern);
  const marked = markedSentences(reading, social, answered);
  const says = saysSomething(
    reading,
    social,
    [...asked, ...wanted],
    concern,
    strict ? tailOfThanksInReply : tailOfThanks,
  );
  const grounds = {
    question: asked,
    request: wanted,
    report: told,
    praise: named('praise'),
    thanks: named('thanks'),
    chatter: named('chatter'),
    statement: [],
  };
  const has = (kind: keyof typeof grounds): boolean => grounds[kind].length > 0;
  const small = (['praise', 'thanks', 'chatter'] as const).find(has);
  const idle = small ?? (isOnlyEmojiOrLaughter(reading) ? 'chatter' : 'statement');
  const weighty =
    has('question') || marked.length > 0 ? 'question' : (['request', 'report'] as const).find(has);
  const kind = weighty ?? (says ? 'statement' : idle);
  const ground = grounds[kind][0];
  const reason = ground === undefined ? `kind:${kind}` : reasonFor(`kind:${kind}`, ground, prepared);
  const sentencesForStaff = new Set([
    ...marked,
    ...[...asked, ...wanted, ...told].map(({ sentence }) => sentence),
  ]);
  return {
    sentencesForStaff,
    says,
    warmth: warmthOf(reading, social),
    kind,
    reasons: kind === 'statement' ? [] : [reason],
  };
}

const none: ReadonlySet<number> = new Set();

/** Sentences that say what is hoped for a child: asked for that, a family requests nothing with it. */
function hopefulSentences(reading: Reading): ReadonlySet<number> {
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const forms = reading.u.words(reading.wordLanguage)?.patterns.hope ?? [];
  const sentences = [...new Set(words.map((word) => word.sentence))];
  return new Set(
    sentences.filter((sentence) => {
      const text = joinPlain(words.filter((word) => word.sentence === sentence));
      return forms.some((form) => form.test(text));
    }),
  );
}

/** A request of several words that ends so short a sentence is all it says, where verbs stand last. */
const longestEnded = 6;

function endsShort(reading: Reading, match: Match): boolean {
  const words = wordsFor(reading.prepared, match.language).filter((word) => word.sentence === match.sentence);
  const isLast = words.at(-1)?.end === match.end;
  return (
    isLast && lengthOf(match) > (words[0]?.sign === true ? 3 : 1) && weightOfWords(words) <= longestEnded
  );
}

function warmthOf(reading: Reading, social: readonly Match[]): KindFinding['warmth'] {
  const { prepared, wordLanguage, u } = reading;
  const words = u.words(wordLanguage);
  const has = (list: 'contrast' | 'goodNews'): boolean =>
    words !== undefined && findAlarms(words[list], prepared, wordsFor(prepared, wordLanguage)).length > 0;
  const text = joinPlain(wordsFor(prepared, wordLanguage));
  if (words?.patterns.praiseBut.some((pattern) => pattern.test(text)) === true) return 'praiseBut';
  const hasBut = has('contrast');
  const says = (name: string): boolean => social.some(({ entry }) => entry.name === name);
  const { negation } = guardWordsOf(reading, wordLanguage);
  const isDenied = prepared.words.some((word) => negation.has(word.plain));
  if (says('praise') || (!isDenied && has('goodNews'))) return hasBut ? 'praiseBut' : 'praise';
  return says('thanks') && !hasBut ? 'thanks' : null;
}

/** A stretch of `PreparedText.clean`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const touches = (match: Match, span: Span | null): boolean =>
  span !== null && match.start < span.end && match.end > span.start;

/** "no entiendo" is no "entiendo", "not happy with" no praise. */
function isNegated(reading: Reading, match: Match): boolean {
  const before = wordsFor(reading.prepared, match.language)[match.from - 1];
  return (
    before?.sentence === match.sentence && guardWordsOf(reading, match.language).negation.has(before.plain)
  );
}

const isInside = (match: Match, others: readonly Match[]): boolean =>
  others.some(
    (other) => other.start <= match.start && other.end >= match.end && lengthOf(other) >= lengthOf(match),
  );

/** In a text about transport, meals and the like, a question word asks even with so many words after it. */
const wordsAfterQuestion = 3;

/** Whether a question word asks: where a question begins or ends, or, as a longer phrase, anywhere. */
function asks(reading: Reading, match: Match, strict: boolean, concern: boolean): boolean {
  const { prepared, wordLanguage } = reading;
  if (match.language !== wordLanguage && lengthOf(match) === 1) return false;
  if (prepared.questions.has(match.sentence)) return true;
  const words = wordsFor(prepared, match.language);
  const isSigns = words[match.from]?.sign === true;
  const sentence = words.filter((word) => word.sentence === match.sentence);
  const wordsAfter = sentence.filter((word) => word.start >= match.end).length;
  const wordsBefore = sentence.filter((word) => word.end <= match.start).length;
  const atStart = match.startsClause || wordsBefore <= (isSigns ? 3 : 1);
  const atEnd = wordsAfter <= (isSigns ? 1 : 0);
  if (!strict) return isSigns || lengthOf(match) > 1 || atStart || atEnd;
  // "When he counted…" answers "What did they do?"; "When is the meeting" does not.
  if (atStart && (lengthOf(match) > (isSigns ? 2 : 1) || concern)) return true;
  return concern ? wordsAfter <= wordsAfterQuestion : atEnd && isSigns;
}

/**
 * Sentences that ask by their form: a question mark that closes more than a greeting ("how are you?"), or the
 * halves of a question around something. A lone "?" asks too.
 */
function markedSentences(
  reading: Reading,
  social: readonly Match[],
  answered: Span | null,
): readonly number[] {
  const { prepared } = reading;
  // "có … không", "去不去": questions whose two halves stand apart, which no list of phrases holds.
  const forms = reading.u.words(reading.wordLanguage)?.patterns.question ?? [];
  if (prepared.words.length === 0) return [...prepared.questions];
  const sentences = [...new Set(prepared.words.map((word) => word.sentence))];
  return sentences.filter((sentence) => {
    const words = prepared.words.filter((word) => word.sentence === sentence);
    const text = joinPlain(words);
    const isAnswer =
      answered !== null && words.some((word) => word.start >= answered.start && word.end <= answered.end);
    const hasForm = forms.some((form) => form.test(text)) && words.length > 2 && !isAnswer;
    const rest = uncovered(words, social).filter(
      (word) => answered === null || word.start < answered.start || word.end > answered.end,
    );
    return (hasForm || prepared.questions.has(sentence)) && rest.length > 0;
  });
}

/** Up to so many words beside "thank you" or "ok" still belong to it: "thanks for the quick answer". */
const tailOfThanks = 5;
/** Fewer where something was asked in its own words: "thank you, we counted the spoons". */
const tailOfThanksInReply = 2;
function saysSomething(
  reading: Reading,
  social: readonly Match[],
  asked: readonly Match[],
  concern: boolean,
  tail: number,
): boolean {
  const { prepared } = reading;
  const { negation } = guardWordsOf(reading, reading.wordLanguage);
  const acknowledgements = new Set(rulesOf(reading).flatMap((words) => [...words.acknowledgements]));
  const sentences = new Set(prepared.words.map((word) => word.sentence));
  return [...sentences].some((sentence) => {
    if (prepared.questions.has(sentence) || asked.some((match) => match.sentence === sentence)) return false;
    const words = prepared.words.filter((word) => word.sentence === sentence && !isLaughter(reading, word));
    const rest = rulesOf(reading).reduce(
      (left, { around }) => withoutPhrases(left, around.before, longestBefore),
      uncovered(words, social),
    );
    const weight = weightOfWords(rest);
    const isPolite = social.some(
      (match) =>
        match.sentence === sentence &&
        (match.entry.name !== 'chatter' || acknowledgements.has(joinPlain(match.entry.words))),
    );
    const isNegative = rest.some((word) => negation.has(word.plain));
    // "Hello teacher" still greets; "hello my father died" does not.
    const isGreeting = social.some((match) => match.sentence === sentence);
    return weight > (concern || isNegative ? 0 : isPolite ? tail : isGreeting ? 1 : 0);
  });
}

const isLaughter = (reading: Reading, { plain }: Word): boolean =>
  reading.u.laughter.test(plain) || /^\p{Extended_Pictographic}$/u.test(plain);

const isOnlyEmojiOrLaughter = (reading: Reading): boolean =>
  reading.prepared.words.length > 0 && reading.prepared.words.every((word) => isLaughter(reading, word));
