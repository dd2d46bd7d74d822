import { calendarWords } from './calendar-words.js';
import { dayDoubts } from './day-doubts.js';
import { dayPattern, type DayKind, type DayNames } from './day-pattern.js';

const kinds: readonly DayKind[] = ['weekdays', 'months'];

/**
 * Whether a weekday, or a month that stands without a day, is named in the source and nothing in the translation says
 * it. Only what is surely a day in the one, and surely not said in the other, counts. Pure; false for languages whose
 * days nobody listed.
 */
export function losesDay(source: string, from: string, translated: string, to: string): boolean {
  return kinds.some((kind) => {
    const [names, others] = [namesOf(from, kind, 'sure'), namesOf(to, kind, 'maybe')];
    if (names === undefined || others === undefined) return false;
    const said = numbersIn(source, names);
    if (said.size === 0 || (kind === 'weekdays' && saysSeveral(said, translated, to))) return false;
    // A newspaper keeps its English name.
    const english = namesOf('en', kind, 'sure');
    const saidThere = [others, ...(english === undefined ? [] : [english])].map((one) =>
      numbersIn(translated, one),
    );
    return [...said].some((number) => saidThere.every((numbers) => !numbers.has(number)));
  });
}

/** "The weekend" is Saturday, or Sunday, or both, and "school days" are Monday to Friday. */
function saysSeveral(said: ReadonlySet<number>, translated: string, to: string): boolean {
  const mayBeSeveral = said.size > 1 || said.has(0) || said.has(6);
  const wholes = mayBeSeveral ? namesOf(to, 'weekdays', 'wholes') : undefined;
  return wholes !== undefined && numbersIn(translated, wholes).size > 0;
}

function numbersIn(text: string, { letters, pattern }: DayNames): ReadonlySet<number> {
  const found = [...letters(text).matchAll(pattern)];
  return new Set(found.map((match) => match.slice(1).findIndex((one) => one !== undefined)));
}

type Certainty = 'sure' | 'maybe' | 'wholes';

const known = new Map<string, DayNames | undefined>();

function namesOf(language: string, kind: DayKind, certainty: Certainty): DayNames | undefined {
  const key = `${language} ${kind} ${certainty}`;
  if (!known.has(key)) known.set(key, dayPattern(language, sourcesOf(language, kind, certainty)));
  return known.get(key);
}

const nothing = '(?!)';

function sourcesOf(language: string, kind: DayKind, certainty: Certainty): readonly string[] {
  const names = Object.hasOwn(calendarWords, language) ? (calendarWords[language]?.[kind] ?? []) : [];
  const doubts = Object.hasOwn(dayDoubts, language) ? (dayDoubts[language] ?? {}) : {};
  switch (certainty) {
    case 'wholes':
      return [doubts.wholes ?? nothing];
    case 'maybe':
      return names.map((name, number) =>
        [name, doubts.also?.[kind]?.[number] ?? nothing, shortDay(language, kind, number)].join('|'),
      );
    case 'sure': {
      const { beforeMonth = '', afterMonth = '' } = kind === 'months' ? doubts : {};
      return names.map((name, number) => {
        const sure = doubts.sure?.[kind]?.[number];
        return sure === undefined ? `${beforeMonth}(?:${name})${afterMonth}` : (sure ?? nothing);
      });
    }
  }
}

/** As the calendars of a language cut a weekday short. Chinese and Korean ones are words of their own. */
function shortDay(language: string, kind: DayKind, number: number): string {
  const isKnown = Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  if (kind === 'months' || !isKnown || /^(?:zh|ko|en)/u.test(language)) return nothing;
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  // The first of February 2026 is a Sunday.
  return `${format.format(Date.UTC(2026, 1, 1 + number)).replace(/\.$/u, '')}\\.?`;
}
