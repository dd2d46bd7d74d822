import { unclearAnswer, type AnswerReading } from '../answers.js';
import { chosen } from './choice-by-words.js';
import { clockTimesIn, optionsAt, type ClockTime } from '../clock-times.js';
import type { TimeGroup } from '../../words/contact-words.js';
import { weightOfWords } from '../../text/normalise.js';
import { guardWordsOf, replyOrder, type Reading } from '../../reading/reading.js';
import { timePieces } from '../../reading/time-phrases.js';

/** Texts with more words name things and numbers of their own. */
const longestText = 14;

/** The option that names the time of day the text names: "o trzeciej" for "15:00". Null where not every option is a time. */
export function byClock(reading: Reading, options: readonly string[]): AnswerReading | null {
  const { u, prepared } = reading;
  if (weightOfWords(prepared.words) > longestText) return null;
  const languages = replyOrder(reading);
  const times = options.flatMap((option) => {
    const [time, ...others] = clockTimesIn(u, option, languages);
    return time?.isSure === true && others.length === 0 ? [time] : [];
  });
  if (times.length < options.length) return null;
  const said = clockTimesIn(u, prepared.clean, languages);
  const sure = said.filter((time) => time.isSure);
  const named = optionsOf(sure, times);
  const fitting = named.size > 0 ? named : optionsOf(said, times);
  const [index] = fitting;
  if (index === undefined) return said.length === 0 ? byPartOfDay(reading, times) : null;
  if (fitting.size > 1) return unclearAnswer('answer:several options');
  const isPlain = named.size > 0 && said.length === 1;
  return { ...chosen(reading, index, prepared.words), span: null, leads: isPlain };
}

const optionsOf = (said: readonly ClockTime[], times: readonly ClockTime[]): ReadonlySet<number> =>
  new Set(said.flatMap((time) => optionsAt(time, times)));

/** From when until when each part of the day is, in hours. */
const partsOfDay: Readonly<Partial<Record<TimeGroup, readonly [number, number]>>> = {
  morning: [5, 12],
  noon: [11.5, 14],
  afternoon: [12, 18],
  evening: [17, 24],
};

/** A text longer than this says something else beside its choice. */
const longestPart = 8;

/** The only option that is at the part of the day the text names: "early in the morning" for "8:00 a.m.". */
function byPartOfDay(reading: Reading, times: readonly ClockTime[]): AnswerReading | null {
  const { prepared, u, wordLanguage } = reading;
  const { negation } = guardWordsOf(reading, wordLanguage);
  if (weightOfWords(prepared.words) > longestPart) return null;
  if (prepared.words.some(({ plain }) => negation.has(plain))) return null;
  const wanted = new Set(Object.keys(partsOfDay) as TimeGroup[]);
  const parts = timePieces(u, prepared.clean, replyOrder(reading), wanted).flatMap((piece) =>
    piece.kind === 'phrase' ? [[...piece.groups].flatMap((group) => partsOfDay[group] ?? [])] : [],
  );
  const fitting = new Set(
    parts.flatMap(([from = 0, until = 0]) =>
      times.flatMap((time, index) => {
        const hour = hourOfDay(time);
        return hour >= from && hour < until ? [index] : [];
      }),
    ),
  );
  const [index] = fitting;
  if (index === undefined) return null;
  if (fitting.size > 1) return unclearAnswer('answer:several options');
  return { ...chosen(reading, index, prepared.words), span: null };
}

/** An hour before six is one of the afternoon where nothing says that it is not. */
function hourOfDay({ minutes, half }: ClockTime): number {
  const hour = minutes / 60;
  if (half === 'am') return hour % 12;
  return hour < 12 && (half === 'pm' || hour < 6) ? hour + 12 : hour;
}
