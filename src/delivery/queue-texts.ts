import type { Transaction } from 'kysely';
import { appendMessages } from '../conversations/batches.queries.js';
import type { Database } from '../db/database.js';
import { insertTranslations } from '../translation/batches.queries.js';
import { openReviews } from '../translation/open-reviews.js';
import { newId } from '../lib/ids.js';
import { insertDeliveries } from './batches.queries.js';
import { prepareBody, type PreparedBody } from './prepare-body.js';
import { reviewOf, whyHeld, type OutgoingText } from './queue-text.js';

export interface QueuedText {
  messageId: string;
  position: number;
  state: 'waiting' | 'held';
}

/** A text whose id was made, or whose position was taken, by whoever sends it. */
export type NumberedText = OutgoingText & { messageId?: string; position?: number };

/**
 * `queueText` for many texts, in a few statements however many they are. Texts of one conversation stand in the order
 * given; open the conversations first. Wake the lines after the commit.
 * @returns what became of each text, in the order given
 */
export async function queueTexts(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly NumberedText[],
): Promise<QueuedText[]> {
  if (texts.length === 0) return [];
  const messages = await appendMessages(trx, now, texts.map(messageOf));
  const placed = texts.flatMap((text, index) => {
    const message = messages[index];
    return message ? [{ text, message }] : [];
  });
  await insertTranslations(
    trx,
    now,
    placed.flatMap(({ text: { translation }, message: { messageId } }) =>
      translation ? [{ messageId, ...translation }] : [],
    ),
  );
  const prepare = prepareOnce();
  const deliveries = placed.map(({ text, message }) => deliveryOf(text, message.messageId, now, prepare));
  await insertDeliveries(trx, deliveries);
  await openReviews(
    trx,
    now,
    placed.flatMap(({ text, message }) => reviewOf(text, message.messageId)),
  );
  return placed.map(({ message }, index) => ({
    ...message,
    state: deliveries[index]?.state === 'held' ? 'held' : 'waiting',
  }));
}

function messageOf(text: NumberedText): Parameters<typeof appendMessages>[2][number] {
  return {
    id: text.messageId ?? newId(),
    ...(text.position === undefined ? {} : { position: text.position }),
    conversationId: text.conversationId,
    lineId: text.lineId,
    purpose: text.purpose,
    subtype: text.subtype ?? null,
    senderRole: text.senderRole,
    senderStaffId: text.senderStaffId ?? null,
    guardianId: text.guardianId ?? null,
    studentId: text.studentId ?? null,
    text: text.text,
    language: text.language,
    translationState: text.translation ? 'translated' : text.body === null ? 'untranslated' : 'none_needed',
    translationReason: text.body === null ? (text.holdReason ?? null) : null,
  };
}

function deliveryOf(
  text: OutgoingText,
  messageId: string,
  now: Date,
  prepare: (body: string) => PreparedBody,
): Parameters<typeof insertDeliveries>[1][number] {
  const prepared = text.body === null ? null : prepare(text.body);
  const holdReason = whyHeld(text, prepared);
  const held = prepared === null || holdReason !== null;
  return {
    messageId,
    lineId: text.lineId,
    addressId: text.addressId,
    schoolId: text.schoolId,
    purpose: text.purpose,
    subtype: text.subtype ?? null,
    body: prepared?.body ?? null,
    language: text.bodyLanguage,
    encoding: prepared?.encoding ?? null,
    segments: prepared?.segments ?? null,
    priority: text.priority,
    state: held ? 'held' : 'waiting',
    reason: holdReason,
    errorCode: null,
    nextAttemptAt: held ? null : (text.notBefore ?? now),
    expiresAt: text.expiresAt ?? null,
    createdAt: now,
    settledAt: null,
  };
}

/** Many texts of a batch have the same words. */
function prepareOnce(): (body: string) => PreparedBody {
  const known = new Map<string, PreparedBody>();
  return (body) => {
    const prepared = known.get(body) ?? prepareBody(body);
    known.set(body, prepared);
    return prepared;
  };
}
