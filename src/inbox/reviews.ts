import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Runtime } from '../lib/runtime.js';
import { readFamilies } from '../roster/families.queries.js';
import { formsOf } from '../translation/review-group.js';
import { readGroupFacts } from '../translation/review-groups.queries.js';
import { readCursor, writeCursor } from './cursor.js';
import { familyName } from './family-view.js';
import { countInterpreterTasks } from './interpreter-tasks.queries.js';
import { countReviews, listReviewRows, type ReviewScope } from './reviews.queries.js';
import { listSettledReviewRows } from './settled-reviews.queries.js';

export interface ReviewQuery {
  scope: ReviewScope;
  schoolId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/**
 * Texts that are held until somebody who reads their language has looked at them, the most pressing first; those that
 * say the same in the same language are one.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listReviews(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  query: ReviewQuery,
) {
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const { scope, schoolId, limit } = query;
  const now = rt.clock.now();
  const [rows, counted, interpreting] = await Promise.all([
    listReviewRows(rt.db, staff, { scope, schoolId, after, limit }),
    countReviews(rt.db, now, staff),
    countInterpreterTasks(rt.db, staff),
  ]);
  const counts = { ...counted, ...interpreting };
  const page = rows.slice(0, limit);
  const mixed = await readGroupFacts(
    rt.db,
    page.filter((row) => !row.isOneText),
  );
  const families = await readFamilies(rt.db, page, staff.id);
  const items = page.map((row) => {
    const family = families.find((one) => one.addressId === row.addressId && one.schoolId === row.schoolId);
    const facts = mixed.get(row.messageId);
    const forms = facts === undefined ? null : formsOf(facts);
    return {
      messageId: row.messageId,
      conversationId: row.conversationId,
      familyName: family ? familyName(family) : '',
      school: { id: row.schoolId, name: row.schoolName, timeZone: row.timeZone },
      language: row.language,
      reason: row.reason,
      isBulk: row.isBulk,
      owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? '' },
      isMine: row.ownerId === staff.id,
      mayReadDraft: staff.languages.includes(row.language),
      dueAt: row.dueAt.toISOString(),
      openedAt: row.openedAt.toISOString(),
      isOverdue: row.dueAt <= now,
      senderName: row.senderName,
      text: forms?.sourceForm ?? row.text,
      textLanguage: row.textLanguage,
      draft: forms === null ? row.draft : forms.draftForm,
      families: row.families,
      hasHoles: forms !== null,
      needsInterpreter: row.draft === null && !row.hasSpeaker,
    };
  });
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor({ at: last.dueAt, id: last.messageId }) : null;
  return { items, counts, nextCursor };
}

/**
 * What was decided about texts that waited: the words before and after, by whom and when, the newest first.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listSettledReviews(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await listSettledReviewRows(rt.db, staff, { after, limit });
  const page = rows.slice(0, limit);
  const families = await readFamilies(rt.db, page, staff.id);
  const items = page.map(({ addressId, schoolId, schoolName, timeZone, settledAt, ...row }) => {
    const family = families.find((one) => one.addressId === addressId && one.schoolId === schoolId);
    return {
      ...row,
      familyName: family ? familyName(family) : '',
      school: { id: schoolId, name: schoolName, timeZone },
      at: settledAt.toISOString(),
    };
  });
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? writeCursor({ at: last.settledAt, id: last.messageId }) : null };
}
