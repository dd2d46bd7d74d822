import { findAlarms, type Alarms, type FoundAlarm } from '../words/alarms.js';
import { wordsFor } from '../text/normalise.js';
import type { Reading } from '../reading/reading.js';
import type { HarmlessName, UrgentKind } from '../words/understanding-file.js';

/** A sign of danger found in a text. */
export interface Sign {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  /** Whether it was put together from parts: two signs in one. */
  readonly isComposed?: boolean;
}

/**
 * Which signs of danger are mostly harmless beside which words: a gun in a game, a knife beside a cake, a bruise from
 * football, a tent while camping. Nothing excuses signs of self-harm.
 */
const excused: Readonly<Record<HarmlessName, readonly UrgentKind[]>> = {
  pretend: ['weapons', 'violence', 'missing'],
  things: ['weapons'],
  sport: ['violence'],
  strain: ['violence'],
  burden: [],
  camping: ['homeless'],
};

/** What is said of a burden that kills is said in so many letters: "is killing us". */
const longestJest = 24;

/** A sign of so many words is plain in any case: "with a gun", "beat him up". */
const plainWords = { any: 3, ofSport: 2 } as const;

/** The words of games, food, sports and the like in a text, in the language it is written in. */
export function harmlessWordsIn(reading: Reading): readonly FoundAlarm[] {
  const words = reading.u.words(reading.wordLanguage);
  return words === undefined ? [] : findIn(reading, words.harmless);
}

/**
 * Whether every sign of danger in a text stands beside words that make such signs harmless. Where somebody is named who
 * hurts, or who is hurt ("my husband", "me"), or there is more to worry about (`uneasy`), no deed is: "he hit me after the
 * match", "they beat him at football, he bleeds". "Maths is killing us" is a jest.
 */
export function areExcused(reading: Reading, signs: readonly Sign[], uneasy: readonly Sign[]): boolean {
  const harmless = harmlessWordsIn(reading);
  const words = reading.u.words(reading.wordLanguage);
  if (harmless.length === 0 || words === undefined) return false;
  const text = reading.prepared.clean;
  const isPlain = (sign: Sign): boolean =>
    sign.kind !== 'homeless' && sign.isComposed !== true && wordsOf(text, sign) >= plainWords.any;
  if (signs.some(isPlain)) return false;
  const parts = findIn(reading, words.urgentParts);
  const jests = harmless.some(({ kind }) => kind === 'burden')
    ? signs.filter((sign) => isJest(sign, parts))
    : [];
  const excuses = (sign: Sign): boolean =>
    jests.includes(sign) || harmless.some((word) => excusesSign(word, sign, parts, text));
  // The same words may be signs of two kinds.
  const areAll = signs.every(
    (sign) =>
      excuses(sign) || (isOfDeeds(sign) && signs.some((other) => overlap(other, sign) && excuses(other))),
  );
  if (!areAll) return false;
  if (signs.every(({ kind }) => kind === 'weapons' || kind === 'homeless')) return true;
  const kills = parts.filter(({ kind }) => kind === 'kill');
  const isInJest = (part: Sign): boolean =>
    jests.some((jest) =>
      jest.isComposed === true ? kills.some((kill) => areBeside(kill, part)) : overlap(jest, part),
    );
  return (
    parts.every((part) => part.kind !== 'hitter' || isInJest(part)) &&
    uneasy.every((one) => signs.some((sign) => overlap(one, sign)))
  );
}

const isOfDeeds = ({ kind }: Sign): boolean => kind === 'weapons' || kind === 'violence';

const wordsOf = (text: string, { start, end }: Sign): number => text.slice(start, end).split(' ').length;

const isJest = (sign: Sign, parts: readonly FoundAlarm[]): boolean =>
  sign.kind === 'violence' &&
  sign.end - sign.start <= longestJest &&
  parts.some((part) => part.kind === 'kill' && overlap(part, sign));

function excusesSign(word: FoundAlarm, sign: Sign, parts: readonly FoundAlarm[], text: string): boolean {
  if (overlap(word, sign)) return false;
  const isOfSport = word.kind === 'sport' || word.kind === 'strain';
  if (isOfSport && (sign.isComposed === true || wordsOf(text, sign) >= plainWords.ofSport)) return false;
  const kinds: readonly string[] = excused[word.kind as HarmlessName];
  if (kinds.includes(sign.kind)) return true;
  // A bruise is a sign of abuse, and most bruises are from sports.
  return word.kind === 'sport' && parts.some((part) => part.kind === 'marks' && overlap(part, sign));
}

const findIn = (reading: Reading, words: Alarms): readonly FoundAlarm[] =>
  findAlarms(words, reading.prepared, wordsFor(reading.prepared, reading.wordLanguage));

const overlap = (one: Sign, other: Sign): boolean => one.start < other.end && other.start < one.end;

/** Whether one follows the other with no word between. */
const areBeside = (one: Sign, other: Sign): boolean =>
  one.start <= other.end + 1 && other.start <= one.end + 1;
