import { calendarWords } from './calendar-words.js';
import { dayPattern, type DayKind, type DayNames } from './day-pattern.js';

const kinds: readonly DayKind[] = ['weekdays', 'months'];

/** A day or month where a text names it. */
interface Named {
  /** From 0 on: Sunday, or January. */
  readonly number: number;
  /** The day of the month that stands beside a month; null where none does. */
  readonly day: number | null;
}

/**
 * Whether a translation names another day of the week or another month in the place of the source's, leaves the month
 * out of a date, or gives two dates each other's month. What a language calls a day in words we do not know is never
 * accused of being another. Pure.
 */
export function namesOtherDay(source: string, from: string, translated: string, to: string): boolean {
  if (kinds.some((kind) => isExchanged(namedIn(source, from, kind), namedIn(translated, to, kind))))
    return true;
  const [before, after] = [namedIn(source, from, 'months'), namedIn(translated, to, 'months')];
  return knows(to) && (hasDateWithoutMonth(before, after) || hasOtherPairs(before, after));
}

const numbersOf = (named: readonly Named[]): ReadonlySet<number> =>
  new Set(named.map(({ number }) => number));

function isExchanged(source: readonly Named[], translated: readonly Named[]): boolean {
  const [before, after] = [numbersOf(source), numbersOf(translated)];
  const isLost = [...before].some((number) => !after.has(number));
  const isNew = [...after].some((number) => !before.has(number));
  return isLost && isNew;
}

/** "December 4" is no "4", whatever else is said. */
function hasDateWithoutMonth(source: readonly Named[], translated: readonly Named[]): boolean {
  const after = numbersOf(translated);
  return source.some(({ number, day }) => day !== null && !after.has(number));
}

/** "March 5 and May 8" is not "March 8 and May 5". "March 3 to 5" may have any of its days beside the month. */
function hasOtherPairs(source: readonly Named[], translated: readonly Named[]): boolean {
  const before = source.filter(({ day }) => day !== null);
  return translated.some(
    ({ number, day }) =>
      before.some((one) => one.day === day && one.number !== number) &&
      before.some((one) => one.number === number && one.day !== day) &&
      !before.some((one) => one.number === number && one.day === day),
  );
}

const dayBefore =
  /(?<![0-9.,:/])([0-9]{1,2})(?:st|nd|rd|th|er|º|°)?\.?\s*(?:(?:de|of|del|da|ya|of the)\s+)?$/iu;
const dayAfter =
  /^(?:\.?\s+|\s?)([0-9]{1,2})(?![0-9:]|\s?[月월])(?:(?:\s?[-\u2013,&]\s?|\s(?:to|and|through)\s)([0-9]{1,2})(?![0-9:]))?/u;

function namedIn(text: string, language: string, kind: DayKind): readonly Named[] {
  const names = namesOf(language, kind);
  if (names === undefined) return [];
  const plain = names.letters(text);
  return [...plain.matchAll(names.pattern)].flatMap((match): Named[] => {
    const [before, after] = [plain.slice(0, match.index), plain.slice(match.index + match[0].length)];
    const places = [dayBefore.exec(before), dayAfter.exec(after)];
    const found = (language === 'en' ? places.reverse() : places).find((one) => one !== null);
    const days = kind === 'weekdays' ? [] : (found ?? []).slice(1).filter((one) => one !== undefined);
    if (language === 'en' && !isMeantInEnglish(match[0], days.length > 0, after, kind)) return [];
    const number = match.slice(1).findIndex((one) => one !== undefined);
    return days.length === 0 ? [{ number, day: null }] : days.map((day) => ({ number, day: Number(day) }));
  });
}

/** In English "march" is a verb, "May" one with its capital, and "Sat" may be one too. */
function isMeantInEnglish(name: string, hasDay: boolean, after: string, kind: DayKind): boolean {
  const hasCapital = /^\p{Lu}/u.test(name);
  if (kind === 'weekdays') {
    if (/days?$/iu.test(name)) return true;
    return hasCapital && /^(?:\.|,?\s+(?:[0-9]|\p{Lu}\p{L}{2})|\s?[-\u2013/&]\s?\p{Lu})/u.test(after);
  }
  if (/^(?:may|.{3}|sept)$/iu.test(name)) return hasDay;
  return hasCapital || hasDay || !/^(?:march|august)$/iu.test(name);
}

const known = new Map<string, DayNames | undefined>();
const knows = (language: string): boolean => namesOf(language, 'months') !== undefined;

function namesOf(language: string, kind: DayKind): DayNames | undefined {
  const key = `${language} ${kind}`;
  if (!known.has(key)) known.set(key, compile(language, kind));
  return known.get(key);
}

function compile(language: string, kind: DayKind): DayNames | undefined {
  const words = Object.hasOwn(calendarWords, language) ? calendarWords[language] : undefined;
  if (words === undefined) return undefined;
  return dayPattern(
    language,
    words[kind].map((name, number) => [name, ...shortMonths(language, kind, number)].join('|')),
  );
}

/** "4 dic": cut short, a month is one beside the day alone. */
function shortMonths(language: string, kind: DayKind, number: number): readonly string[] {
  if (kind === 'weekdays' || language === 'en') return [];
  if (Intl.DateTimeFormat.supportedLocalesOf(language).length === 0) return [];
  const format = new Intl.DateTimeFormat(language, {
    ...({ timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const),
    ...({ month: 'short', day: 'numeric' } as const),
  });
  const name = format.formatToParts(Date.UTC(2026, number, 5)).find(({ type }) => type === 'month')?.value;
  if (name === undefined || /\p{N}/u.test(name)) return [];
  const short = name.replace(/\.$/u, '');
  return [`(?<=[0-9]\\s(?:de\\s)?)${short}\\.?`, `${short}\\.?(?=\\s[0-9])`];
}
