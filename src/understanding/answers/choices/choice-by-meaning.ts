import { findAlarms } from '../../words/alarms.js';
import { unclearAnswer, type AnswerReading } from '../answers.js';
import { chosen, isTurnedDown } from './choice-by-words.js';
import { prepareText, weightOfWords, wordsFor, type PreparedText } from '../../text/normalise.js';
import { replyOrder, type Reading } from '../../reading/reading.js';

/** Texts with more words name things and numbers of their own. */
const longestText = 14;

interface Thing {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The things each option names. */
export function thingsByOption(reading: Reading, options: readonly string[]): readonly ReadonlySet<string>[] {
  return options.map(
    (option) =>
      new Set(
        optionThingsIn(reading, prepareText(option, reading.prepared.splitFor)).map(({ name }) => name),
      ),
  );
}

/**
 * The things a text names, by the lists of the languages a reply may be in. A small word of the text's own language is
 * no thing of another: French "mon" is no Monday.
 */
export function optionThingsIn(reading: Reading, prepared: PreparedText): readonly Thing[] {
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords;
  const isSmall = (start: number, end: number): boolean =>
    prepared.words.some(
      (word) => word.start === start && word.end === end && small?.has(word.plain) === true,
    );
  const found = replyOrder(reading).flatMap((code) => {
    const things = reading.u.words(code)?.optionThings;
    if (things === undefined) return [];
    return findAlarms(things, prepared, wordsFor(prepared, code))
      .filter(({ start, end }) => code === reading.wordLanguage || !isSmall(start, end))
      .map(({ kind, start, end }) => ({ name: kind, start, end }));
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
  const named = thingsByOption(reading, options);
  const tells = (name: string): boolean => {
    const holders = named.filter((names) => names.has(name)).length;
    return holders > 0 && holders < options.length;
  };
  const all = optionThingsIn(reading, prepared).filter(({ name }) => tells(name));
  const wanted = all.filter((thing) => !isThingTurnedDown(reading, thing));
  const read = closest(named, wanted);
  if (read.length === 1 && read[0] !== undefined) return chosenAt(reading, read[0], wanted);
  if (all.length > 0 && wanted.length === 0) return meatless(reading, named, all);
  return read.length > 1 && isAmong(wanted) ? unclearAnswer('answer:several options') : null;
}

const animals: ReadonlySet<string> = new Set(['meat', 'chicken', 'fish', 'egg']);

/** "We eat neither meat nor eggs": the only option without. */
function meatless(
  reading: Reading,
  named: readonly ReadonlySet<string>[],
  turnedDown: readonly Thing[],
): AnswerReading {
  const without = named.flatMap((things, index) => (things.has('veg') ? [index] : []));
  const [index] = without;
  const isOne = without.length === 1 && turnedDown.every(({ name }) => animals.has(name));
  return index !== undefined && isOne
    ? chosenAt(reading, index, turnedDown)
    : unclearAnswer('answer:not that option');
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
  return chosen(reading, index, words);
}

function isThingTurnedDown(reading: Reading, { start, end }: Thing): boolean {
  const { words } = reading.prepared;
  const inside = words.filter((word) => word.end > start && word.start < end);
  return isTurnedDown(reading, inside[0], inside.at(-1));
}
