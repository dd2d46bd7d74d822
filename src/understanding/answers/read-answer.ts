import { noAnswer, type AnswerReading } from './answers.js';
import { readChoice } from './choices/choice.js';
import { beginsWithPhrase } from '../words/joined-words.js';
import { leadingAnswer } from './leading-answer.js';
import { wordsFor } from '../text/normalise.js';
import { readNumber } from './numbers/numbers.js';
import { readText, rulesOf, type Reading } from '../reading/reading.js';
import { respelt } from '../reading/respelt.js';
import { comesTo } from './comes-to.js';
import { readYesNo } from './yes-no.js';

/** The answer to the open ask: what stands before a reason goes first, then the whole text, then the text spelt plainly. */
export function readAnswer(reading: Reading): AnswerReading {
  const last = comesTo(reading, readAnswerAsWritten);
  if (last !== null) return last;
  const unreasoned = withoutReason(reading);
  const short = unreasoned === null ? noAnswer : readAnswerAsWritten(unreasoned);
  if (short.outcome === 'read') return short;
  const read = readAnswerAsWritten(reading);
  const { ask } = reading.context;
  if (ask !== undefined && !(read.outcome === 'unclear' || read.leads)) {
    const leading = leadingAnswer(reading, ask, (part) => readSpelt(part));
    const isSurer = read.outcome === 'nothing' || (leading.leads && read.value === leading.value);
    const isSaid = leading.outcome === 'read' && isSurer;
    if (isSaid) return leading;
  }
  return read.outcome === 'nothing' ? readSpeltPlainly(reading) : read;
}

/** The answer of a text as it is written, or else as it is spelt plainly. */
function readSpelt(reading: Reading): AnswerReading {
  const read = readAnswerAsWritten(reading);
  return read.outcome === 'nothing' ? readSpeltPlainly(reading) : read;
}

/** The answer of a few words with their slips put right. */
function readSpeltPlainly(reading: Reading): AnswerReading {
  const plainly = withoutLongLetters(reading);
  for (const spelt of [plainly, respelt(reading), plainly === null ? null : respelt(plainly)]) {
    const again = spelt === null ? noAnswer : readAnswerAsWritten(spelt);
    if (again.outcome === 'read') return { ...again, span: { start: 0, end: reading.prepared.clean.length } };
  }
  return noAnswer;
}

/** What stands before "because": "Wednesday because on Mondays I work" chooses no Monday. Null where nothing does. */
function withoutReason(reading: Reading): Reading | null {
  if (reading.context.ask === undefined || reading.context.ask.kind === 'open') return null;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const reasons = rulesOf(reading).map(({ around }) => around.because);
  const place = words.findIndex(
    (_, from) => from > 0 && reasons.some((because) => beginsWithPhrase(words.slice(from), because) > 0),
  );
  const first = words[place];
  if (first === undefined) return null;
  return readText(reading.u, reading.prepared.clean.slice(0, first.start), reading.context);
}

/** Longer texts are not spelt out for fun. */
const fewWords = 3;

/** A letter without its accent: of "dạaa" only the first has one. */
const bare = (letter: string): string => letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A few words with each letter once where it stands several times: "yesss", "evvet", "агаа". Null where none does. */
function withoutLongLetters(reading: Reading): Reading | null {
  const { clean, words } = reading.prepared;
  if (words.length === 0 || words.length > fewWords) return null;
  const letters = [...clean];
  const isAgain = (letter: string, place: number): boolean =>
    /\p{L}/u.test(letter) && bare(letter) === bare(letters[place - 1] ?? '');
  const plain = letters.filter((letter, place) => !isAgain(letter, place)).join('');
  return plain === clean ? null : readText(reading.u, plain, reading.context);
}

function readAnswerAsWritten(reading: Reading): AnswerReading {
  const { ask } = reading.context;
  switch (ask?.kind) {
    case 'yesno':
      return readYesNo(reading);
    case 'rating':
    case 'number':
      return readNumber(reading, ask);
    case 'choice':
      return readChoice(reading, ask);
    case 'open':
    case undefined:
      return noAnswer;
  }
}
