import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { setTranslationState } from '../conversations/staff-actions.queries.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readFamilies } from '../roster/families.queries.js';
import { settleInterpreterTask } from '../translation/interpreter-tasks.queries.js';
import { insertTranslation } from '../translation/translation.queries.js';
import { announce } from './announce.js';
import { staffLanguage } from './compose.js';
import { readCursor, writeCursor } from './cursor.js';
import { familyName } from './family-view.js';
import { listInterpreterRows } from './interpreter-tasks.queries.js';
import { readTextToCorrect } from './reply-context.queries.js';

/**
 * Families' texts no engine translates, each with its owner and deadline, the most pressing first.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listInterpreterTasks(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  { schoolId, cursor, limit }: { schoolId?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await listInterpreterRows(rt.db, staff, { schoolId, after, limit });
  const page = rows.slice(0, limit);
  const families = await readFamilies(rt.db, page, staff.id);
  const now = rt.clock.now();
  const items = page.map((row) => {
    const family = families.find((one) => one.addressId === row.addressId && one.schoolId === row.schoolId);
    return {
      messageId: row.messageId,
      conversationId: row.conversationId,
      familyName: family ? familyName(family) : '',
      school: { id: row.schoolId, name: row.schoolName, timeZone: row.timeZone },
      language: row.language,
      text: row.text,
      writtenAt: row.writtenAt.toISOString(),
      reason: row.reason,
      owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? '' },
      isMine: row.ownerId === staff.id,
      dueAt: row.dueAt.toISOString(),
      isOverdue: row.dueAt <= now,
    };
  });
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor({ at: last.dueAt, id: last.messageId }) : null;
  return { items, nextCursor };
}

/**
 * Writes what an interpreter said a family's text means. It stands under the name of who wrote it down and is not
 * remembered for other texts: nobody of the staff could read it.
 * @throws RecadoError 404 `not_found`; 409 `not_waiting` where the text waits for no interpreter
 */
export async function writeInterpreted(
  rt: Runtime,
  staff: SignedInStaff,
  messageId: string,
  { text, interpreter }: { text: string; interpreter: string },
): Promise<void> {
  const message = await readTextToCorrect(rt.db, staff, messageId, staffLanguage);
  if (!message) throw notFound('This text');
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    if (!(await settleInterpreterTask(trx, now, messageId, { staffId: staff.id, interpreter }))) {
      throw conflict('not_waiting', 'This text waits for no interpreter any more. Load the page again.');
    }
    await insertTranslation(trx, now, {
      ...{ messageId, language: staffLanguage, text, engine: 'person', quality: 'approved' },
      staffId: staff.id,
    });
    await setTranslationState(trx, messageId, 'translated', null);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'message.interpreted',
      subject: `message:${messageId}`,
      detail: { from: message.language },
    });
  });
  await announce(rt, message);
}
