import { putOff, unclearAnswer, unsureMatches } from '../answers.js';
import { optionThingsIn } from './choice-by-meaning.js';
import { chosen, type ChoiceReading } from './choice-by-words.js';
import { areSubjects } from './choice-mentions.js';
import { phrasesIn } from '../../words/joined-words.js';
import { wordsFor } from '../../text/normalise.js';
import { readText, rulesOf, type Reading } from '../../reading/reading.js';

/** That the family does not know yet: an option may say just that. Null where it is sure. */
export function doubt(reading: Reading, options: readonly string[], isRead: boolean): ChoiceReading | null {
  const doubted = isUnsure(reading, isRead, options) ? unclearAnswer('answer:unsure') : putOff(reading);
  if (doubted === null) return null;
  const undecided = options.flatMap((option, index) => (isUndecided(reading, option) ? [index] : []));
  const [index] = undecided;
  return index === undefined || undecided.length > 1
    ? doubted
    : { ...chosen(reading, index, reading.prepared.words), isSettled: true };
}

/** Whether an option says "we don't know yet". */
function isUndecided({ u, context }: Reading, option: string): boolean {
  const reading = readText(u, option, context);
  return unsureMatches(reading).length > 0 || putOff(reading) !== null;
}

/** Whether it says "maybe"; "I guess" and "if possible" leave a choice beside them standing, and "I can't read" says nothing of it. */
function isUnsure(reading: Reading, isRead: boolean, options: readonly string[]): boolean {
  const softened = isRead ? softeningsIn(reading) : [];
  const skills = areSubjects(reading, options)
    ? []
    : optionThingsIn(reading, reading.prepared).filter(
        ({ name }) => name === 'reading' || name === 'writing',
      );
  return unsureMatches(reading).some(
    ({ start, end }) =>
      !softened.some((soft) => soft.start <= start && soft.end >= end) &&
      !skills.some((skill) => skill.start >= start && skill.start - end <= lettersBetween),
  );
}

/** Where a text says "if possible" or "I think", which leave a choice beside them standing. */
function softeningsIn(reading: Reading): readonly { readonly start: number; readonly end: number }[] {
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  return rulesOf(reading).flatMap(({ about }) =>
    phrasesIn(words, about).map(({ from, to }) => ({
      start: words[from]?.start ?? 0,
      end: words[to - 1]?.end ?? 0,
    })),
  );
}

/** A blank, and perhaps a small word, between "I can't" and "read". */
const lettersBetween = 5;
