import { findAlarms, type FoundAlarm } from '../words/alarms.js';
import { composeUrgency, type ComposedUrgency } from './composed-urgency.js';
import { barsFor } from './urgency-bars.js';
import { placesOf } from '../words/joined-words.js';
import { judge } from '../examples/model.js';
import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { saysOnlyAWish } from '../consent/only-texting.js';
import { lengthOf, longestOf, matchesOf, reasonFor, type Match } from '../words/phrases.js';
import { matchesIn, soundMatchesIn, type Reading } from '../reading/reading.js';
import { urgentKinds, type UrgentKind } from '../words/understanding-file.js';
import type { Understanding } from '../vocabulary.js';

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
  /** What the examples make of it, the most urgent sentence: the higher the more it sounds like danger. */
  readonly score: number;
  readonly because: { readonly start: number; readonly end: number } | null;
}

/**
 * What stands beside danger in a text: it `answers` what was asked, or surely wishes something of the texting; it may
 * answer an open question `inOwnWords`; `asked`: a question is open, and it answers something else.
 */
export type Reply = 'answers' | 'inOwnWords' | 'asked' | null;

/**
 * Self-harm, violence, weapons, abuse, nowhere to sleep, a child missing, hunger. Judged apart from consent and
 * answers. Idioms mask the words inside them. Rather one alarm too many than one too few: longer phrases count even
 * in a language of the district the text does not seem to be in. What does not reach the alarm may still be for a
 * person to look at soon.
 * @param reply what the text may be besides a cry for help
 */
export function findUrgency(reading: Reading, u: Understanding, reply: Reply): UrgencyFinding {
  const evidence = weighUrgency(reading, u);
  // What it sounds like, or one word of it, weighs less than knowing what all of it says.
  if (evidence.phrases.length === 0 && evidence.composed.length === 0 && saysOnlyAWish(reading))
    return nothingUrgent;
  const bars = barsFor(reading, evidence, reply);
  if (evidence.score >= bars.urgent) return explain('urgent', reading, evidence);
  return evidence.score >= bars.lookSoon ? explain('lookSoon', reading, evidence) : nothingUrgent;
}

const nothingUrgent: UrgencyFinding = { stage: null, kinds: [], reasons: [] };

/** Gathers what speaks for urgency. */
function weighUrgency(reading: Reading, u: Understanding): UrgencyEvidence {
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
        : findAlarms(known.alarms, reading.prepared, wordsFor(reading.prepared, code)).map((alarm) =>
            code === reading.wordLanguage ? alarm : { ...alarm, isForeign: true },
          );
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
    score: worst.urgent - (learned?.calm ?? 0) - lessForLength(weightOfWords(words)),
    because: worst.because('urgent'),
  };
}

const calm = { urgent: 0, because: () => null };

/** A long story gathers words of danger by its length alone: from so many words on each takes off `each`, up to `most`. */
const inLongTexts = { words: 16, each: 0.09, most: 5 };

const lessForLength = (words: number): number =>
  Math.min(inLongTexts.most, inLongTexts.each * Math.max(0, words - inLongTexts.words));

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
