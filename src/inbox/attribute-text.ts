import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { reachOf } from '../auth/visibility.js';
import { settleTextChild } from '../conversations/attribution.queries.js';
import { openQuestionAbout } from '../flows/child-question.queries.js';
import { endQuestionBetween } from '../flows/put-aside.queries.js';
import { badRequest, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readFamilies } from '../roster/families.queries.js';
import { announce } from './announce.js';
import { readConversationRow } from './list.queries.js';
import { lockConversation, readInboundMessage } from './reply-context.queries.js';

/**
 * A person says which child a family's text is about, or that it is not known after all. The request behind it
 * follows, and a question to the family about it is over.
 * @throws RecadoError 404 `not_found` for whoever may not decide it; 400 `child_unknown` for a child of another family
 */
export async function attributeText(
  rt: Pick<Runtime, 'db' | 'clock' | 'live' | 'jobs'>,
  staff: SignedInStaff,
  messageId: string,
  studentId: string | null,
): Promise<void> {
  const now = rt.clock.now();
  const message =
    reachOf(staff) === 'classes' ? undefined : await readInboundMessage(rt.db, staff, messageId);
  const row = message && (await readConversationRow(rt.db, staff, message.conversationId));
  const family = row && (await readFamilies(rt.db, [row], staff.id))[0];
  if (!message || !family) throw notFound('This text');
  if (studentId !== null && !family.students.some((student) => student.id === studentId)) {
    throw badRequest('child_unknown', 'Choose one of the children of this family.');
  }
  await rt.db.transaction().execute(async (trx) => {
    if (!(await lockConversation(trx, staff, message.conversationId))) throw notFound('This text');
    await settleTextChild(trx, messageId, studentId);
    const question = await openQuestionAbout(trx, messageId);
    if (question !== undefined) await endQuestionBetween(trx, now, question);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'message.attributed',
      subject: `message:${messageId}`,
      detail: { studentId },
    });
  });
  await announce(rt, message);
}
