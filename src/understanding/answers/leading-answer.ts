import {
  answerReason,
  noAnswer,
  shortestReply,
  wordsOfAnswer,
  type AnswerReading,
  type ReadsPart,
} from './answers.js';
import { beginsWithOne, wordsAroundNumber } from './numbers/counted.js';
import { firstClause } from './first-clause.js';
import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { readText, rulesOf, type Reading } from '../reading/reading.js';
import { withoutPhrases } from '../reading/small-talk.js';
import type { Ask } from '../understood.js';

/** A clause this short is a value and what is said around one: "two only", "sadly no", "I give it two". */
const shortClause = 3;

/**
 * The answer a text leads with, whatever it goes on to tell: "Two only, nobody answered my questions", "zero we had no
 * time", "sadly no, the baby was ill". `read` reads a part as if it were the whole text.
 */
export function leadingAnswer(reading: Reading, ask: Ask, read: ReadsPart): AnswerReading {
  const { questions, words } = reading.prepared;
  const [first] = words;
  if (ask.kind === 'open' || ask.kind === 'choice' || first === undefined) return noAnswer;
  const clause = firstClause(reading);
  if (questions.has(first.sentence) && clause === null) return noAnswer;
  const said = wordsOfAnswer(clause ?? reading, reading.wordLanguage);
  if (clause !== null && weightOfWords(said) <= shortClause)
    return ask.kind === 'yesno' ? leadingReply(clause, said, read) : leadingNumber(clause, ask, said, read);
  return ask.kind === 'yesno' ? saidTwice(reading, said, read) : leadingZero(reading, said);
}

/** "Sadly no", "we're going yes"; not "no bus" said the other way round, and no "ok" before a story. */
function leadingReply(clause: Reading, said: readonly Word[], read: ReadsPart): AnswerReading {
  const [only, ...others] = clause.prepared.words;
  const isGreeting =
    others.length === 0 && rulesOf(clause).some(({ replies }) => replies.agreeing.has(only?.plain ?? ''));
  const reply = isGreeting ? noAnswer : read(clause);
  if (reply.outcome !== 'read' || !reply.leads) return noAnswer;
  const opens = (reply.span?.start ?? 0) <= (said[0]?.start ?? 0);
  return reply.value === true || opens ? reply : noAnswer;
}

/** "Apana hatukuweza": a misspelt yes or no, and after it words that say the same. */
function saidTwice(reading: Reading, said: readonly Word[], read: ReadsPart): AnswerReading {
  const [first, next] = said;
  if (first === undefined || next === undefined || first.sign) return noAnswer;
  if (first.plain.length < shortestReply) return noAnswer;
  const { clean } = reading.prepared;
  const reply = read(readText(reading.u, clean.slice(first.start, first.end), reading.context));
  if (reply.outcome !== 'read' || !reply.leads) return noAnswer;
  const rest = read(readText(reading.u, clean.slice(next.start), reading.context));
  const isSame = rest.outcome === 'read' && rest.value === reply.value;
  return isSame ? { ...reply, span: { start: first.start, end: first.end } } : noAnswer;
}

/** A number that fills a clause with "only", "I give": beside other words it may count what nobody asked for. */
function leadingNumber(clause: Reading, ask: Ask, said: readonly Word[], read: ReadsPart): AnswerReading {
  const number = read(clause);
  if (number.outcome !== 'read') return noAnswer;
  const rules = rulesOf(clause);
  const { span } = number;
  const beside = said.filter(({ start, end }) => span === null || end <= span.start || start >= span.end);
  const telling = withoutPhrases(beside, wordsAroundNumber(clause), shortClause);
  const things = rules.flatMap(({ around }) => [
    ...around.persons,
    ...around.classes,
    ...(ask.kind === 'rating' ? [...around.things.values()].flat() : []),
  ]);
  if (beginsWithOne(things, telling, telling.length)) return noAnswer;
  const leads = telling.length === 0;
  return { ...number, leads, isLoose: !leads };
}

/** "Zero we had no time": a zero counts nothing that follows it. */
function leadingZero(reading: Reading, said: readonly Word[]): AnswerReading {
  const [first, next] = said;
  const rules = rulesOf(reading);
  if (first === undefined || next === undefined || !rules.some(({ zero }) => zero.has(first.plain)))
    return noAnswer;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  const after = words.filter(({ start }) => start >= next.start);
  const counted = rules.flatMap(({ around }) => around.persons);
  if (beginsWithOne(counted, after, 1)) return noAnswer;
  const { start, end } = first;
  const reason = answerReason(reading, start, end, reading.language);
  return { outcome: 'read', value: 0, span: { start, end }, leads: true, reason };
}
