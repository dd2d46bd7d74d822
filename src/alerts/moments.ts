import { DateTime } from 'luxon';

/** Haitian Creole is unknown to Intl, which would say it in English. */
const creole = {
  days: ['dimanch', 'lendi', 'madi', 'mèkredi', 'jedi', 'vandredi', 'samdi'],
  months: [
    'janvye',
    'fevriye',
    'mas',
    'avril',
    'me',
    'jen',
    'jiyè',
    'out',
    'septanm',
    'oktòb',
    'novanm',
    'desanm',
  ],
};

/** A day as families of a language read it: "jueves, 26 de noviembre". `day` is `YYYY-MM-DD`. */
export function dayIn(language: string, day: string): string {
  const date = DateTime.fromISO(day, { zone: 'utc' });
  if (language === 'ht')
    return `${creole.days[date.weekday % 7]} ${date.day} ${creole.months[date.month - 1]}`;
  return written(language, { weekday: 'long', month: 'long', day: 'numeric', calendar: 'gregory' }, date);
}

/** A time of day as families of a language read it: "2:30 PM", "14:30". `time` is `HH:MM[:SS]`. */
export function timeIn(language: string, time: string): string {
  const moment = DateTime.fromISO(`2026-01-01T${time}`, { zone: 'utc' });
  // Families of Haiti tell the time as in English here, on a clock of twelve hours.
  return written(language === 'ht' ? 'en' : language, { hour: 'numeric', minute: '2-digit' }, moment);
}

/** In Latin digits, which every phone shows and a translation is checked by; without spaces that make a text dear. */
function written(language: string, format: Intl.DateTimeFormatOptions, moment: DateTime): string {
  return new Intl.DateTimeFormat([language, 'en'], { ...format, timeZone: 'UTC', numberingSystem: 'latn' })
    .format(moment.toJSDate())
    .replace(/[\u00a0\u202f]/gu, ' ');
}
