import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { AnswerValue } from '../conversations/readings.table.js';
import type { Topic } from '../i18n/topics.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { announce } from './announce.js';
import { putAnswerRight } from './put-answer-right.js';
import { putNeedRight, putUrgentRight } from './put-request-right.js';
import { putTopicRight } from './put-topic-right.js';
import type { PutRight, PuttingRight } from './putting-right.js';
import { readReading } from './readings.queries.js';
import { lockConversation, readInboundMessage } from './reply-context.queries.js';

/** What of a reading is put right. `was` is what the person saw. */
export type ReadingToPutRight =
  | { part: 'answer'; was: AnswerValue | null; value: AnswerValue | null }
  | { part: 'topic'; was: string; topic: Topic }
  | { part: 'urgent'; urgent: boolean }
  | { part: 'request'; needed: boolean };

/**
 * A person puts right what was understood of a family's text. What the program read stays on record, beside who says
 * otherwise since when. The family gets no text from it, and the conversation stays with whoever has it.
 * @throws RecadoError 404 `not_found`; 400 `answer_unfit`; 409 `not_read` before the program has read it,
 *   `changed_meanwhile` where it is not as the person saw it, `no_question`, `look_first`, `look_open`, `decision_open`,
 *   `reply_held`
 */
export async function putReadingRight(
  rt: Runtime,
  staff: SignedInStaff,
  messageId: string,
  reading: ReadingToPutRight,
): Promise<Omit<PutRight, 'nudgeId'>> {
  const now = rt.clock.now();
  const message = await readInboundMessage(rt.db, staff, messageId);
  if (!message) throw notFound('This text');
  const { nudgeId, ...done } = await rt.db.transaction().execute(async (trx) => {
    const conversation = await lockConversation(trx, staff, message.conversationId);
    // Whoever gave it away a moment ago may not read it any more.
    if (!conversation || !(await readInboundMessage(trx, staff, messageId))) throw notFound('This text');
    const text = await readReading(trx, messageId);
    if (!text) throw notFound('This text');
    if (text.processing === 'pending') {
      throw conflict('not_read', 'This text is just being read. Wait a moment, then try again.');
    }
    const work = { trx, now, staff, messageId, conversation, text };
    const put = await putPartRight(work, reading);
    const { part, ...detail } = withoutWords(reading);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'message.put_right',
      subject: `message:${messageId}`,
      detail: { part, ...detail, changeId: put.changeId },
    });
    return put;
  });
  await announce(rt, message);
  if (nudgeId !== null) await rt.live.publish({ kind: 'nudge', id: nudgeId, schoolId: message.schoolId });
  return done;
}

function putPartRight(work: PuttingRight, reading: ReadingToPutRight): Promise<PutRight> {
  switch (reading.part) {
    case 'answer':
      return putAnswerRight(work, reading);
    case 'topic':
      return putTopicRight(work, reading);
    case 'urgent':
      return putUrgentRight(work, reading.urgent);
    case 'request':
      return putNeedRight(work, reading.needed);
  }
}

/** The audit log holds choices, never words of a family. */
function withoutWords(reading: ReadingToPutRight): Record<string, unknown> {
  if (reading.part !== 'answer') return { ...reading };
  const choice = (value: AnswerValue | null) => (typeof value === 'string' ? 'own_words' : value);
  return { part: 'answer', was: choice(reading.was), value: choice(reading.value) };
}
