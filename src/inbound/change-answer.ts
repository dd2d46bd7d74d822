import type { Transaction } from 'kysely';
import { isSettledByStaff, recordReadingChange } from '../conversations/readings.queries.js';
import type { Database } from '../db/database.js';
import { countInstead, lockAnswer, toKeep, type CountedAnswer } from '../feedback/feedback.queries.js';
import { thanksFor } from '../flows/advance.js';
import type { Runtime } from '../lib/runtime.js';
import { understandChangedAnswer } from '../understanding/changed-answer.js';
import type { Understood, UnderstandContext } from '../understanding/understood.js';
import { answeredBefore, type AnsweredBefore } from './answered.queries.js';
import type { FamilyAtAddress, TextToUnderstand } from './inbound.queries.js';

/** An answer is changed by a text that comes within so many hours; who writes later is thinking of something else. */
const changeableHours = 24;
/** A second rating by itself, without a word that takes the first back, counts within so many minutes. */
const bareMinutes = 10;

/** A text that changes the answer its family gave before. */
export interface AnswerChange {
  of: AnsweredBefore;
  was: CountedAnswer;
  value: boolean | number | string;
  /** The text in the light of the question it answers anew. */
  understood: Understood;
  /** A person said what counts: that stands, and staff see what the family writes. */
  isForStaff: boolean;
  /** The key of what the family gets for its answer. */
  say: string | undefined;
}

/**
 * Finds out whether a text changes an answer. What answers an open question, wishes something of the texting or may be
 * about danger does not. Locks the answer.
 */
export async function findAnswerChange(
  rt: Pick<Runtime, 'understanding'>,
  trx: Transaction<Database>,
  {
    text,
    understood,
    family,
    context,
  }: { text: TextToUnderstand; understood: Understood; family: FamilyAtAddress; context: UnderstandContext },
): Promise<AnswerChange | undefined> {
  const { answer, consentCertainty, urgent, lookSoon, byPhone } = understood;
  const isElsewhere = consentCertainty !== null || urgent || lookSoon || byPhone !== null;
  if (answer.status === 'answered' || isElsewhere || family.guardians.length === 0) return undefined;
  const of = await answeredBefore(trx, { messageId: text.messageId, withinHours: changeableHours });
  if (!of) return undefined;
  const question = { flowRunId: of.flowRunId, ask: of.ask.key };
  const was = await lockAnswer(trx, question);
  if (!was) return undefined;
  const isAtOnce = text.createdAt.getTime() - of.answeredAt.getTime() <= bareMinutes * 60_000;
  // Two people at a phone may each rate, and one may rate for each of two children.
  const isOne = family.guardians.length === 1 && family.students.length <= 1;
  const changed = understandChangedAnswer(rt.understanding, text.text, context, {
    ask: of.ask,
    value: was.value,
    bareCounts: isAtOnce && isOne && !of.isTextedSince,
  });
  if (changed === null || changed.answer.value === null) return undefined;
  return {
    of,
    was,
    value: changed.answer.value,
    understood: changed,
    isForStaff: await isSettledByStaff(trx, question),
    say: thanksFor(of.document, of.ask.key),
  };
}

/** The new answer counts; the one before stays on record, with the text that changed it. */
export async function countChangedAnswer(
  trx: Transaction<Database>,
  now: Date,
  { messageId, addressId, createdAt }: TextToUnderstand,
  { of, was, value }: AnswerChange,
): Promise<void> {
  const question = { flowRunId: of.flowRunId, ask: of.ask.key };
  const place = { ...question, addressId, studentId: of.studentId };
  await countInstead(trx, place, { messageId, value, comment: null, createdAt });
  await recordReadingChange(trx, now, {
    messageId,
    part: 'answer',
    question,
    was: { answer: toKeep(was), question: null },
    became: { value },
    staffId: null,
  });
}
