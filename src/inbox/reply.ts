import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { MediaItem } from '../conversations/conversations.table.js';
import {
  assignConversation,
  awaitFamily,
  keepConversationOpen,
} from '../conversations/staff-actions.queries.js';
import type { Database } from '../db/database.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { priorities, queueText } from '../delivery/queue-text.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { noteCorrection } from '../translation/flags.queries.js';
import { remember } from '../translation/remember.js';
import { readOrders } from '../roster/rights.queries.js';
import {
  composeReply,
  composedByPerson,
  readRecipient,
  refuseOptedOut,
  refuseTooLong,
  staffLanguage,
  type Composed,
  type Recipient,
} from './compose.js';
import { announce } from './announce.js';
import { refuseClosedRoad } from './channel.js';
import { studentsFor } from './family-view.js';
import { pictureOf } from './pictures.js';
import {
  hidesText,
  lastInboundPosition,
  lockConversation,
  type LockedConversation,
} from './reply-context.queries.js';

export interface ReplyInput {
  text: string;
  /** The last position the writer had seen. */
  afterPosition: number;
  /** The writer's own words in the family's language. */
  translation?: string | undefined;
  /** What becomes of a text that is too long for one. */
  whenTooLong?: 'refuse' | 'split' | undefined;
  /** A picture of the writer's that goes along. */
  pictureId?: string | undefined;
  /** Keys of the orders about this family the writer has read. */
  ordersRead?: readonly string[] | undefined;
  /** A text the family did not understand, which this one says anew. */
  corrects?: string | undefined;
}

export interface ReplyResult {
  messageId: string;
  state: 'waiting' | 'held';
  reason: string | null;
}

/**
 * Answers a family in its language, once for each key. A text that no engine can translate, or only as a draft, is
 * held for a person; it is never sent as if it were translated. The first person to answer a conversation nobody has
 * gets it, unless that would open more of the family's thread. An answer settles no request: the conversation waits
 * for the family, and its requests stay open until somebody closes the thread.
 * @throws RecadoError 404 `not_found`; 400 `too_long`, `no_such_picture`; 409 `no_road`, `family_wrote` when the family has written since
 *   `afterPosition`, `order_unread` when an order about the family stands that the writer has not read, `opted_out` when it wants no texts, `idempotency_key_reused`
 */
export async function replyToFamily(
  rt: Runtime,
  staff: SignedInStaff,
  conversationId: string,
  input: ReplyInput,
  idempotencyKey: string,
): Promise<ReplyResult> {
  const recipient = await readRecipient(rt, staff, conversationId);
  const composed =
    input.translation === undefined || recipient.language === staffLanguage
      ? await composeReply(rt, recipient, input.text)
      : composedByPerson(recipient.language, input.translation);
  const now = rt.clock.now();
  const request = {
    actor: staffActor(staff),
    key: idempotencyKey,
    requestBody: { what: 'reply', conversationId, ...input },
  };
  const { row, language } = recipient;
  const maySplit = input.whenTooLong === 'split';
  const picture = input.pictureId === undefined ? undefined : await pictureOf(rt, staff, input.pictureId);
  const reply = await rt.db.transaction().execute((trx) =>
    withIdempotency(trx, now, request, async () => {
      const conversation = await lockConversation(trx, staff, conversationId);
      if (!conversation) throw notFound('This conversation');
      await refuseStaleDraft(trx, conversationId, input.afterPosition);
      await refuseOrdersUnread(trx, now, staff, recipient, input.ordersRead ?? []);
      await refuseOptedOut({ db: trx, clock: rt.clock }, row);
      refuseTooLong(composed.body, language, maySplit);
      const { body } = composed;
      await refuseClosedRoad({ db: trx, clock: rt.clock }, conversation, {
        body: body ?? input.text,
        language,
        picture: picture?.contentType ?? null,
      });
      const outgoing = { ...composed, maySplit, picture };
      const reply = await storeReply(trx, now, staff, conversation, input.text, outgoing);
      if (input.corrects !== undefined) {
        const correction = { messageId: input.corrects, conversationId, by: reply.messageId };
        if (!(await noteCorrection(trx, now, correction))) throw notFound('The text to be corrected');
      }
      if (composed.translation?.engine === 'person' && staff.languages.includes(language)) {
        await remember(trx, now, {
          from: staffLanguage,
          to: language,
          source: input.text,
          target: composed.translation.text,
          names: recipient.names,
          origin: 'correction',
          messageId: reply.messageId,
          staffId: staff.id,
        });
      }
      return reply;
    }),
  );
  await announce(
    rt,
    { conversationId, schoolId: row.schoolId },
    reply.state === 'waiting' ? row.lineId : null,
  );
  return reply;
}

/** The row lock is held: a text that comes in now waits until this answer is stored. */
async function refuseStaleDraft(
  trx: Transaction<Database>,
  conversationId: string,
  afterPosition: number,
): Promise<void> {
  if ((await lastInboundPosition(trx, conversationId)) > afterPosition) {
    throw conflict(
      'family_wrote',
      'The family has written since you started, so nothing was sent. Read the new text, then send again.',
    );
  }
}

/** Whoever writes to a guardian with an order has read its summary first, also one that was set a moment ago. */
async function refuseOrdersUnread(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  { row, family }: Recipient,
  read: readonly string[],
): Promise<void> {
  const students = studentsFor(staff, family, row.assigneeId);
  const orders = await readOrders(
    trx,
    now,
    row.addressId,
    students.map((student) => student.id),
  );
  if (orders.some((order) => !read.includes(order.key))) {
    throw conflict(
      'order_unread',
      'There is an order about this family. Read it first, then send again; nothing was sent.',
    );
  }
}

async function storeReply(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  conversation: LockedConversation,
  text: string,
  composed: Composed & { maySplit: boolean; picture: MediaItem | undefined },
): Promise<ReplyResult> {
  const conversationId = conversation.id;
  const { translation, holdReason } = composed;
  const { messageId, state } = await queueText(trx, now, {
    conversationId,
    addressId: conversation.addressId,
    schoolId: conversation.schoolId,
    lineId: conversation.lineId,
    purpose: 'reply',
    senderRole: staff.role,
    senderStaffId: staff.id,
    ...(conversation.studentId === null ? {} : { studentId: conversation.studentId }),
    text,
    language: staffLanguage,
    ...(translation === null
      ? {}
      : {
          translation: { ...translation, ...(translation.engine === 'person' ? { staffId: staff.id } : {}) },
        }),
    body: composed.body,
    bodyLanguage: composed.bodyLanguage,
    ...(holdReason === null ? {} : { holdReason }),
    maySplit: composed.maySplit,
    ...(composed.picture === undefined ? {} : { picture: composed.picture }),
    priority: priorities.reply,
  });
  if (conversation.assigneeStaffId === null && !(await hidesText(trx, staff, conversationId, 'any'))) {
    const reason = `${staff.name} answered first.`;
    await assignConversation(trx, now, conversationId, { staffId: staff.id, byStaffId: staff.id, reason });
  }
  await (state === 'held' ? keepConversationOpen(trx, conversationId) : awaitFamily(trx, conversationId));
  await recordAudit(trx, now, {
    actor: staffActor(staff),
    action: state === 'held' ? 'conversation.reply_held' : 'conversation.replied',
    subject: `conversation:${conversationId}`,
    detail: { messageId, language: composed.bodyLanguage, engine: translation?.engine ?? null },
  });
  return { messageId, state, reason: holdReason };
}
