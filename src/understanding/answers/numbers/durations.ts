import { joinPlain } from '../../words/joined-words.js';
import type { TimeWords } from '../../words/language-words.js';
import { prepareText } from '../../text/normalise.js';
import type { TimeUnit } from '../../words/small-words.js';
import type { Understanding } from '../../vocabulary.js';

/** Which unit of time an ask counts in, in any language, or null for any other unit. */
export function timeUnitOf(u: Understanding, unit: string | undefined): TimeUnit | null {
  return unit === undefined ? null : (u.timeUnit(foldUnit(unit)) ?? null);
}

/** As the words of a text are folded: 分鐘 is 分钟. */
const foldUnit = (unit: string): string => joinPlain(prepareText(unit).words);

interface Patterns {
  readonly hourAndHalf: RegExp;
  readonly hourAndQuarter: RegExp;
  readonly halfHour: RegExp;
  readonly quarterHour: RegExp;
  readonly threeQuarters: RegExp;
  readonly hoursAndHalf: RegExp;
  readonly unitFirstAndHalf: RegExp;
  readonly unitFirstBroken: RegExp;
  readonly twoAndHalf: RegExp;
  readonly hoursThenMinutes: RegExp;
  readonly hoursAndQuarter: RegExp;
  readonly hourThenMinutes: RegExp;
  readonly hours: RegExp;
  readonly minutes: RegExp;
  readonly unitFirst: RegExp;
  readonly minutesFirst: RegExp;
  readonly unitFirstThenMinutes: RegExp;
  readonly bareHour: RegExp;
}

const patternsOf = new WeakMap<TimeWords, Patterns>();

const anyOf = (phrases: readonly string[]): string =>
  phrases.length === 0
    ? '(?!)'
    : `(?:${[...phrases]
        .sort((a, b) => b.length - a.length)
        .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&'))
        .join('|')})`;

/** A phrase with no letter right before or after it; scripts without blanks have none to look for. */
const apart = (phrases: readonly string[]): string =>
  `(?:(?<![\\p{L}\\p{M}])|(?<=[\\p{Script=Han}\\p{Script=Hangul}]))${anyOf(phrases)}(?:(?![\\p{L}\\p{M}])|(?=[\\p{Script=Han}\\p{Script=Hangul}]))`;

function compile(time: TimeWords): Patterns {
  const known = patternsOf.get(time);
  if (known !== undefined) return known;
  const number = String.raw`(\d+(?:[.,]\d+)?)\s*(?:${anyOf(time.measureWords)})?\s*`;
  const after = String.raw`(?![a-zа-яіїєґ\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}])`;
  const hour = `${anyOf(time.hours)}${after}`;
  const minute = `${anyOf(time.minutes)}${after}`;
  const patterns: Patterns = {
    hourAndHalf: new RegExp(apart(time.hourAndHalf), 'u'),
    hourAndQuarter: new RegExp(apart(time.hourAndQuarter), 'u'),
    halfHour: new RegExp(apart(time.halfHour), 'u'),
    quarterHour: new RegExp(apart(time.quarterHour), 'u'),
    threeQuarters: new RegExp(apart(time.threeQuarters), 'u'),
    hoursAndHalf: new RegExp(
      `${number}(?:${anyOf(time.hours)}\\s*${anyOf(time.andHalf)}|${anyOf(time.andHalf)}\\s*${anyOf(time.hours)})`,
      'u',
    ),
    unitFirstAndHalf: new RegExp(
      `(?<!\\p{L})${anyOf(time.hours)} (\\d+) ${anyOf(time.andHalf)}(?!\\p{L})`,
      'u',
    ),
    unitFirstBroken: new RegExp(`(?<!\\p{L})${anyOf(time.hours)} (\\d+[.,]\\d+)`, 'u'),
    twoAndHalf: new RegExp(`${apart(time.twoAndHalf)}\\s*${hour}`, 'u'),
    hoursThenMinutes: new RegExp(
      `${number}${anyOf(time.hours)}\\s*(?:\\p{L}{1,3}\\s*)?(\\d{1,2})(?!\\d)`,
      'u',
    ),
    hoursAndQuarter: new RegExp(`${number}${hour}\\s*${apart(time.andQuarter)}`, 'u'),
    hourThenMinutes: new RegExp(
      `(?<!\\d\\s?)${apart(time.hours)}\\s*(?:${anyOf(time.and)}\\s?)?(?:(\\d{1,2})(?:\\s*${minute}|$)|${anyOf(time.minutes)}\\s(\\d{1,2})(?!\\d))`,
      'u',
    ),
    hours: new RegExp(`${number}${hour}`, 'u'),
    minutes: new RegExp(`${number}${minute}`, 'u'),
    unitFirst: new RegExp(`(?<!\\p{L})${anyOf(time.hours)} (\\d+)(?!\\d)`, 'u'),
    minutesFirst: new RegExp(`(?<!\\p{L})${anyOf(time.minutes)} (\\d+)(?!\\d)`, 'u'),
    unitFirstThenMinutes: new RegExp(
      `(?<!\\p{L})${anyOf(time.hours)} (\\d+) (?:${anyOf(time.and)} )?${anyOf(time.minutes)} (\\d+)(?!\\d)`,
      'u',
    ),
    bareHour: new RegExp(apart(time.hours.filter((word) => word.length > 2)), 'u'),
  };
  patternsOf.set(time, patterns);
  return patterns;
}

/**
 * A duration written with its unit, in `unit`; null when the text names none. `written` is a text's plain words,
 * `begun` the same with digits for the first number word, `folded` with digits for all of them.
 */
export function readDuration(
  { written, begun, folded }: { readonly written: string; readonly begun: string; readonly folded: string },
  time: TimeWords,
  unit: 'minutes' | 'hours',
): number | null {
  const patterns = compile(time);
  // Portuguese "meia" is six as well as half: the fixed phrases go by the words, not by the digits.
  const inMinutes =
    hoursAndHalf(begun, patterns) ??
    fixedPhrase(written, patterns) ??
    durationInMinutes(folded, time, patterns);
  if (inMinutes === null) return null;
  return unit === 'minutes' ? inMinutes : inMinutes / 60;
}

/** "Two hours and a half" ends like "an hour and a half". */
function hoursAndHalf(begun: string, patterns: Patterns): number | null {
  const broken = (patterns.unitFirstBroken.exec(begun) ?? patterns.hours.exec(begun))?.[1];
  if (broken !== undefined && !Number.isInteger(toNumber(broken))) return toNumber(broken) * 60;
  const [, hours] = patterns.hoursAndHalf.exec(begun) ?? patterns.unitFirstAndHalf.exec(begun) ?? [];
  if (hours !== undefined && toNumber(hours) > 1) return toNumber(hours) * 60 + 30;
  return patterns.twoAndHalf.test(begun) ? 150 : null;
}

function fixedPhrase(written: string, patterns: Patterns): number | null {
  if (patterns.hourAndHalf.test(written)) return 90;
  if (patterns.hourAndQuarter.test(written)) return 75;
  if (patterns.minutes.test(written) || patterns.hoursAndHalf.test(written)) return null;
  if (patterns.threeQuarters.test(written)) return 45;
  if (patterns.halfHour.test(written)) return 30;
  return patterns.quarterHour.test(written) ? 15 : null;
}

function durationInMinutes(folded: string, time: TimeWords, patterns: Patterns): number | null {
  if (patterns.hourAndHalf.test(folded)) return 90;
  const halfMore = patterns.hoursAndHalf.exec(folded);
  if (halfMore !== null) return toNumber(halfMore[1]) * 60 + 30;
  const both =
    patterns.hoursThenMinutes.exec(folded) ??
    (time.unitFirst ? patterns.unitFirstThenMinutes.exec(folded) : null);
  if (both !== null) return toNumber(both[1]) * 60 + toNumber(both[2]);
  if (patterns.threeQuarters.test(folded) && !patterns.minutes.test(folded)) return 45;
  if (patterns.halfHour.test(folded) && !patterns.minutes.test(folded)) return 30;
  if (patterns.quarterHour.test(folded) && !patterns.minutes.test(folded)) return 15;
  const quarterMore = patterns.hoursAndQuarter.exec(folded);
  if (quarterMore !== null) return toNumber(quarterMore[1]) * 60 + 15;
  const isPart = [patterns.threeQuarters, patterns.halfHour, patterns.quarterHour].some((part) =>
    part.test(folded),
  );
  // "Un quart d’heure, 15 minutes" is no hour more.
  const oneHour = time.unitFirst || isPart ? null : patterns.hourThenMinutes.exec(folded);
  if (oneHour !== null) return 60 + toNumber(oneHour[1] ?? oneHour[2]);
  const hours = patterns.hours.exec(folded);
  // "Sometimes 10 minutes, sometimes an hour" is no one duration.
  const sooner = hours === null ? null : patterns.minutes.exec(folded.slice(0, hours.index));
  if (hours !== null && sooner !== null && toNumber(sooner[1]) !== toNumber(hours[1]) * 60) return null;
  if (hours !== null) return toNumber(hours[1]) * 60;
  const minutes = patterns.minutes.exec(folded) ?? patterns.minutesFirst.exec(folded);
  if (minutes !== null) return toNumber(minutes[1]);
  const unitFirst = time.unitFirst ? patterns.unitFirst.exec(folded) : null;
  if (unitFirst !== null) return toNumber(unitFirst[1]) * 60;
  if (/\d/u.test(folded)) return null;
  if (time.twoHours.some((word) => folded.includes(word))) return 120;
  return patterns.bareHour.test(folded) ? 60 : null;
}

const toNumber = (digits: string | undefined): number => Number((digits ?? '').replace(',', '.'));
