import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { prepareBody, whyTooLong } from '../delivery/prepare-body.js';
import { priceOf } from '../delivery/price.js';
import type { Runtime } from '../lib/runtime.js';
import { composeForFamily, readRecipient } from './compose.js';

/**
 * What the family would get, before it is sent, and what it costs. Stores nothing.
 * @throws RecadoError 404 `not_found`
 */
export async function previewReply(rt: Runtime, staff: SignedInStaff, conversationId: string, text: string) {
  const recipient = await readRecipient(rt, staff, conversationId);
  const { body, status, translation, holdReason } = await composeForFamily(rt, recipient, text);
  const prepared = prepareBody(body ?? text);
  const tooLong = body === null ? null : whyTooLong(body, recipient.language);
  return {
    language: recipient.language,
    status,
    text: body === null ? null : prepared.body,
    engine: translation?.engine ?? null,
    quality: translation?.quality ?? null,
    // Words that are too long are refused whatever else is the matter with them.
    reason: tooLong ?? holdReason,
    tooLong: tooLong !== null,
    encoding: prepared.encoding,
    segments: prepared.segments,
    price: body === null ? null : priceOf(rt.config.price, prepared.segments),
  };
}
