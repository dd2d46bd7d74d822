import type { Transaction } from 'kysely';
import { appendMessages } from '../conversations/batches.queries.js';
import type { Database } from '../db/database.js';
import { insertTranslations } from '../translation/batches.queries.js';
import { insertDeliveries } from './batches.queries.js';
import type { OutgoingText } from './queue-text.js';
import { measureText, type TextSize } from './segments.js';

export interface QueuedText {
  messageId: string;
  position: number;
  state: 'waiting' | 'held';
}

/**
 * `queueText` for many texts, in four statements however many they are. Texts of one conversation stand in the order
 * given; open the conversations first. Wake the lines after the commit.
 * @returns what became of each text, in the order given
 */
export async function queueTexts(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly OutgoingText[],
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
  const sizeOf = measureOnce();
  await insertDeliveries(
    trx,
    placed.map(({ text, message }) => deliveryOf(text, message.messageId, now, sizeOf)),
  );
  return placed.map(({ text, message }) => ({ ...message, state: isHeld(text) ? 'held' : 'waiting' }));
}

const isHeld = (text: OutgoingText): boolean => text.body === null || text.holdReason !== undefined;

function messageOf(text: OutgoingText): Parameters<typeof appendMessages>[2][number] {
  return {
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
  sizeOf: (body: string) => TextSize,
): Parameters<typeof insertDeliveries>[1][number] {
  const size = text.body === null ? null : sizeOf(text.body);
  const held = isHeld(text);
  return {
    messageId,
    lineId: text.lineId,
    addressId: text.addressId,
    schoolId: text.schoolId,
    purpose: text.purpose,
    subtype: text.subtype ?? null,
    body: text.body,
    language: text.bodyLanguage,
    encoding: size?.encoding ?? null,
    segments: size?.segments ?? null,
    priority: text.priority,
    state: held ? 'held' : 'waiting',
    reason: text.holdReason ?? null,
    errorCode: null,
    nextAttemptAt: held ? null : (text.notBefore ?? now),
    expiresAt: text.expiresAt ?? null,
    createdAt: now,
    settledAt: null,
  };
}

/** Many texts of a batch have the same words. */
function measureOnce(): (body: string) => TextSize {
  const known = new Map<string, TextSize>();
  return (body) => {
    const size = known.get(body) ?? measureText(body);
    known.set(body, size);
    return size;
  };
}
