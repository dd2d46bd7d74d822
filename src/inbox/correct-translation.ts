import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { setTranslationState } from '../conversations/staff-actions.queries.js';
import { languageName } from '../i18n/languages.js';
import { conflict, forbidden, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { settleInterpreterTask } from '../translation/interpreter-tasks.queries.js';
import { remember } from '../translation/remember.js';
import { insertTranslation } from '../translation/translation.queries.js';
import { announce } from './announce.js';
import { readRecipient, staffLanguage } from './compose.js';
import { readTextToCorrect } from './reply-context.queries.js';

/**
 * Puts right, or writes, what staff read of a family's text, in the name of somebody who reads its language. The same
 * words are translated so from now on.
 * @throws RecadoError 404 `not_found`; 403 `forbidden` where this person does not read the language; 409
 *   `nothing_to_translate` where the text is in the language of the staff or in none that is known
 */
export async function correctTranslation(
  rt: Runtime,
  staff: SignedInStaff,
  messageId: string,
  text: string,
): Promise<void> {
  const message = await readTextToCorrect(rt.db, staff, messageId, staffLanguage);
  if (!message) throw notFound('This text');
  const { language, conversationId } = message;
  if (language === null || language === staffLanguage) {
    throw conflict('nothing_to_translate', 'This text needs no translation into English.');
  }
  if (!staff.languages.includes(language)) {
    throw forbidden(
      `Only somebody who reads ${languageName(language)} can correct this translation. Ask one of them.`,
    );
  }
  const { names } = await readRecipient(rt, staff, conversationId);
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    await insertTranslation(trx, now, {
      messageId,
      language: staffLanguage,
      text,
      engine: 'person',
      quality: 'approved',
      staffId: staff.id,
    });
    await setTranslationState(trx, messageId, 'translated', null);
    await settleInterpreterTask(trx, now, messageId, { staffId: staff.id, interpreter: null });
    await remember(trx, now, {
      from: language,
      to: staffLanguage,
      source: message.text,
      target: text,
      names,
      origin: 'correction',
      messageId,
      staffId: staff.id,
    });
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'message.translation_corrected',
      subject: `message:${messageId}`,
      detail: { from: language, to: staffLanguage, replaced: message.engine },
    });
  });
  await announce(rt, message);
}
