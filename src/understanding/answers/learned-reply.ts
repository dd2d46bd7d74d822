import { answerReason, type AnswerReading } from './answers.js';
import type { Judgement } from '../examples/model.js';
import type { Reading } from '../reading/reading.js';

/**
 * So likely it must be that the text says yes or no at all, and rather the one than the other. Tuned on labelled replies
 * and on texts that come beside a question and answer nothing.
 */
const needed = { answers: 0.7, oneOfThem: 0.8 };

/**
 * What the examples hear where a yes or a no was asked for and no rule reads one: "every night before bed", "we
 * forgot". `read`: what the rules make of it; it stays where they read anything.
 */
export function hearReply(reading: Reading, read: AnswerReading, judged: Judgement | null): AnswerReading {
  if (reading.context.ask?.kind !== 'yesno' || read.outcome !== 'nothing' || judged === null) return read;
  const { yes, no } = judged.reply();
  const isSaid = yes + no >= needed.answers && Math.max(yes, no) >= needed.oneOfThem * (yes + no);
  const { words, questions } = reading.prepared;
  const [first, last] = [words[0], words.at(-1)];
  // One word that no rule knows may be of any language.
  if (!isSaid || questions.size > 0 || words.length < 2 || first === undefined || last === undefined)
    return read;
  const span = { start: first.start, end: last.end };
  const reason = answerReason(reading, span.start, span.end, reading.language);
  return { outcome: 'read', value: yes > no, span, leads: false, isLoose: true, reason };
}
