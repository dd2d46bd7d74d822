import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { reachOf } from '../auth/visibility.js';
import { settleTextChild, settleTextWriter } from '../conversations/attribution.queries.js';
import { openQuestionAbout } from '../flows/child-question.queries.js';
import { openWriterQuestionAbout } from '../flows/writer-question.queries.js';
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
  const { message, family } = await textToSettle(rt, staff, messageId);
  if (studentId !== null && !family.students.some((student) => student.id === studentId)) {
    throw badRequest('child_unknown', 'Choose one of the children of this family.');
  }
  await rt.db.transaction().execute(async (trx) => {
    if (!(await lockConversation(trx, staff, message.conversationId))) throw notFound('This text');
    const now = rt.clock.now();
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

/**
 * A person says who of those at a shared phone wrote a text, or that it is not known after all; a question to the family
 * about it is over.
 * @throws RecadoError 404 `not_found` for whoever may not decide it; 400 `guardian_unknown` for somebody else
 */
export async function attributeWriter(
  rt: Pick<Runtime, 'db' | 'clock' | 'live' | 'jobs'>,
  staff: SignedInStaff,
  messageId: string,
  guardianId: string | null,
): Promise<void> {
  const { message, family } = await textToSettle(rt, staff, messageId);
  if (guardianId !== null && !family.guardians.some((guardian) => guardian.id === guardianId)) {
    throw badRequest('guardian_unknown', 'Choose one of the people who share this phone.');
  }
  await rt.db.transaction().execute(async (trx) => {
    if (!(await lockConversation(trx, staff, message.conversationId))) throw notFound('This text');
    const now = rt.clock.now();
    await settleTextWriter(trx, messageId, guardianId);
    const question = await openWriterQuestionAbout(trx, messageId);
    if (question !== undefined) await endQuestionBetween(trx, now, question);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'message.writer_settled',
      subject: `message:${messageId}`,
      detail: { guardianId },
    });
  });
  await announce(rt, message);
}

/** A family's text this person may say more about, and the family. */
async function textToSettle(rt: Pick<Runtime, 'db'>, staff: SignedInStaff, messageId: string) {
  const message =
    reachOf(staff) === 'classes' ? undefined : await readInboundMessage(rt.db, staff, messageId);
  const row = message && (await readConversationRow(rt.db, staff, message.conversationId));
  const family = row && (await readFamilies(rt.db, [row], staff.id))[0];
  if (!message || !family) throw notFound('This text');
  return { message, family };
}
