import { wordsOfAnswer, type AnswerReading } from './answers.js';
import { readChoice, wordsOfChoice } from './choice.js';
import { placeOfCorrection } from './corrected-number.js';
import { beginsWithPhrase, joinPlain } from './joined-words.js';
import { weightOfWords, wordsFor, type Word } from './normalise.js';
import { readAnswer } from './read-answer.js';
import { guardWordsOf, readText, rulesOf, type Reading } from './reading.js';
import { understand } from './understand.js';
import type { Ask, Understood, UnderstandContext } from './understood.js';
import type { Understanding } from './vocabulary.js';
import { readYesNo } from './yes-no.js';

/** A question that has its answer. */
export interface AnsweredAsk {
  readonly ask: Ask;
  /** What counts as its answer. */
  readonly value: boolean | number | string;
  /** A second rating by itself can only take the place of the first: it came at once, and from the same person. */
  readonly bareCounts: boolean;
}

/** A longer text tells a story, and changes no answer. */
const longestChange = 14;
/** A rating by itself, "a 4" and "4/5". */
const longestBare = 2;
/** "Sorry, I meant that he read 4": so many words may stand before the right value. */
const longestLeftover = 2;
/** "Sorry, I can't come after all": a yes or no and little else. */
const longestReply = 7;

/**
 * What a text means that takes back the answer its family gave before, and holds one clear other one: "sorry I meant 4",
 * "4*", "no, 4", "Thursday not Tuesday". Null where it takes nothing back, leaves unclear what counts, asks or tells
 * something besides, or is about the texting or about danger. Pure.
 */
export function understandChangedAnswer(
  u: Understanding,
  text: string,
  context: UnderstandContext,
  { ask, value, bareCounts }: AnsweredAsk,
): Understood | null {
  if (ask.kind === 'open') return null;
  const inLight = { ...context, ask };
  const reading = readText(u, text, inLight);
  const { words, questions } = reading.prepared;
  if (words.length === 0 || questions.size > 0 || weightOfWords(words) > longestChange) return null;
  const changes = changesIn(reading, ask, value);
  const mayBeBare = bareCounts && ask.kind === 'rating' && weightOfWords(words) <= longestBare;
  if (changes.length === 0 && mayBeBare) changes.push(...changeTo(plainValue(reading, ask, false), text));
  const [change, ...others] = changes;
  if (change === undefined || change.value === value) return null;
  const { value: said } = change;
  if (others.some((other) => other.value !== said)) return null;
  const understood = understand(u, text, inLight);
  // "بخښنه غواړم" asks for nothing but pardon.
  const rest = change.in === text ? understood : understand(u, change.in, inLight);
  if (!isHarmless(understood) || !isHarmless(rest) || !saysThisOnly(rest, said)) return null;
  return {
    ...understood,
    answer: { status: 'answered', value: said },
    topic: 'other',
    needsStaff: false,
    kind: 'answer',
    comment: null,
    reasons: [`answer:changed «${reading.prepared.clean}» (${reading.language})`],
  };
}

/** Neither about danger nor about the texting, and no phone's own words. */
const isHarmless = ({ consentCertainty, urgent, lookSoon, byPhone }: Understood): boolean =>
  consentCertainty === null && !urgent && !lookSoon && byPhone === null;

function saysThisOnly({ answer, kind, needsStaff }: Understood, said: boolean | number): boolean {
  if (answer.status === 'answered') return answer.value === said && !needsStaff;
  return kind !== 'question' && kind !== 'request' && kind !== 'report';
}

/** A value said in the place of the one that counts, and the part of the text that holds it. */
interface Change {
  readonly value: boolean | number;
  readonly in: string;
}

const changeTo = (value: boolean | number | null, part: string): readonly Change[] =>
  value === null ? [] : [{ value, in: part }];

/** Every value a text puts in the place of `value`, with words or a sign that do so. */
function changesIn(reading: Reading, ask: Ask, value: AnsweredAsk['value']): Change[] {
  const { clean } = reading.prepared;
  const partly = (text: string): Reading => readText(reading.u, text, reading.context);
  const changes = [...changeTo(instead(reading, ask, value), clean)];
  const starred = /^\*+(?<after>[^*]+)\*?$|^(?<before>[^*]+)\*+$/u.exec(clean)?.groups;
  const corrected = starred?.after ?? starred?.before;
  if (corrected !== undefined)
    changes.push(...changeTo(plainValue(partly(corrected), ask, false), corrected));
  const taken = takenBackIn(reading, ask);
  if (taken !== null) {
    const rest = partly(clean.slice(taken.end));
    const said = plainValue(rest, ask, taken.isSure) ?? instead(rest, ask, value);
    changes.push(...changeTo(said, rest.prepared.clean));
  }
  if (ask.kind !== 'yesno' && placeOfCorrection(reading, ask) !== null)
    changes.push(...changeTo(valueOf(readAnswer(reading)), clean));
  return changes;
}

const valueOf = ({ outcome, value }: AnswerReading): boolean | number | null =>
  outcome === 'read' ? value : null;

/** The value of a text that says nothing else; `isSure`: after "I meant", a word or two may stand before it. */
function plainValue(reading: Reading, ask: Ask, isSure: boolean): boolean | number | null {
  const read = ask.kind === 'choice' ? readChoice(reading, ask) : readAnswer(reading);
  const { outcome, value, span, isLoose, leads } = read;
  if (outcome !== 'read' || value === null || isLoose === true) return null;
  if (ask.kind === 'yesno') {
    return leads && weightOfWords(reading.prepared.words) <= longestReply ? value : null;
  }
  const rules = rulesOf(reading);
  const { functionWords } = reading.u.smallWords(reading.wordLanguage) ?? {};
  const words = ask.kind === 'choice' ? wordsOfChoice(reading) : wordsOfAnswer(reading, reading.wordLanguage);
  const others = words.filter(
    ({ plain }) =>
      functionWords?.has(plain) !== true &&
      !rules.some(({ about, around }) => about.has(plain) || around.giving.includes(plain)),
  );
  // Of a time it is not known which words say it.
  if (span === null) return weightOfWords(others) <= longestLeftover ? value : null;
  const beside = others.some(({ sign }) => sign) || ask.kind === 'number' ? 1 : 0;
  const before = others.filter(({ end }) => end <= span.start);
  const after = others.filter(({ start }) => start >= span.end);
  // "I meant 4, the teacher was so kind" says why.
  const pause = reading.prepared.words.find(({ start, startsClause }) => startsClause && start >= span.end);
  const beforePause = after.filter(({ start }) => !isSure || pause === undefined || start < pause.start);
  const isPlain =
    weightOfWords(before) <= (isSure ? longestLeftover : 0) && weightOfWords(beforePause) <= beside;
  return isPlain ? value : null;
}

interface TakenBack {
  /** Where the words end that take back. */
  readonly end: number;
  /** "I meant": nothing but a right value follows. */
  readonly isSure: boolean;
}

/** What at its beginning takes back what was said before: "sorry", "no,", "ay no, perdón, quise decir". */
function takenBackIn(reading: Reading, ask: Ask): TakenBack | null {
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const rules = rulesOf(reading);
  const { courtesy } = guardWordsOf(reading, reading.wordLanguage);
  let end: number | null = null;
  let isSure = false;
  for (let from = 0; from < words.length - 1;) {
    const rest = words.slice(from);
    const length = takingBack(reading, rest, ask);
    if (length > 0) {
      end = rest[length - 1]?.end ?? null;
      const phrase = joinPlain(rest.slice(0, length));
      isSure ||= rules.some(({ corrections }) => corrections.sure.has(phrase));
    } else if (end !== null || !courtesy.has(rest[0]?.plain ?? '')) break;
    from += Math.max(1, length);
  }
  return end === null ? null : { end, isSure };
}

/** How many words take back what was said before them; 0 where none do. At least one word is left. */
function takingBack(reading: Reading, words: readonly Word[], ask: Ask): number {
  const rules = rulesOf(reading);
  const lists = rules.flatMap(({ corrections, choosing, replies }) => [
    replies.takesBack,
    choosing.corrects,
    corrections.sure,
    corrections.direct,
    corrections.paused,
  ]);
  const lengths = [...new Set(lists.map((list) => beginsWithPhrase(words.slice(0, -1), list)))];
  for (const length of lengths.sort((one, other) => other - one)) {
    if (length === 0) break;
    const phrase = words.slice(0, length);
    if (!isDenial(reading, phrase)) return length;
    // "Yes." "No, thank you" may answer something else; "no, 4" takes back the 3.
    if (ask.kind === 'yesno') continue;
    const isDirect = rules.some(({ corrections }) => corrections.direct.has(joinPlain(phrase)));
    if (words[length]?.startsClause === true || (isDirect && ask.kind !== 'choice')) return length;
  }
  return 0;
}

/** "No", "not", and whatever by itself says no: alone it takes back no yes. */
function isDenial(reading: Reading, phrase: readonly Word[]): boolean {
  const [first, last] = [phrase[0], phrase.at(-1)];
  if (first === undefined || last === undefined) return false;
  const text = joinPlain(phrase);
  if (
    guardWordsOf(reading, reading.wordLanguage).negation.has(text) ||
    rulesOf(reading).some(
      ({ around, corrections }) => around.notAfter.has(text) || corrections.paused.has(text),
    )
  )
    return true;
  const alone = readText(reading.u, reading.prepared.clean.slice(first.start, last.end), reading.context);
  return readYesNo(alone).outcome === 'read';
}

/** What a text says instead of the value that counts, which it names: "4 not 3", "not Tuesday but Thursday". */
function instead(reading: Reading, ask: Ask, value: AnsweredAsk['value']): boolean | number | null {
  if (ask.kind === 'yesno') return null;
  const { clean } = reading.prepared;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const valueIn = (start: number, end: number): boolean | number | null =>
    plainValue(readText(reading.u, clean.slice(start, end), reading.context), ask, false);
  for (const [place, word] of words.entries()) {
    const next = words[place + turningDown(reading, words.slice(place))];
    if (next === undefined || next === word) continue;
    if (place > 0) {
      const said = valueIn(0, word.start);
      if (said !== null && said !== value && valueIn(next.start, clean.length) === value) return said;
      continue;
    }
    for (const { start } of words.filter((other) => other.start > next.start)) {
      if (valueIn(next.start, start) !== value) continue;
      const said = valueIn(start, clean.length);
      if (said !== null && said !== value) return said;
    }
  }
  return null;
}

/** How many words turn down what follows them: "not", "instead of". */
function turningDown(reading: Reading, words: readonly Word[]): number {
  const { negation } = guardWordsOf(reading, reading.wordLanguage);
  const lists = [
    negation,
    ...rulesOf(reading).flatMap(({ around, choosing }) => [around.notAfter, choosing.without]),
  ];
  return Math.max(...lists.map((list) => beginsWithPhrase(words, list)));
}
