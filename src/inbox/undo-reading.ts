import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import {
  lastReadingChange,
  takeReadingChangeBack,
  type ReadingChange,
} from '../conversations/readings.queries.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { announce } from './announce.js';
import { takeAnswerBack } from './put-answer-right.js';
import { takeRequestBack } from './put-request-right.js';
import { changedMeanwhile, type PuttingRight } from './putting-right.js';
import { takeTopicBack } from './put-topic-right.js';
import { lockConversation, readInboundMessage } from './reply-context.queries.js';
import { readReading } from './readings.queries.js';

/**
 * Takes back what a person put right, so that it is as it was before; who took it back is noted beside it.
 * @throws RecadoError 404 `not_found`; 409 `changed_meanwhile` where it was taken back already, or is another one now
 */
export async function undoReading(
  rt: Pick<Runtime, 'db' | 'clock' | 'jobs' | 'live'>,
  staff: SignedInStaff,
  messageId: string,
  changeId: string,
): Promise<void> {
  const now = rt.clock.now();
  const message = await readInboundMessage(rt.db, staff, messageId);
  if (!message) throw notFound('This text');
  const nudgeId = await rt.db.transaction().execute(async (trx) => {
    const conversation = await lockConversation(trx, staff, message.conversationId);
    if (!conversation || !(await readInboundMessage(trx, staff, messageId))) throw notFound('This text');
    const text = await readReading(trx, messageId);
    const change = await lastReadingChange(trx, messageId, changeId);
    if (!text || !change) throw changedMeanwhile();
    const work = { trx, now, staff, messageId, conversation, text };
    const changedNudge = await takeBack(work, change);
    await takeReadingChangeBack(trx, now, changeId, staff.id);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'message.put_right_undone',
      subject: `message:${messageId}`,
      detail: { part: change.part, changeId },
    });
    return changedNudge;
  });
  await announce(rt, message);
  if (nudgeId !== null) await rt.live.publish({ kind: 'nudge', id: nudgeId, schoolId: message.schoolId });
}

async function takeBack(work: PuttingRight, change: ReadingChange): Promise<string | null> {
  switch (change.part) {
    case 'answer':
      return takeAnswerBack(work, change);
    case 'topic':
      await takeTopicBack(work, change);
      return null;
    case 'urgent':
    case 'request':
      await takeRequestBack(work, change);
      return null;
  }
}
