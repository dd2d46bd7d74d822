import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { readOpenDecisions } from '../consent/decisions.queries.js';
import { hasOpenLook } from '../conversations/look-soon.queries.js';
import { closeConversation, reopenConversation } from '../conversations/staff-actions.queries.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { announce } from './announce.js';
import { hasHeldReply, hidesText, lockConversation } from './reply-context.queries.js';

/**
 * Closes a conversation, which settles its open requests, or opens it again, which takes that back. A conversation
 * that is in that state already is left as it is.
 * @throws RecadoError 404 `not_found`; 409 `reply_held` when a reply would be forgotten behind a closed thread,
 *   `others_open` when something is open that this person may not read, `decision_open` while nobody has said whether the
 *   family wants no more texts, `look_open` while nobody has looked at a text that may be about danger
 */
export async function changeState(
  rt: Runtime,
  staff: SignedInStaff,
  conversationId: string,
  state: 'open' | 'closed',
): Promise<void> {
  const now = rt.clock.now();
  const conversation = await rt.db.transaction().execute(async (trx) => {
    const locked = await lockConversation(trx, staff, conversationId);
    if (!locked) throw notFound('This conversation');
    if ((locked.state === 'closed') === (state === 'closed')) return locked;
    if (state === 'closed') {
      if (await hidesText(trx, staff, conversationId, 'open')) {
        throw conflict(
          'others_open',
          'Something in this conversation that is for others to read is still open. Give the conversation to a liaison, who can close it.',
        );
      }
      if (await hasHeldReply(trx, conversationId)) {
        throw conflict(
          'reply_held',
          'A reply to this family is still held. Send it or discard it, then close.',
        );
      }
      if ((await readOpenDecisions(trx, conversationId)).length > 0) {
        throw conflict(
          'decision_open',
          'Say first whether this family wants no more texts: that settles its request. Then close.',
        );
      }
      if (await hasOpenLook(trx, conversationId)) {
        throw conflict(
          'look_open',
          'Look first at the text that may be about danger: say that there is nothing to worry about, or raise the alarm. Then close.',
        );
      }
      await closeConversation(trx, now, conversationId, staff.id);
    } else {
      await reopenConversation(trx, conversationId);
    }
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: state === 'closed' ? 'conversation.closed' : 'conversation.reopened',
      subject: `conversation:${conversationId}`,
    });
    return locked;
  });
  await announce(rt, { conversationId, schoolId: conversation.schoolId });
}
