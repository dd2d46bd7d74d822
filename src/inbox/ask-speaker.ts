import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { mayAssignTo } from '../auth/visibility.js';
import { deriveConversationState } from '../conversations/conversations.queries.js';
import { openAgain, openRequest } from '../conversations/requests.queries.js';
import { assignConversation } from '../conversations/staff-actions.queries.js';
import { languageName } from '../i18n/languages.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { staffOfSchool } from '../routing/routing.queries.js';
import { announce } from './announce.js';
import { staffLanguage } from './compose.js';
import { lockConversation, readTextToCorrect } from './reply-context.queries.js';

/**
 * Has somebody of the school who speaks the language of a family's text look at it: the conversation goes to that
 * person, and the text is an open request. Whoever has the conversation and speaks the language keeps it.
 * @returns who it is
 * @throws RecadoError 404 `not_found`; 409 `nothing_to_translate` where the text is in the language of the staff, and
 *   `no_speaker` where nobody else at the school speaks its language
 */
export async function askSpeaker(
  rt: Runtime,
  staff: SignedInStaff,
  messageId: string,
): Promise<{ name: string }> {
  const message = await readTextToCorrect(rt.db, staff, messageId, staffLanguage);
  if (!message) throw notFound('This text');
  const { language, conversationId } = message;
  if (language === null || language === staffLanguage) {
    throw conflict('nothing_to_translate', 'This text needs no translation into English.');
  }
  const now = rt.clock.now();
  const speaker = await rt.db.transaction().execute(async (trx) => {
    const locked = await lockConversation(trx, staff, conversationId);
    if (!locked) throw notFound('This conversation');
    const [found] = (await staffOfSchool(trx, locked.schoolId))
      .filter((one) => one.languages.includes(language) && one.id !== staff.id && mayAssignTo(staff, one))
      .sort(
        (a, b) =>
          // Who has it already keeps it, asked twice or by two people.
          Number(b.id === locked.assigneeStaffId) - Number(a.id === locked.assigneeStaffId) ||
          rank(a.role) - rank(b.role) ||
          a.openRequests - b.openRequests ||
          (a.id < b.id ? -1 : 1),
      );
    if (!found) {
      throw conflict(
        'no_speaker',
        `Nobody else at this school speaks ${languageName(language)}. Call an interpreter, and read the original to them.`,
      );
    }
    const reason = `${staff.name} asks ${found.name}, who speaks ${languageName(language)}, what a text says.`;
    await openRequest(trx, now, {
      conversationId,
      messageId,
      studentId: locked.studentId,
      topic: 'other',
      urgent: false,
      assigneeStaffId: null,
      reason,
    });
    // It may have been settled before.
    await openAgain(trx, messageId);
    await assignConversation(trx, now, conversationId, { staffId: found.id, byStaffId: staff.id, reason });
    await deriveConversationState(trx, conversationId);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'message.speaker_asked',
      subject: `message:${messageId}`,
      detail: { language, speaker: found.id },
    });
    return found;
  });
  await announce(rt, message);
  return { name: speaker.name };
}

/** Whoever works with families all day comes first. */
function rank(role: string): number {
  return ['liaison', 'school_admin', 'district_admin', 'teacher'].indexOf(role);
}
