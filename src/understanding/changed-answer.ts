import { wordsOfAnswer, type AnswerReading } from './answers/answers.js';
import { readChoice, wordsOfChoice } from './answers/choices/choice.js';
import { placeOfCorrection } from './answers/numbers/corrected-number.js';
import { beginsWithPhrase, joinPlain } from './words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from './text/normalise.js';
import { lengthOf, matchesOf, type Match } from './words/phrases.js';
import { readAnswer } from './answers/read-answer.js';
import { guardWordsOf, readText, replyOrder, rulesOf, type Reading } from './reading/reading.js';
import { moreThanAnAnswer } from './for-staff.js';
import { understand } from './understand.js';
import type { Ask, Understood, UnderstandContext } from './understood.js';
import type { Understanding } from './vocabulary.js';
import { readYesNo } from './answers/yes-no.js';

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
/** So many letters has an "and" before "not". */
const longestAnd = 3;
/** "Sorry, I meant that he read 4": so many words may stand before the right value. */
const longestLeftover = 2;

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
  if (changes.length === 0 && mayBeBare) changes.push(...changeTo(plainValue(reading, ask, 'nothing'), text));
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

function saysThisOnly({ answer, kind, needsStaff, reasons }: Understood, said: boolean | number): boolean {
  // "Sorry, I meant 4, the teacher was so kind" is this as well.
  if (answer.status === 'answered')
    return answer.value === said && (!needsStaff || reasons.includes(moreThanAnAnswer));
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
  const changes = [...instead(reading, ask, value)];
  const starred = /^\*+(?<after>[^*]+)\*?$|^(?<before>[^*]+)\*+$/u.exec(clean)?.groups;
  const corrected = starred?.after ?? starred?.before;
  if (corrected !== undefined)
    changes.push(...changeTo(plainValue(partly(corrected), ask, 'nothing'), corrected));
  const taken = takenBackIn(reading, ask);
  if (taken !== null) {
    const rest = partly(clean.slice(taken.end));
    const named = instead(rest, ask, value);
    const part = rest.prepared.clean;
    const plain = plainValue(rest, ask, taken.isSure ? 'a word or two' : 'nothing');
    changes.push(...(named.length > 0 ? named : changeTo(plain, part)));
  }
  if (ask.kind !== 'yesno' && placeOfCorrection(reading, ask) !== null)
    changes.push(...changeTo(valueOf(readAnswer(reading)), clean).filter((one) => one.value !== value));
  return changes;
}

const valueOf = ({ outcome, value }: AnswerReading): boolean | number | null =>
  outcome === 'read' ? value : null;

/**
 * The words that may stand beside a value: none but "a" and "points", small words as well where the value that counts is
 * named beside it, and before it a word or two after "I meant".
 */
type Beside = 'nothing' | 'small words' | 'a word or two';

/** The value of a text that says nothing else. */
function plainValue(reading: Reading, ask: Ask, beside: Beside): boolean | number | null {
  const read = ask.kind === 'choice' ? readChoice(reading, ask) : readAnswer(reading);
  const { outcome, value, span, isLoose } = read;
  if (outcome !== 'read' || value === null || isLoose === true) return null;
  if (ask.kind === 'yesno') return isPlainReply(reading, value === true) ? value : null;
  const words = ask.kind === 'choice' ? wordsOfChoice(reading) : wordsOfAnswer(reading, reading.wordLanguage);
  const rules = rulesOf(reading);
  const others = words.filter(
    ({ plain }) => !rules.some(({ about, around }) => about.has(plain) || around.giving.includes(plain)),
  );
  const { functionWords } = reading.u.smallWords(reading.wordLanguage) ?? {};
  const telling = others.filter(({ plain }) => functionWords?.has(plain) !== true);
  // Of a time it is not known which words say it.
  if (span === null) return weightOfWords(telling) <= longestLeftover ? value : null;
  if (ask.kind === 'rating' && isElsewhere(reading)) return null;
  const isSure = beside === 'a word or two';
  const isLenient = beside !== 'nothing' || ask.kind === 'choice';
  const isBefore = ({ end }: Word): boolean => end <= span.start;
  // "I meant 4, the teacher was so kind" says why.
  const pause = reading.prepared.words.find(({ start, startsClause }) => startsClause && start >= span.end);
  const after = (isLenient ? telling : others).filter(
    ({ start }) => start >= span.end && !(isSure && pause !== undefined && start >= pause.start),
  );
  const mayFollow = ask.kind === 'number' || after.some(({ sign }) => sign) ? 1 : 0;
  // "A 4" rates, "we are 4" tells how many.
  const isPlain =
    weightOfWords(telling.filter(isBefore)) <= (isSure ? longestLeftover : 0) &&
    (isLenient || weightOfWords(others.filter(isBefore)) <= 1) &&
    weightOfWords(after) <= mayFollow;
  return isPlain ? value : null;
}

/** "At 4", "4 o'clock", "4h": the number is a time, a grade or an age, and rates nothing. */
function isElsewhere(reading: Reading): boolean {
  const { words } = reading.prepared;
  return rulesOf(reading).some(({ around }) =>
    words.some(({ plain }) => around.elsewhere.has(plain.replace(/^\d+/u, ''))),
  );
}

/** "No" and "yes" themselves, in a script without spaces with all signs of them. */
function isPlainWord(reading: Reading, match: Match): boolean {
  const word = reading.prepared.words.find(({ start }) => start === match.start);
  if (word === undefined || word.sign) return word?.sign === true;
  const plain = reading.u.words(match.language)?.plainReplies;
  return lengthOf(match) === 1 && (plain === undefined || plain.size === 0 || plain.has(word.plain));
}

/** A plain yes or no and little else: not "sorry, I will", nor "sorry, I can't talk now". */
function isPlainReply(reading: Reading, value: boolean): boolean {
  const name = value ? 'yes' : 'no';
  const own = [name, value ? 'agrees' : 'declines'];
  const languages = replyOrder(reading);
  const { functionWords } = reading.u.smallWords(reading.wordLanguage) ?? {};
  const { negation } = guardWordsOf(reading, reading.wordLanguage);
  const said = languages
    .flatMap((code) => matchesOf(reading.found.get(code) ?? [], 'answers'))
    .filter(({ entry, exact }) => exact && own.includes(entry.name));
  if (!said.some((match) => match.entry.name === name && isPlainWord(reading, match))) return false;
  return wordsOfAnswer(reading, reading.wordLanguage).every(
    ({ plain, start, end }) =>
      functionWords?.has(plain) === true ||
      negation.has(plain) ||
      said.some((match) => start >= match.start && end <= match.end),
  );
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
    if (ask.kind === 'yesno') {
      if (length > 1 && rules.some(({ replies }) => replies.takesBack.has(joinPlain(phrase)))) return length;
      continue;
    }
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
function instead(reading: Reading, ask: Ask, value: AnsweredAsk['value']): readonly Change[] {
  if (ask.kind === 'yesno') return [];
  const { clean } = reading.prepared;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const saidIn = (part: string): readonly Change[] =>
    changeTo(plainValue(readText(reading.u, part, reading.context), ask, 'small words'), part);
  const isCounted = (part: string): boolean => saidIn(part)[0]?.value === value;
  const isOther = (said: readonly Change[]): boolean => said.length > 0 && said[0]?.value !== value;
  for (const [place, word] of words.entries()) {
    const next = words[place + turningDown(reading, words.slice(place))];
    if (next === undefined || next === word) continue;
    if (place > 0) {
      // "4, and not 3", "4, а не 3".
      const and = words[place - 1];
      const isJoined = place > 1 && and !== undefined && and.plain.length <= longestAnd && !and.sign;
      const ends = isJoined ? [word.start, and.start] : [word.start];
      const said = ends.map((end) => saidIn(clean.slice(0, end))).find(isOther);
      if (said !== undefined && isCounted(clean.slice(next.start))) return said;
      continue;
    }
    for (const { start } of words.filter((other) => other.start > next.start)) {
      const said = isCounted(clean.slice(next.start, start)) ? saidIn(clean.slice(start)) : [];
      if (isOther(said)) return said;
    }
  }
  return [];
}

/** How many words turn down what follows them: "not", "instead of". Turkish "değil" stands behind, and is none. */
function turningDown(reading: Reading, words: readonly Word[]): number {
  const lists = rulesOf(reading).map(({ choosing }) => choosing.without);
  return Math.max(0, ...lists.map((list) => beginsWithPhrase(words, list)));
}
