import type { Transaction } from 'kysely';
import type { Purpose, SenderRole } from '../conversations/conversations.table.js';
import { appendMessage } from '../conversations/conversations.queries.js';
import type { Database } from '../db/database.js';
import { insertTranslation } from '../translation/translation.queries.js';
import type { TranslationQuality } from '../translation/translation.table.js';
import { insertDelivery } from './delivery.queries.js';
import { measureText } from './segments.js';

/** Smaller goes first. */
export const priorities = { alert: 0, consent: 1, reply: 2, answer: 3, nudge: 5 } as const;

export interface OutgoingText {
  conversationId: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  purpose: Purpose;
  subtype?: string;
  senderRole: SenderRole;
  senderStaffId?: string;
  studentId?: string;
  guardianId?: string;
  /** The original words and their language. */
  text: string;
  language: string;
  /** The same words in the other language: the family's for a reply, staff's for a text of the library. */
  translation?: {
    language: string;
    text: string;
    engine: string;
    quality: TranslationQuality;
    staffId?: string;
  };
  /** Exactly what the carrier is to be given, and in which language; `null` while it is held without words. */
  body: string | null;
  bodyLanguage: string;
  /** Why it waits for a person instead of going out. */
  holdReason?: string;
  priority: number;
  /** Not before this moment; now by default. */
  notBefore?: Date;
  /** Of no use any more after this moment: dropped with a reason. */
  expiresAt?: Date;
}

/**
 * Puts one text on the road out: the message, its translation and its delivery, in the caller's transaction. Wake the
 * line after the commit (`delivery.wake`); a wake-up that is lost costs a delay, never the text.
 */
export async function queueText(
  trx: Transaction<Database>,
  now: Date,
  outgoing: OutgoingText,
): Promise<{ messageId: string; position: number; state: 'waiting' | 'held' }> {
  const held = outgoing.body === null || outgoing.holdReason !== undefined;
  const { messageId, position } = await appendMessage(trx, now, outgoing.conversationId, {
    direction: 'out',
    lineId: outgoing.lineId,
    text: outgoing.text,
    language: outgoing.language,
    purpose: outgoing.purpose,
    subtype: outgoing.subtype ?? null,
    senderRole: outgoing.senderRole,
    senderStaffId: outgoing.senderStaffId ?? null,
    studentId: outgoing.studentId ?? null,
    guardianId: outgoing.guardianId ?? null,
    translationState: outgoing.translation
      ? 'translated'
      : outgoing.body === null
        ? 'untranslated'
        : 'none_needed',
    translationReason: outgoing.body === null ? (outgoing.holdReason ?? null) : null,
  });
  if (outgoing.translation) await insertTranslation(trx, now, { messageId, ...outgoing.translation });
  const size = outgoing.body === null ? null : measureText(outgoing.body);
  await insertDelivery(trx, {
    messageId,
    lineId: outgoing.lineId,
    addressId: outgoing.addressId,
    schoolId: outgoing.schoolId,
    purpose: outgoing.purpose,
    subtype: outgoing.subtype ?? null,
    body: outgoing.body,
    language: outgoing.bodyLanguage,
    encoding: size?.encoding ?? null,
    segments: size?.segments ?? null,
    priority: outgoing.priority,
    state: held ? 'held' : 'waiting',
    reason: outgoing.holdReason ?? null,
    errorCode: null,
    nextAttemptAt: held ? null : (outgoing.notBefore ?? now),
    expiresAt: outgoing.expiresAt ?? null,
    createdAt: now,
    settledAt: null,
  });
  return { messageId, position, state: held ? 'held' : 'waiting' };
}
