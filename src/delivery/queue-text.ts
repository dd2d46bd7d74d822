import type { Transaction } from 'kysely';
import type { MediaItem, Purpose, SenderRole } from '../conversations/conversations.table.js';
import { appendMessage } from '../conversations/conversations.queries.js';
import type { Database } from '../db/database.js';
import { openReviews } from '../translation/open-reviews.js';
import { insertTranslation } from '../translation/translation.queries.js';
import type { TranslationQuality } from '../translation/translation.table.js';
import type { TrustTier } from '../translation/trust.js';
import { insertDelivery } from './delivery.queries.js';
import { prepareBody, prepareParts, whyTooLong, type PreparedParts } from './prepare-body.js';

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
    tier?: TrustTier;
    staffId?: string;
  };
  /** What the carrier is to be given, but for look-alikes, and in which language; `null` while held without words. */
  body: string | null;
  bodyLanguage: string;
  /** A body that is too long for one text goes out in numbered parts; without it, it is held. */
  maySplit?: boolean;
  /** A picture that goes along. */
  picture?: MediaItem;
  /** Why it waits for a person instead of going out. */
  holdReason?: string;
  priority: number;
  /** Not before this moment; now by default. */
  notBefore?: Date;
  /** Of no use any more after this moment: dropped with a reason. */
  expiresAt?: Date;
}

/** Why a text waits for a person: as its sender says, or because the carrier would not take words that long. */
export function whyHeld(
  { holdReason, bodyLanguage }: Pick<OutgoingText, 'holdReason' | 'bodyLanguage'>,
  prepared: (Pick<PreparedParts, 'body'> & { parts?: PreparedParts['parts'] }) | null,
): string | null {
  if (holdReason !== undefined) return holdReason;
  return prepared === null || prepared.parts ? null : whyTooLong(prepared.body, bodyLanguage);
}

/** What a speaker is asked to look at, where a text waits because of its translation and not for its length. Pure. */
export function reviewOf(
  { holdReason, body, bodyLanguage, translation, schoolId, purpose, subtype }: OutgoingText,
  messageId: string,
): Parameters<typeof openReviews>[2] {
  if (holdReason === undefined || (body !== null && translation?.tier !== 'hold')) return [];
  return [
    {
      messageId,
      schoolId,
      language: bodyLanguage,
      reason: holdReason,
      isBulk: purpose === 'alert' || purpose === 'pulse' || subtype === 'nudge',
      isOneOfMany: purpose !== 'reply' || subtype === 'alert_answer',
      beforeText: translation?.text ?? null,
    },
  ];
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
  const prepared = outgoing.body === null ? null : prepare(outgoing.body, outgoing);
  const holdReason = whyHeld(outgoing, prepared);
  const held = prepared === null || holdReason !== null;
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
    ...(outgoing.picture === undefined ? {} : { media: JSON.stringify([outgoing.picture]) }),
    translationState: outgoing.translation
      ? 'translated'
      : outgoing.body === null
        ? 'untranslated'
        : 'none_needed',
    translationReason: outgoing.body === null ? holdReason : null,
  });
  if (outgoing.translation) await insertTranslation(trx, now, { messageId, ...outgoing.translation });
  await insertDelivery(trx, {
    messageId,
    lineId: outgoing.lineId,
    addressId: outgoing.addressId,
    schoolId: outgoing.schoolId,
    purpose: outgoing.purpose,
    subtype: outgoing.subtype ?? null,
    body: prepared?.body ?? null,
    language: outgoing.bodyLanguage,
    encoding: prepared?.encoding ?? null,
    segments: prepared?.segments ?? null,
    priority: outgoing.priority,
    state: held ? 'held' : 'waiting',
    reason: holdReason,
    errorCode: null,
    nextAttemptAt: held ? null : (outgoing.notBefore ?? now),
    expiresAt: outgoing.expiresAt ?? null,
    createdAt: now,
    settledAt: null,
    maySplit: outgoing.maySplit ?? false,
    parts: prepared?.parts?.map((part) => part.body) ?? null,
    hasPicture: outgoing.picture !== undefined,
  });
  await openReviews(trx, now, reviewOf(outgoing, messageId));
  return { messageId, position, state: held ? 'held' : 'waiting' };
}

function prepare(body: string, { maySplit, bodyLanguage }: OutgoingText): PreparedParts {
  return maySplit === true ? prepareParts(body, bodyLanguage) : { ...prepareBody(body), parts: null };
}
