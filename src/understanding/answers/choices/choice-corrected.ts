import { wordsOfAnswer, type AnswerReading } from '../answers.js';
import { joinPlain } from '../../words/joined-words.js';
import { weightOfWords, type Word } from '../../text/normalise.js';
import { guardWordsOf, readText, rulesOf, type Reading } from '../../reading/reading.js';

/** No phrase that takes something back has more words, or signs. */
const longestPhrase = 6;

/**
 * What a text chooses after it has taken its first choice back: "Tuesday. No wait, Thursday"; the last correction
 * counts. Null where nothing is taken back. `read` reads the choice of a part of the text.
 */
export function byCorrection(
  reading: Reading,
  read: (part: Reading) => AnswerReading,
  labels: (part: Reading, words: readonly Word[]) => readonly Word[],
): AnswerReading | null {
  const { clean, words } = reading.prepared;
  const phrases = new Set(rulesOf(reading).flatMap(({ choosing }) => [...choosing.corrects]));
  if (phrases.size === 0) return null;
  for (let place = words.length - 2; place > 0; place -= 1) {
    const word = words[place];
    const length = word?.startsClause === true ? correctionAt(reading, phrases, words.slice(place)) : 0;
    const next = words[place + length];
    if (word === undefined || length === 0 || next === undefined) continue;
    const before = read(readText(reading.u, clean.slice(0, word.start), reading.context));
    if (before.outcome === 'nothing') continue;
    const after = readText(reading.u, clean.slice(next.start), reading.context);
    const corrected = clausesOf(after)
      .map((clause) => ({ clause, choice: read(clause) }))
      .filter(
        ({ clause, choice }) =>
          choice.outcome === 'read' && choice.value !== before.value && opens(clause, choice, labels),
      )
      .at(-1);
    if (corrected !== undefined)
      return { ...corrected.choice, span: { start: next.start, end: clean.length }, leads: true };
  }
  return null;
}

/** How many words take back what stands before them; 0 where none do. */
function correctionAt(reading: Reading, phrases: ReadonlySet<string>, words: readonly Word[]): number {
  const { negation } = guardWordsOf(reading, reading.wordLanguage);
  const denials = new Set(rulesOf(reading).flatMap(({ around }) => [...around.notAfter]));
  for (let length = Math.min(longestPhrase, words.length - 1); length > 0; length -= 1) {
    const phrase = joinPlain(words.slice(0, length));
    if (!phrases.has(phrase)) continue;
    const isBareNo = negation.has(phrase) || denials.has(phrase);
    // "Tuesday, no school on Monday" takes nothing back.
    if (!isBareNo || words[length]?.startsClause === true) return length;
  }
  return 0;
}

function clausesOf(reading: Reading): readonly Reading[] {
  const { clean, words } = reading.prepared;
  const starts = words.filter(({ startsClause }) => startsClause).map(({ start }) => start);
  return starts.map((start, n) =>
    readText(reading.u, clean.slice(start, starts[n + 1] ?? clean.length), reading.context),
  );
}

/** A time's words are not known; so many may be its own. */
const wordsOfTime = 3;

/** Whether a clause begins with its choice, but for what stands around one: "let's do Friday", not "I work on Friday". */
function opens(
  clause: Reading,
  { span }: AnswerReading,
  labels: (part: Reading, words: readonly Word[]) => readonly Word[],
): boolean {
  const { functionWords } = clause.u.smallWords(clause.wordLanguage) ?? {};
  const rest = labels(clause, wordsOfAnswer(clause, clause.wordLanguage)).filter(
    (word) => functionWords?.has(word.plain) !== true,
  );
  if (span === null) return weightOfWords(rest) <= wordsOfTime;
  return rest.every((word) => word.start >= span.start);
}
