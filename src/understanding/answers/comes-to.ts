import { noAnswer, unclearAnswer, type AnswerReading, type ReadsPart } from './answers.js';
import { beginsWithPhrase, joinPlain, phrasesIn, type PhrasePlace } from '../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { readText, type Reading } from '../reading/reading.js';

/** The lists of words for how a text comes to its answer. */
type WayWords = 'takesBack' | 'concludes' | 'almostSaid' | 'turns' | 'otherwise' | 'byTurns';

/** After "so" the answer is all that follows, and short. */
const longestConclusion = 4;

/** So much may stand before the "but" that turns from what was almost said. */
const longestAlmost = 9;

/** "Some days yes, some days no": longer texts tell of more than that. */
const longestByTurns = 8;

/**
 * What a text comes to that thinks aloud: "I work that day, so no", "I was going to say no but my boss let me off, so
 * yes", "four, it was loud, otherwise a five". Null where a text says its answer straight.
 */
export function comesTo(reading: Reading, read: ReadsPart): AnswerReading | null {
  const { ask } = reading.context;
  if (ask === undefined || ask.kind === 'open' || reading.prepared.questions.size > 0) return null;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  if (words.length < 3) return null;
  return (
    concluded(reading, words, read) ??
    turned(reading, words, read) ??
    (ask.kind === 'yesno' ? byTurns(reading, words) : withoutOtherwise(reading, words, read))
  );
}

/** "…, so no": the answer that follows the last "so" and is all that does. */
function concluded(reading: Reading, words: readonly Word[], read: ReadsPart): AnswerReading | null {
  const place = placesOf(reading, words, 'concludes').at(-1);
  const next = place === undefined || place.from === 0 ? undefined : words[place.to];
  if (place === undefined || next === undefined) return null;
  if (weightOfWords(words.slice(place.to)) > longestConclusion) return null;
  const said = read(partFrom(reading, next.start));
  if (said.outcome !== 'read' || !said.leads) return null;
  // "On Saturday we're at a wedding, so Sunday."
  const isOneClause = words.slice(place.to + 1).every(({ startsClause }) => !startsClause);
  if (reading.context.ask?.kind === 'choice' && isOneClause) return moved(reading, said, next.start);
  // "Four points, a bit loud so minus one": what stood before is the answer.
  const before = read(partUpTo(reading, words[place.from]?.start ?? 0));
  const isSaid = before.outcome === 'read' && before.leads && before.value !== said.value;
  return isSaid && !isTakenBack(reading, words.slice(0, place.from))
    ? null
    : moved(reading, said, next.start);
}

/** "No... oh wait, he says he did": a pause or a "wait" after the first answer, before what follows from it. */
function isTakenBack(reading: Reading, before: readonly Word[]): boolean {
  const phrases = phrasesOf(reading, 'takesBack');
  const end = before.at(-1)?.end ?? 0;
  return (
    /\p{L}[^\p{L}\p{N}]*(?:\.{2,}|…)/u.test(reading.prepared.clean.slice(0, end)) ||
    before.some((_, from) => from > 0 && beginsWithPhrase(before.slice(from), phrases) > 0)
  );
}

/** "I thought we did but no": what follows the turn, or a clause of it, counts, not what was only almost said. */
function turned(reading: Reading, words: readonly Word[], read: ReadsPart): AnswerReading | null {
  const [almost] = placesOf(reading, words, 'almostSaid');
  if (almost === undefined) return null;
  const turn = placesOf(reading, words, 'turns').find(({ from }) => from > 0 && from >= almost.from);
  if (turn === undefined || weightOfWords(words.slice(0, turn.from)) > longestAlmost) return null;
  const next = words[afterTurns(reading, words, turn.to)];
  const last = words.at(-1);
  if (next === undefined || last === undefined) return null;
  const clauses = words.filter((word) => word.startsClause && word.start > next.start).reverse();
  // "It should have been 5 but because of the bus 4."
  const number = reading.context.ask?.kind === 'yesno' ? [] : [last];
  for (const { start } of [next, ...clauses, ...number]) {
    const said = read(partFrom(reading, start));
    if (said.outcome === 'read' && said.leads) return moved(reading, said, start);
  }
  return onlyAlmost(reading, { almost, turn, next }, read);
}

/**
 * "I wanted to say yes but my shift was moved": what was almost said does not count. A yes or no is turned around by the
 * "but", unless what follows it doubts. Null where the text says its answer before that.
 */
function onlyAlmost(
  reading: Reading,
  { almost, turn, next }: { almost: PhrasePlace; turn: PhrasePlace; next: Word },
  read: ReadsPart,
): AnswerReading | null {
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const told = words[almost.from];
  const end = words[turn.from]?.start ?? 0;
  const said = words[almost.to];
  if (told === undefined) return null;
  const object = said === undefined || said.start >= end ? noAnswer : read(partOf(reading, said.start, end));
  const before = object.outcome === 'read' ? object : read(partUpTo(reading, end));
  if (before.outcome !== 'read') return null;
  const isAfter = before === object || (before.span?.end ?? end) > told.end;
  const isBeside = !told.startsClause && words[almost.from - 1]?.end === before.span?.end;
  if (!isAfter && !isBeside) return null;
  const after = read(partFrom(reading, next.start));
  if (after.outcome === 'read' && after.value !== before.value) return moved(reading, after, next.start);
  const isTurned =
    typeof before.value === 'boolean' &&
    after.outcome === 'nothing' &&
    (isAfter || told.end >= (words[turn.from - 1]?.end ?? 0));
  if (!isTurned) return unclearAnswer('answer:almost said');
  return { ...before, span: null, value: !before.value, leads: true, isLoose: !before.leads };
}

/** "But then", "but in the end": where the last of several turns in a row ends. */
function afterTurns(reading: Reading, words: readonly Word[], from: number): number {
  const length = beginsWithPhrase(words.slice(from), phrasesOf(reading, 'turns'));
  return length === 0 ? from : afterTurns(reading, words, from + length);
}

/** "Sometimes he reads, sometimes not": neither yes nor no. */
function byTurns(reading: Reading, words: readonly Word[]): AnswerReading | null {
  const isTwice = placesOf(reading, words, 'byTurns').some(({ from, to }, place, all) =>
    all
      .slice(place + 1)
      .some(
        (other) =>
          other.from >= to &&
          joinPlain(words.slice(other.from, other.to)) === joinPlain(words.slice(from, to)),
      ),
  );
  return isTwice && weightOfWords(words) <= longestByTurns ? unclearAnswer('answer:both yes and no') : null;
}

/** "Four, it was loud, otherwise a five" is a four. */
function withoutOtherwise(reading: Reading, words: readonly Word[], read: ReadsPart): AnswerReading | null {
  for (const { from, to } of placesOf(reading, words, 'otherwise')) {
    const [mark, next] = [words[from], words[to]];
    if (mark === undefined || next === undefined || from === 0) continue;
    const [before, after] = [read(partUpTo(reading, mark.start)), read(partFrom(reading, next.start))];
    if (before.outcome === 'read' && after.outcome === 'read') return before;
  }
  return null;
}

/** The phrases of the text's own language alone: Vietnamese "số" is no English "so". */
const phrasesOf = (reading: Reading, list: WayWords): ReadonlySet<string> =>
  reading.u.words(reading.wordLanguage)?.replies[list] ?? new Set();

/** Where phrases of a list stand in a text. */
const placesOf = (reading: Reading, words: readonly Word[], list: WayWords): readonly PhrasePlace[] =>
  phrasesIn(words, phrasesOf(reading, list));

const partFrom = (reading: Reading, start: number): Reading =>
  readText(reading.u, reading.prepared.clean.slice(start), reading.context);

const partOf = (reading: Reading, start: number, end: number): Reading =>
  readText(reading.u, reading.prepared.clean.slice(start, end), reading.context);

const partUpTo = (reading: Reading, end: number): Reading => partOf(reading, 0, end);

/** An answer of a part, at its place of the whole text; what a text comes to is its answer whatever else it says. */
function moved(reading: Reading, read: AnswerReading, by: number): AnswerReading {
  const isWhole = read.span === null || by + read.span.end > reading.prepared.clean.length;
  const span =
    read.span === null || isWhole ? null : { start: read.span.start + by, end: read.span.end + by };
  return { ...read, span, leads: true };
}
