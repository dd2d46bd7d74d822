import { findAlarms, type FoundAlarm } from './alarms.js';
import { composeUrgency, type ComposedUrgency } from './composed-urgency.js';
import { placesOf } from './joined-words.js';
import { soundsGlad } from './joy.js';
import { mayBeDanger } from './look-soon.js';
import { judge } from './model.js';
import { weightOfWords, wordsFor, type Word } from './normalise.js';
import { saysOnlyAWish } from './only-texting.js';
import { lengthOf, longestOf, matchesOf, reasonFor, type Match } from './phrases.js';
import { matchesIn, soundMatchesIn, type Reading } from './reading.js';
import { urgentKinds, type UrgentKind } from './understanding-file.js';
import type { Understanding } from './vocabulary.js';

/**
 * How soon a person must see a text: `urgent` raises the alarm; `lookSoon` is not sure enough for it, and a person looks
 * before the ordinary texts.
 */
export type UrgencyStage = 'urgent' | 'lookSoon';

/** Why a text cannot wait; no stage means it can. */
export interface UrgencyFinding {
  readonly stage: UrgencyStage | null;
  readonly kinds: readonly UrgentKind[];
  readonly reasons: readonly string[];
}

/** What speaks for urgency, apart from each other. */
export interface UrgencyEvidence {
  /** Phrases of the word lists, idioms taken out. */
  readonly phrases: readonly Match[];
  /** Alarm words, idioms taken out, by how much they weigh. */
  readonly alarms: readonly FoundAlarm[];
  readonly uneasy: readonly FoundAlarm[];
  /** Emergencies put together from harmless parts, idioms taken out. */
  readonly composed: readonly ComposedUrgency[];
  /** Idioms found. */
  readonly idioms: readonly Match[];
  /** What the examples make of it: the most urgent sentence. */
  readonly score: number;
  readonly because: { readonly start: number; readonly end: number } | null;
}

/**
 * How high the examples must score for a text to be urgent, by what else was found in it. A phrase of the lists
 * nearly always is, the more the longer it is; a text that sounds all harmless around a single word is not: "the bruise
 * is from soccer, do not worry". Tuned on `test/eval/dev` and `hard-dev`, never on the other texts of `test/eval`.
 */
const needed = {
  longPhrase: -4,
  phrase: -2,
  oneWordPhrase: 0.5,
  phraseAndGlad: 5,
  alarm: -1,
  alarmAndGlad: 4,
  composed: -1,
  composedAndGlad: 5,
  twoUneasy: 2,
  idiom: 2,
} as const;

/**
 * Where no rule found more, the examples must be sure, and in a short text surer: a few words say too little. From so
 * many words on each one more makes up for `less`, down to the least.
 */
const byLength = {
  uneasy: { words: 8, most: 5, less: 0.3, least: 2 },
  nothing: { words: 8, most: 7, less: 0.4, least: 4 },
} as const;

/**
 * Who was asked something, or says what it wishes of the texting, most likely does just that: "3:15 would be better".
 * What only sounds like danger has to do so by so much more; a word of danger counts as ever.
 */
const moreInReplies = { uneasy: 3, nothing: 5 } as const;

/** A phrase of so many words is long. */
const longPhrase = 3;

/**
 * Self-harm, violence, weapons, abuse, nowhere to sleep. Judged apart from consent and answers. Idioms mask the
 * words inside them. Rather one alarm too many than one too few: longer phrases count even in a language of the
 * district the text does not seem to be in. What does not reach the alarm may still be for a person to look at soon.
 * @param isReply a question is open, or the text surely wishes something of the texting
 */
export function findUrgency(reading: Reading, u: Understanding, isReply: boolean): UrgencyFinding {
  const evidence = weighUrgency(reading, u);
  // What it sounds like, or one word of it, weighs less than knowing what all of it says.
  if (evidence.phrases.length === 0 && evidence.composed.length === 0 && saysOnlyAWish(reading))
    return nothingUrgent;
  if (evidence.score >= reachOf(reading, evidence, isReply)) return explain('urgent', reading, evidence);
  const { phrases, alarms, uneasy, composed } = evidence;
  const holdsWords = [phrases, alarms, uneasy, composed].some((found) => found.length > 0);
  return mayBeDanger(reading, evidence.score, { holdsWords, isReply })
    ? explain('lookSoon', reading, evidence)
    : nothingUrgent;
}

const nothingUrgent: UrgencyFinding = { stage: null, kinds: [], reasons: [] };

/** The score from which a text with this evidence is urgent. */
function reachOf(reading: Reading, evidence: UrgencyEvidence, isReply: boolean): number {
  const { phrases, alarms, composed, uneasy, idioms } = evidence;
  const glad = soundsGlad(reading);
  if (phrases.length > 0) return glad ? needed.phraseAndGlad : reachOfPhrases(phrases);
  const idiom = idioms.length > 0 ? needed.idiom : 0;
  if (alarms.length > 0) return (glad ? needed.alarmAndGlad : needed.alarm) + idiom;
  if (composed.length > 0) return (glad ? needed.composedAndGlad : needed.composed) + idiom;
  if (uneasy.length > 1) return needed.twoUneasy + idiom;
  const found = uneasy.length > 0 ? 'uneasy' : 'nothing';
  const { words, most, less, least } = byLength[found];
  const length = weightOfWords(reading.prepared.words);
  const more = idiom + (isReply ? moreInReplies[found] : 0);
  return Math.max(least, most - less * Math.max(0, length - words)) + more;
}

function reachOfPhrases(phrases: readonly Match[]): number {
  // Signs stand without blanks between them: a word has about two.
  const words = phrases.map((match) =>
    match.end - match.start === lengthOf(match) ? lengthOf(match) / 2 : lengthOf(match),
  );
  const most = Math.max(...words);
  if (most >= longPhrase) return needed.longPhrase;
  return most > 1 ? needed.phrase : needed.oneWordPhrase;
}

/** Gathers what speaks for urgency. */
export function weighUrgency(reading: Reading, u: Understanding): UrgencyEvidence {
  const elsewhere = [...reading.found]
    .filter(([code]) => !reading.languages.includes(code))
    .flatMap(([, matches]) =>
      matchesOf(matches, 'urgent').filter((match) => lengthOf(match) > 2 && match.exact),
    );
  const idioms = matchesIn(reading, 'notUrgent');
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const counted = placesOf(u.words(reading.wordLanguage)?.patterns.noAlarm ?? [], words);
  const isCounted = (place: { readonly start: number; readonly end: number }): boolean =>
    counted.some(({ start, end }) => start <= place.start && end >= place.end);
  const phrases = longestOf([...soundMatchesIn(reading, u, 'urgent'), ...elsewhere]).filter(
    (match) => !isCounted(match) && !idioms.some((idiom) => masks(idiom, match)),
  );
  const learned = u.learned(reading.wordLanguage);
  const found = reading.languages
    .flatMap((code) => {
      const known = u.learned(code);
      return known === undefined
        ? []
        : findAlarms(known.alarms, reading.prepared, wordsFor(reading.prepared, code));
    })
    .filter(
      (alarm) =>
        !isCounted(alarm) && !idioms.some((idiom) => idiom.start <= alarm.start && idiom.end >= alarm.end),
    );
  const sentences = sentencesOf(words);
  const parts = sentences.length > 1 ? [words, ...sentences] : [words];
  const judged = learned === undefined ? [] : parts.map((part) => judge(learned.model, part));
  const worst = judged.reduce((best, one) => (one.urgent > best.urgent ? one : best), judged[0] ?? calm);
  return {
    phrases,
    alarms: found.filter(({ kind }) => kind !== 'uneasy'),
    uneasy: found.filter(({ kind }) => kind === 'uneasy'),
    composed: composeUrgency(reading).filter(
      (part) => !idioms.some((idiom) => idiom.start < part.end && idiom.end > part.start),
    ),
    idioms,
    score: worst.urgent,
    because: worst.because('urgent'),
  };
}

const calm = { urgent: 0, because: () => null };

function sentencesOf(words: readonly Word[]): Word[][] {
  const sentences = new Map<number, Word[]>();
  for (const word of words) {
    const list = sentences.get(word.sentence) ?? [];
    list.push(word);
    sentences.set(word.sentence, list);
  }
  return [...sentences.values()];
}

function explain(stage: UrgencyStage, reading: Reading, evidence: UrgencyEvidence): UrgencyFinding {
  const { prepared } = reading;
  const quote = (place: { start: number; end: number }): string =>
    prepared.clean.slice(place.start, place.end);
  const reasons = urgentKinds.flatMap((kind) => {
    const phrase = evidence.phrases.find((match) => match.entry.name === kind);
    if (phrase !== undefined) return [[kind, reasonFor(`${stage}:${kind}`, phrase, prepared)] as const];
    const others = [...evidence.alarms, ...evidence.composed];
    const alarm = evidence.phrases.length > 0 ? undefined : others.find((found) => found.kind === kind);
    return alarm === undefined
      ? []
      : [[kind, `${stage}:${kind} «${quote(alarm)}» (${reading.wordLanguage})`] as const];
  });
  if (reasons.length > 0)
    return { stage, kinds: reasons.map(([kind]) => kind), reasons: reasons.map(([, reason]) => reason) };
  // What is not sure has no one word that made it so.
  const place = evidence.uneasy[0] ?? (stage === 'urgent' ? evidence.because : null);
  const words = place === null ? '' : ` «${quote(place)}»`;
  // What the examples alone call urgent has no one kind; somebody may be hurt.
  const reason = `${stage}:sounds like it${words} (${reading.wordLanguage})`;
  return { stage, kinds: stage === 'urgent' ? ['violence'] : [], reasons: [reason] };
}

const overlaps = (a: Match, b: Match): boolean => a.start < b.end && b.start < a.end;

/**
 * An idiom masks what lies inside it, and what it shares words with unless that reaches further than itself.
 * What was only found by passing over a word ("with a water gun") gives way to it in any case.
 */
function masks(idiom: Match, match: Match): boolean {
  if (idiom.start <= match.start && idiom.end >= match.end) return true;
  return overlaps(idiom, match) && (!match.exact || idiom.end - idiom.start > match.end - match.start);
}
