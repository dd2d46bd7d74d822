/** Not in the tables of Intl, which would take the names of another language for it. */
const creole = {
  weekdays: 'dimanch lendi madi mèkredi jedi vandredi samdi',
  months: 'janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm',
};

type Kind = 'weekdays' | 'months';
const kinds: readonly Kind[] = ['weekdays', 'months'];

interface DayNames {
  readonly pattern: RegExp;
  readonly numberOf: ReadonlyMap<string, number>;
}

/**
 * Whether a translation names another day of the week, or another month, in the place of the source's. Only what is
 * named in both languages as their calendars write it is compared, so that an inflected name is never accused. Pure.
 */
export function namesOtherDay(source: string, from: string, translated: string, to: string): boolean {
  return kinds.some((kind) => {
    const [before, after] = [daysIn(source, from, kind), daysIn(translated, to, kind)];
    const isLost = [...before].some((day) => !after.has(day));
    const isNew = [...after].some((day) => !before.has(day));
    return isLost && isNew;
  });
}

function daysIn(text: string, language: string, kind: Kind): ReadonlySet<number> {
  const names = namesOf(language, kind);
  if (names === undefined) return new Set();
  const found = text.normalize('NFC').match(names.pattern) ?? [];
  // In English a month without its capital is a verb, and "May" one with it.
  const days = found.filter((name) => language !== 'en' || (/^\p{Lu}/u.test(name) && name !== 'May'));
  return new Set(days.flatMap((name) => names.numberOf.get(name.toLowerCase()) ?? []));
}

const known = new Map<string, DayNames | undefined>();

function namesOf(language: string, kind: Kind): DayNames | undefined {
  const key = `${language} ${kind}`;
  if (!known.has(key)) known.set(key, compile(language, kind));
  return known.get(key);
}

function compile(language: string, kind: Kind): DayNames | undefined {
  const numberOf = new Map<string, number>();
  const add = (name: string | undefined, number: number): void => {
    if (name !== undefined && name !== '') numberOf.set(name.normalize('NFC').toLowerCase(), number);
  };
  if (language === 'ht') {
    for (const [number, name] of creole[kind].split(' ').entries()) add(name, number);
  } else if (Intl.DateTimeFormat.supportedLocalesOf(language).length > 0) {
    for (const { name, number } of calendarNames(language, kind)) add(name, number);
  }
  if (numberOf.size === 0) return undefined;
  const longestFirst = [...numberOf.keys()].sort((one, other) => other.length - one.length);
  const words = longestFirst.map((name) => name.replace(/[.]/gu, '\\.').replace(/\s+/gu, '\\s+')).join('|');
  const isSpaceless = /\p{Script=Han}|\p{Script=Hangul}/u.test(words);
  const side = '[\\p{L}\\p{M}\\p{N}]';
  return {
    numberOf,
    pattern: new RegExp(isSpaceless ? words : `(?<!${side})(?:${words})(?!${side})`, 'giu'),
  };
}

/** A name alone and in a date, which some languages write in two ways. */
function calendarNames(language: string, kind: Kind): { name: string | undefined; number: number }[] {
  const common = { timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const;
  const styles: Intl.DateTimeFormatOptions[] =
    kind === 'weekdays' ? [{ weekday: 'long' }] : [{ month: 'long' }, { month: 'long', day: 'numeric' }];
  const type = kind === 'weekdays' ? 'weekday' : 'month';
  return styles.flatMap((style) => {
    const format = new Intl.DateTimeFormat(language, { ...common, ...style });
    return Array.from({ length: kind === 'weekdays' ? 7 : 12 }, (_, number) => {
      // The first of November 2026 is a Sunday.
      const day = kind === 'weekdays' ? Date.UTC(2026, 10, 1 + number) : Date.UTC(2026, number, 5);
      const name = format.formatToParts(day).find((part) => part.type === type)?.value;
      // Months that are counted are numbers, and compared as such.
      return { name: name !== undefined && /\p{N}/u.test(name) ? undefined : name, number };
    });
  });
}
