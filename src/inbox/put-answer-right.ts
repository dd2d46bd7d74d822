import { recordReadingChange, type ReadingChange } from '../conversations/readings.queries.js';
import type { AnswerValue, KeptQuestion } from '../conversations/readings.table.js';
import { countInstead, lockAnswer, toKeep } from '../feedback/feedback.queries.js';
import { fitsAsk } from '../feedback/fits-ask.js';
import { endAnsweredByHand, waitAgain, type WaitingQuestion } from '../flows/by-hand.queries.js';
import { badRequest, conflict } from '../lib/errors.js';
import { readAsked } from './asked.queries.js';
import { changedMeanwhile, type PutRight, type PuttingRight } from './putting-right.js';

/**
 * A person says what a text answers to the question of a nudge, or that it answers nothing. The answer counts in the
 * place of what did; a question that still waited waits no more, and no thanks are sent.
 */
export async function putAnswerRight(
  { trx, now, staff, messageId, text }: PuttingRight,
  { was, value }: { was: AnswerValue | null; value: AnswerValue | null },
): Promise<PutRight> {
  const asked = await readAsked(trx, staff, messageId);
  if (!asked) throw conflict('no_question', 'No question was asked that this text could answer.');
  const { flowRunId, ask } = asked;
  const question = { flowRunId, ask: ask.key };
  const counted = await lockAnswer(trx, question);
  if ((counted?.value ?? null) !== was) throw changedMeanwhile();
  const isHere = counted?.messageId === messageId;
  if (value === null ? !isHere : isHere && counted.value === value) throw changedMeanwhile();
  if (value !== null && !fitsAsk(ask, value, text.text)) {
    throw badRequest('answer_unfit', 'Choose an answer that fits the question.');
  }
  const answer =
    value === null
      ? null
      : { messageId, value, comment: isHere ? counted.comment : null, createdAt: text.createdAt };
  const place = { ...question, addressId: asked.addressId, studentId: asked.studentId };
  await countInstead(trx, place, answer);
  const waited = value === null ? null : await endAnsweredByHand(trx, now, question);
  const changeId = await recordReadingChange(trx, now, {
    messageId,
    part: 'answer',
    question,
    was: { answer: counted === undefined ? null : toKeep(counted), question: waited },
    became: { value },
    staffId: staff.id,
  });
  return { changeId, wouldGoTo: null, nudgeId: asked.nudgeId };
}

/** Takes {@link putAnswerRight} back. @returns the nudge whose results are others now */
export async function takeAnswerBack(
  { trx, staff, messageId }: PuttingRight,
  { flowRunId, ask, was, became }: ReadingChange,
): Promise<string> {
  const asked = await readAsked(trx, staff, messageId);
  if (!asked || flowRunId === null || ask === null || asked.flowRunId !== flowRunId) throw changedMeanwhile();
  const counted = await lockAnswer(trx, { flowRunId, ask });
  const stands = became.value ?? null;
  if ((counted?.value ?? null) !== stands || (counted && counted.messageId !== messageId))
    throw changedMeanwhile();
  const before = was.answer ?? null;
  await countInstead(
    trx,
    { flowRunId, ask, addressId: asked.addressId, studentId: asked.studentId },
    before && { ...before, createdAt: new Date(before.createdAt) },
  );
  if (was.question) await waitAgain(trx, flowRunId, asQuestion(was.question));
  return asked.nudgeId;
}

/** As {@link endAnsweredByHand} gave it to be kept. */
const asQuestion = (question: KeptQuestion): WaitingQuestion => question as WaitingQuestion;
