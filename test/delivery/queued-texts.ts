import { findOrOpenConversation } from '../../src/conversations/conversations.queries.js';
import { priorities, queueText, type OutgoingText } from '../../src/delivery/queue-text.js';
import type { Runtime } from '../../src/lib/runtime.js';

type Stage = { readonly rt: Pick<Runtime, 'db' | 'clock'> };

/** A reply of a liaison in English, queued now as it is. */
export function queueReply(
  { rt }: Stage,
  place: { addressId: string; schoolId: string; lineId: string },
  body: string,
  changes: Partial<OutgoingText> = {},
): Promise<string> {
  const now = rt.clock.now();
  const { addressId, schoolId, lineId } = place;
  return rt.db.transaction().execute(async (trx) => {
    const conversationId = await findOrOpenConversation(trx, now, { addressId, schoolId, lineId });
    const { messageId } = await queueText(trx, now, {
      ...{ conversationId, addressId, schoolId, lineId, purpose: 'reply', senderRole: 'liaison' },
      ...{ text: body, language: 'en', body, bodyLanguage: 'en', priority: priorities.reply, ...changes },
    });
    return messageId;
  });
}

export const readDelivery = ({ rt }: Stage, messageId: string) =>
  rt.db.selectFrom('delivery').selectAll().where('messageId', '=', messageId).executeTakeFirstOrThrow();

/** In the order they were made. */
export const readAttempts = ({ rt }: Stage, messageId: string) =>
  rt.db.selectFrom('deliveryAttempt').selectAll().where('messageId', '=', messageId).orderBy('n').execute();
