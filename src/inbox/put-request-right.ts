import { deriveConversationState } from '../conversations/conversations.queries.js';
import {
  lockRequest,
  recordReadingChange,
  setRequest,
  type ReadingChange,
} from '../conversations/readings.queries.js';
import type { KeptRequest } from '../conversations/readings.table.js';
import { openRequest } from '../conversations/requests.queries.js';
import { isTopic } from '../i18n/topics.js';
import { conflict } from '../lib/errors.js';
import { changedMeanwhile, type PutRight, type PuttingRight } from './putting-right.js';
import { routeAnew } from './put-topic-right.js';
import { hasHeldReply, lockConversation, readAssignee } from './reply-context.queries.js';

const open = { status: 'open', closedAt: null, closedByStaffId: null } as const;

/** A person says that a text is urgent, which also makes it something to do, or that it is not. */
export async function putUrgentRight(work: PuttingRight, urgent: boolean): Promise<PutRight> {
  const { trx, messageId, text } = work;
  if (text.look !== 'none') {
    throw conflict(
      'look_first',
      'This text was marked as maybe about danger: say there whether it is urgent, or look at it again.',
    );
  }
  const before = await lockRequest(trx, messageId);
  if ((before?.urgent === true && before.status === 'open') === urgent) throw changedMeanwhile();
  if (!before) await openByHand(work, { urgent });
  else await setRequest(trx, messageId, { ...before, ...(urgent ? open : {}), urgent });
  await deriveConversationState(trx, work.conversation.id);
  return record(work, 'urgent', before, { urgent });
}

/** A person says that a text needs somebody, or that it needs nobody. */
export async function putNeedRight(work: PuttingRight, needed: boolean): Promise<PutRight> {
  const { trx, now, staff, messageId, text } = work;
  const before = await lockRequest(trx, messageId);
  if ((before?.status === 'open') === needed) throw changedMeanwhile();
  if (!needed && text.look === 'open') {
    throw conflict(
      'look_open',
      'Look first at this text, which may be about danger: say that there is nothing to worry about, or raise the alarm.',
    );
  }
  if (!needed && text.isDecisionOpen) {
    throw conflict(
      'decision_open',
      'Say first whether this family wants no more texts: that settles its request.',
    );
  }
  if (!before) await openByHand(work, { urgent: false });
  else {
    const closed = { status: 'done', closedAt: now.toISOString(), closedByStaffId: staff.id } as const;
    await setRequest(trx, messageId, { ...before, ...(needed ? open : closed) });
  }
  await settleState(work);
  return record(work, 'request', before, { needed });
}

/** Takes {@link putUrgentRight} or {@link putNeedRight} back. */
export async function takeRequestBack(work: PuttingRight, { was, became }: ReadingChange): Promise<void> {
  const { trx, now, staff, messageId } = work;
  const request = await lockRequest(trx, messageId);
  if (!request) throw changedMeanwhile();
  const isOtherNow =
    became.urgent === undefined
      ? became.needed === false && request.status === 'open'
      : request.urgent !== became.urgent;
  if (isOtherNow) throw changedMeanwhile();
  const closed = { status: 'done', closedAt: now.toISOString(), closedByStaffId: staff.id } as const;
  const before = was.request ?? { urgent: false, ...closed };
  // What was settled since, with its thread, stays settled.
  const isSettledSince = request.status === 'done' && became.needed !== false;
  await setRequest(trx, messageId, isSettledSince ? { ...request, urgent: before.urgent } : before);
  await settleState(work);
}

/** Opens the request the program saw no need for; it goes to who has the conversation, else where such a text goes. */
async function openByHand(work: PuttingRight, { urgent }: { urgent: boolean }): Promise<void> {
  const { trx, now, staff, messageId, conversation, text } = work;
  const topic = isTopic(text.topic) ? text.topic : 'other';
  const current = conversation.assigneeStaffId;
  const has = current === null ? undefined : await readAssignee(trx, conversation.schoolId, current);
  const { decision } = await routeAnew(work, { topic, urgent, currentAssigneeId: current });
  const why = urgent ? `${staff.name} says that it is urgent` : `${staff.name} says that it needs somebody`;
  await openRequest(trx, now, {
    conversationId: conversation.id,
    messageId,
    studentId: text.studentId,
    topic,
    urgent,
    assigneeStaffId: has?.id ?? decision.assigneeId,
    reason: [why, ...(has ? [] : decision.reasons)].join('; '),
  });
}

/** Brings the conversation in line. A reply that is held is not forgotten behind a closed thread. */
async function settleState({ trx, staff, conversation }: PuttingRight): Promise<void> {
  await deriveConversationState(trx, conversation.id);
  const now = await lockConversation(trx, staff, conversation.id);
  if (now?.state === 'closed' && (await hasHeldReply(trx, conversation.id))) {
    throw conflict('reply_held', 'A reply to this family is still held. Send it or discard it first.');
  }
}

async function record(
  { trx, now, staff, messageId }: PuttingRight,
  part: 'urgent' | 'request',
  request: KeptRequest | undefined,
  became: { urgent: boolean } | { needed: boolean },
): Promise<PutRight> {
  const was = { request: request ?? null };
  const changeId = await recordReadingChange(trx, now, { messageId, part, was, became, staffId: staff.id });
  return { changeId, wouldGoTo: null, nudgeId: null };
}
