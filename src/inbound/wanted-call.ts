import type { Transaction } from 'kysely';
import { openCallForText } from '../calls/calls.queries.js';
import { openRequest } from '../conversations/requests.queries.js';
import type { Database } from '../db/database.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import { languageName } from '../i18n/languages.js';
import { overdueTogether, readReviewOwner, settleReview } from '../translation/reviews.queries.js';
import type { TextToUnderstand } from './inbound.queries.js';

/**
 * A family wants a call about a text nobody has translated, and any other one that is as late: it stands on the list of calls, and in the inbox of who had
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
  for (const one of await overdueTogether(trx, heldMessageId)) {
    await openCallForText(trx, now, one, reason);
    await settleReview(trx, now, one, { state: 'called', staffId: null, afterText: null });
  }
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
