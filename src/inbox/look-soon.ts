import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { LookOutcome } from '../conversations/conversations.table.js';
import { reopenLook, settleLook } from '../conversations/look-soon.queries.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { announce } from './announce.js';
import { lockConversation, readInboundMessage } from './reply-context.queries.js';

/**
 * Somebody looked at a text that may be about danger, and says that there is nothing to worry about, or raises the alarm;
 * null takes that back, and the text waits for a look again. The family gets no text from any of it.
 * @throws RecadoError 404 `not_found`; 409 `looked` where somebody looked before, `not_looked` where nobody has
 */
export async function lookAtText(
  rt: Pick<Runtime, 'db' | 'clock' | 'jobs' | 'live'>,
  staff: SignedInStaff,
  messageId: string,
  outcome: LookOutcome | null,
): Promise<void> {
  const now = rt.clock.now();
  const message = await readInboundMessage(rt.db, staff, messageId);
  if (!message) throw notFound('This text');
  const { conversationId } = message;
  await rt.db.transaction().execute(async (trx) => {
    if (!(await lockConversation(trx, staff, conversationId))) throw notFound('This text');
    const text = { messageId, conversationId };
    if (outcome === null) {
      if (!(await reopenLook(trx, text)))
        throw conflict('not_looked', 'This text is not marked as looked at. Load the thread again.');
    } else if (!(await settleLook(trx, now, text, { staffId: staff.id, outcome }))) {
      throw conflict('looked', 'Somebody has looked at this text already. Load the thread again.');
    }
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'message.looked_at',
      subject: `message:${messageId}`,
      detail: { outcome },
    });
  });
  await announce(rt, message);
}
