import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { mayAssignTo } from '../auth/visibility.js';
import { assignConversation } from '../conversations/staff-actions.queries.js';
import { badRequest, conflict, forbidden, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { announce } from './announce.js';
import { hidesText, lockConversation, readAssignee } from './reply-context.queries.js';

/**
 * Gives a conversation to somebody of its school, or to nobody. Giving it to whom it belongs already changes nothing.
 * @throws RecadoError 404 `not_found`; 400 `assignee_unknown`; 403 `forbidden` where a teacher gives it to a teacher; 409
 *   `others_open` where somebody else has it, with something open that this person may not read
 */
export async function assignTo(
  rt: Runtime,
  staff: SignedInStaff,
  conversationId: string,
  assigneeId: string | null,
): Promise<void> {
  const now = rt.clock.now();
  const conversation = await rt.db.transaction().execute(async (trx) => {
    const locked = await lockConversation(trx, staff, conversationId);
    if (!locked) throw notFound('This conversation');
    const assignee = assigneeId === null ? null : await readAssignee(trx, locked.schoolId, assigneeId);
    if (assignee === undefined) {
      throw badRequest('assignee_unknown', 'Choose somebody who works at the school of this conversation.');
    }
    if (locked.assigneeStaffId === assigneeId) return locked;
    if (!mayAssignTo(staff, assignee)) {
      throw forbidden(
        'A teacher can hand a conversation to a liaison or an administrator, who decide on the rest.',
      );
    }
    const isOthers = locked.assigneeStaffId !== null && locked.assigneeStaffId !== staff.id;
    if (isOthers && (await hidesText(trx, staff, conversationId, 'open'))) {
      throw conflict(
        'others_open',
        'Somebody else has this conversation, and something in it that is for others to read is still open. Ask them to give it on.',
      );
    }
    const reason = reasonFor(staff, assignee);
    await assignConversation(trx, now, conversationId, { staffId: assigneeId, byStaffId: staff.id, reason });
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'conversation.assigned',
      subject: `conversation:${conversationId}`,
      detail: { from: locked.assigneeStaffId, to: assigneeId },
    });
    return locked;
  });
  await announce(rt, { conversationId, schoolId: conversation.schoolId });
}

function reasonFor(staff: SignedInStaff, assignee: { id: string; name: string } | null): string {
  if (assignee === null) return `${staff.name} put it back.`;
  return assignee.id === staff.id ? `${staff.name} took it.` : `${staff.name} gave it to ${assignee.name}.`;
}
