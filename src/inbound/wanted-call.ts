import type { Transaction } from 'kysely';
import { openCallForText } from '../calls/calls.queries.js';
import { openRequest } from '../conversations/requests.queries.js';
import type { Database } from '../db/database.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import { languageName } from '../i18n/languages.js';
import { readReviewOwner, settleReview } from '../translation/reviews.queries.js';
import type { TextToUnderstand } from './inbound.queries.js';

/**
 * A family wants a call about a text nobody has translated: it stands on the list of calls, and in the inbox of who had
 * the text to look at. The text itself stays held; somebody may still let it go.
 */
export async function openWantedCall(
  trx: Transaction<Database>,
  now: Date,
  { conversationId, messageId }: TextToUnderstand,
  { messageId: heldMessageId, studentId }: OpenAsk,
): Promise<void> {
  if (heldMessageId === null) return;
  const review = await readReviewOwner(trx, heldMessageId);
  if (!review) return;
  const reason = `Asked for a call in ${languageName(review.language)}, about a text that waits for a speaker.`;
  await openCallForText(trx, now, heldMessageId, reason);
  await settleReview(trx, now, heldMessageId, { state: 'called', staffId: null, afterText: null });
  await openRequest(trx, now, {
    conversationId,
    messageId,
    studentId,
    topic: 'other',
    urgent: false,
    assigneeStaffId: review.ownerStaffId,
    reason,
  });
}
