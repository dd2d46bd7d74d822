import { chosen, isTurnedDown } from './choice-by-words.js';
import { findAlarms } from './alarms.js';
import { unclearAnswer, type AnswerReading } from './answers.js';
import { clockTimesIn, optionsAt, type ClockTime } from './clock-times.js';
import { prepareText, weightOfWords, wordsFor, type PreparedText } from './normalise.js';
import { replyOrder, type Reading } from './reading.js';

/** Texts with more words name things and numbers of their own. */
const longestText = 14;

/** The option that names the time of day the text names: "o trzeciej" for "15:00". Null where not every option is a time. */
export function byClock(reading: Reading, options: readonly string[]): AnswerReading | null {
  const { u, prepared } = reading;
  const languages = replyOrder(reading);
  const times = options.flatMap((option) => {
    const [time, ...others] = clockTimesIn(u, option, languages);
    return time?.isSure === true && others.length === 0 ? [time] : [];
  });
  if (times.length < options.length || weightOfWords(prepared.words) > longestText) return null;
  const said = clockTimesIn(u, prepared.clean, languages);
  const sure = said.filter((time) => time.isSure);
  const named = optionsOf(sure, times);
  const fitting = named.size > 0 ? named : optionsOf(said, times);
  const [index] = fitting;
  if (index === undefined) return null;
  if (fitting.size > 1) return unclearAnswer('answer:several options');
  const isPlain = named.size > 0 && said.length === 1;
  return { ...chosen(reading, index, prepared.words), span: null, leads: isPlain };
}

const optionsOf = (said: readonly ClockTime[], times: readonly ClockTime[]): ReadonlySet<number> =>
  new Set(said.flatMap((time) => optionsAt(time, times)));

interface Thing {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The things a text names, by the lists of the languages a reply may be in. */
function thingsIn(reading: Reading, prepared: PreparedText): readonly Thing[] {
  const found = replyOrder(reading).flatMap((code) => {
    const things = reading.u.words(code)?.optionThings;
    if (things === undefined) return [];
    return findAlarms(things, prepared, wordsFor(prepared, code)).map(({ kind, start, end }) => ({
      name: kind,
      start,
      end,
    }));
  });
  // "Grand-mère" is no "mère".
  const isInside = (thing: Thing): boolean =>
    found.some(
      ({ start, end }) => start <= thing.start && end >= thing.end && end - start > thing.end - thing.start,
    );
  return found.filter((thing) => !isInside(thing));
}

/** The option that names by other words what the text names: "call my cell" for "By phone", "mates" for "Matemáticas". */
export function byMeaning(reading: Reading, options: readonly string[]): AnswerReading | null {
  const { prepared } = reading;
  if (weightOfWords(prepared.words) > longestText) return null;
  const named = options.map(
    (option) => new Set(thingsIn(reading, prepareText(option, prepared.splitFor)).map(({ name }) => name)),
  );
  const tells = (name: string): boolean => {
    const holders = named.filter((names) => names.has(name)).length;
    return holders > 0 && holders < options.length;
  };
  const all = thingsIn(reading, prepared).filter(({ name }) => tells(name));
  const wanted = all.filter((thing) => !isThingTurnedDown(reading, thing));
  const read = closest(named, wanted);
  if (read.length === 1 && read[0] !== undefined) return chosenAt(reading, read[0], wanted);
  if (all.length > 0 && wanted.length === 0) return unclearAnswer('answer:not that option');
  return read.length > 1 && isAmong(wanted) ? unclearAnswer('answer:several options') : null;
}

/** Several things were named, not one that several options have. */
const isAmong = (wanted: readonly Thing[]): boolean => new Set(wanted.map(({ name }) => name)).size > 1;

/** The options that have most of the things in common with the text, for all they name. */
function closest(named: readonly ReadonlySet<string>[], wanted: readonly Thing[]): readonly number[] {
  const names = new Set(wanted.map(({ name }) => name));
  const shares = named.map((option) => {
    const same = [...names].filter((name) => option.has(name)).length;
    return same / new Set([...option, ...names]).size;
  });
  const best = Math.max(...shares);
  return best > 0 ? shares.flatMap((share, index) => (share === best ? [index] : [])) : [];
}

function chosenAt(reading: Reading, index: number, wanted: readonly Thing[]): AnswerReading {
  const words = reading.prepared.words.filter((word) =>
    wanted.some(({ start, end }) => word.end > start && word.start < end),
  );
  const isAsked = words.some((word) => reading.prepared.questions.has(word.sentence));
  return { ...chosen(reading, index, words), leads: !isAsked };
}

function isThingTurnedDown(reading: Reading, { start, end }: Thing): boolean {
  const { words } = reading.prepared;
  const inside = words.filter((word) => word.end > start && word.start < end);
  return isTurnedDown(reading, inside[0], inside.at(-1));
}
