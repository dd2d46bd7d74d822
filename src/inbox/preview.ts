import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { measureText } from '../delivery/segments.js';
import { RecadoError } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { composeForFamily, readRecipient, refuseTooLong } from './compose.js';

/**
 * What the family would get, before it is sent. Stores nothing.
 * @throws RecadoError 404 `not_found`
 */
export async function previewReply(rt: Runtime, staff: SignedInStaff, conversationId: string, text: string) {
  const recipient = await readRecipient(rt, staff, conversationId);
  const composed = await composeForFamily(rt, recipient, text);
  const { encoding, segments } = measureText(composed.body ?? text);
  return {
    language: recipient.language,
    status: composed.status,
    text: composed.body,
    engine: composed.translation?.engine ?? null,
    quality: composed.translation?.quality ?? null,
    reason: composed.holdReason ?? whyTooLong(composed.body, recipient.language),
    encoding,
    segments,
  };
}

function whyTooLong(body: string | null, language: string): string | null {
  try {
    refuseTooLong(body, language);
    return null;
  } catch (error) {
    if (error instanceof RecadoError) return error.message;
    throw error;
  }
}
