import { answerReason, unclearAnswer, type AnswerReading } from './answers.js';
import { beginsWithPhrase, endsWithPhrase } from '../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { lengthOf, longestOf, matchesOf, type Match } from '../words/phrases.js';
import { readText, replyOrder, rulesOf, type Reading } from '../reading/reading.js';

/** What a text says for yes or no, read by whoever calls. */
type ReadsYesNo = (reading: Reading) => AnswerReading;

/** "Yes... no, wait": what stands before the pause is a reply and little else. */
const longestReplyBefore = 3;

/**
 * The reply that takes back the one before it: "no wait, yes", "oui... euh non". Null where nothing is taken back, or what
 * follows is no reply.
 */
export function takenBack(reading: Reading, read: ReadsYesNo): AnswerReading | null {
  const { clean, questions } = reading.prepared;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const [first] = words;
  if (first === undefined || questions.size > 0) return null;
  const phrases = rulesOf(reading).map(({ replies }) => replies.takesBack);
  // "Ah non" takes back and is the reply as well: what follows its first word is looked at too.
  const marks = words.flatMap((word, from) => {
    const length = Math.max(...phrases.map((set) => beginsWithPhrase(words.slice(from), set)));
    if (length === 0 || from === 0) return [];
    return [1, length].map((said) => ({ start: word.start, end: words[from + said - 1]?.end ?? word.end }));
  });
  for (const mark of marks.reverse()) {
    const after = partOf(reading, mark.end, clean.length);
    const [taken, said] = [read(partOf(reading, 0, mark.start)), read(after)];
    if (taken.outcome !== 'read') continue;
    if (said.outcome === 'read') return moved(said, clean.length - after.prepared.clean.length);
    const closing = closingReply(after, taken, read);
    if (closing !== null) return moved(closing, clean.length - after.prepared.clean.length);
  }
  return afterPause(reading, read);
}

/** "Yes, no wait, that was last week, this week not yet": the other reply, in the last clause of what follows. */
function closingReply(after: Reading, taken: AnswerReading, read: ReadsYesNo): AnswerReading | null {
  const words = wordsFor(after.prepared, after.wordLanguage);
  const last = words.findLast(({ startsClause }, place) => startsClause && place > 0);
  if (last === undefined) return null;
  const said = read(partOf(after, last.start, after.prepared.clean.length));
  return said.outcome === 'read' && said.value !== taken.value ? moved(said, last.start) : null;
}

/** "Yes… no we can't": a short reply, dots, and the other reply. */
function afterPause(reading: Reading, read: ReadsYesNo): AnswerReading | null {
  const { clean } = reading.prepared;
  const pause = /(?:\.{2,}|…)\s*/u.exec(clean);
  if (pause === null || pause.index === 0) return null;
  const before = partOf(reading, 0, pause.index);
  if (weightOfWords(before.prepared.words) > longestReplyBefore) return null;
  const after = partOf(reading, pause.index + pause[0].length, clean.length);
  const [taken, said] = [read(before), read(after)];
  const isOther = taken.outcome === 'read' && said.outcome === 'read' && taken.value !== said.value;
  return isOther && taken.leads && said.leads
    ? moved(said, clean.length - after.prepared.clean.length)
    : null;
}

const partOf = (reading: Reading, start: number, end: number): Reading =>
  readText(reading.u, reading.prepared.clean.slice(start, end).replace(/^[\s\p{P}]+/u, ''), reading.context);

function moved(read: AnswerReading, by: number): AnswerReading {
  const span = read.span === null ? null : { start: read.span.start + by, end: read.span.end + by };
  return { ...read, span, leads: true };
}

/** "Mom says yes", "उत्तर हाँ है": a yes or no that somebody else's answer is said to be. Null where there is none. */
export function relayed(reading: Reading, read: ReadsYesNo): AnswerReading | null {
  const { clean, questions } = reading.prepared;
  if (questions.size > 0) return null;
  for (const language of replyOrder(reading)) {
    const relays = reading.u.words(language)?.replies.relays;
    if (relays === undefined || relays.size === 0) continue;
    const words = wordsFor(reading.prepared, language);
    const isBeside = ({ from, to }: Match): boolean =>
      endsWithPhrase(words.slice(0, from), relays) > 0 || beginsWithPhrase(words.slice(to), relays) > 0;
    const replies = repliesOf(reading, language).filter(isBeside);
    const [said] = replies;
    // "Mom says yes but dad says no."
    if (replies.some(({ entry }) => entry.name !== said?.entry.name))
      return unclearAnswer('answer:both yes and no');
    if (said !== undefined) {
      const reason = answerReason(reading, said.start, said.end, language);
      const { start, end } = said;
      return { outcome: 'read', value: said.entry.name === 'yes', span: { start, end }, leads: true, reason };
    }
    const from = words.findIndex(
      (_, place) => place > 0 && endsWithPhrase(words.slice(0, place), relays) > 0,
    );
    const next: Word | undefined = words[from];
    if (next === undefined) continue;
    const after = partOf(reading, next.start, clean.length);
    const readAfter = read(after);
    if (readAfter.outcome === 'read') return moved(readAfter, next.start);
  }
  return null;
}

/** A text this short with a yes and a no in it says neither. */
const shortText = 6;

/** "A bit yes, a bit no", "edhe po edhe jo": both in a few words, wherever they stand. */
export function bothWays(reading: Reading): AnswerReading | null {
  const { words, questions } = reading.prepared;
  if (weightOfWords(words) > shortText || questions.size > 0) return null;
  const isBoth = replyOrder(reading).some((language) => {
    const names = new Set(repliesOf(reading, language).map(({ entry }) => entry.name));
    return names.has('yes') && names.has('no');
  });
  return isBoth ? unclearAnswer('answer:both yes and no') : null;
}

/** The words of a text that are a plain yes or no, wherever they stand; a single sign may be part of any word. */
function repliesOf(reading: Reading, language: string): readonly Match[] {
  const plain = reading.u.words(language)?.plainReplies;
  const words = wordsFor(reading.prepared, language);
  const found = longestOf(matchesOf(reading.found.get(language) ?? [], 'answers'));
  return found.filter((match) => {
    const { entry, exact, from } = match;
    const [first] = words.slice(from, from + 1);
    if (!exact || !(entry.name === 'yes' || entry.name === 'no') || first === undefined) return false;
    if (lengthOf(match) > 1) return true;
    return !first.sign && (plain === undefined || plain.size === 0 || plain.has(first.plain));
  });
}
