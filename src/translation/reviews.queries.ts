import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { ReviewState } from './translation.table.js';

export interface NewReview {
  messageId: string;
  schoolId: string;
  language: string;
  reason: string;
  isBulk: boolean;
  dueAt: Date;
  /** The draft that waits; null where there are no words yet. */
  beforeText: string | null;
}

/**
 * Asks for somebody to look at texts that are held. Each is given to a member of staff of its school who speaks the
 * language, a liaison before an administrator, the least busy first; else to the school's liaison, else to an
 * administrator; to nobody where the school has none of them.
 */
export async function insertReviews(
  trx: Transaction<Database>,
  now: Date,
  reviews: readonly NewReview[],
): Promise<void> {
  if (reviews.length === 0) return;
  const rows = reviews.map((review) => ({
    message_id: review.messageId,
    school_id: review.schoolId,
    language: review.language,
    reason: review.reason,
    is_bulk: review.isBulk,
    due_at: review.dueAt.toISOString(),
    before_text: review.beforeText,
  }));
  await sql`
    with new as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (message_id uuid, school_id uuid,
        language text, reason text, is_bulk boolean, due_at timestamptz, before_text text)),
    places as (select distinct school_id, language from new),
    owners as (
      select p.school_id, p.language, (
        select s.id from staff s join staff_school ss on ss.staff_id = s.id and ss.school_id = p.school_id
        where s.active and s.role in ('liaison', 'school_admin')
        order by not p.language = any(s.languages), s.role <> 'liaison',
          (select count(*) from translation_review r where r.owner_staff_id = s.id and r.state = 'open'), s.id
        limit 1) as staff_id
      from places p)
    insert into translation_review (message_id, school_id, language, reason, is_bulk, owner_staff_id, due_at,
      before_text, opened_at)
    select new.message_id, new.school_id, new.language, new.reason, new.is_bulk, owners.staff_id, new.due_at,
      new.before_text, ${now}
    from new join owners using (school_id, language)
    on conflict do nothing`.execute(trx);
}

/** Somebody decided about a text that waited; of a text that waited for something else nothing is noted. */
export async function settleReview(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  by: { state: Exclude<ReviewState, 'open'>; staffId: string | null; afterText: string | null },
): Promise<void> {
  await trx
    .updateTable('translationReview')
    .set({ state: by.state, afterText: by.afterText, settledAt: now, settledByStaffId: by.staffId })
    .where('messageId', '=', messageId)
    .where('state', 'in', ['open', 'called'])
    .execute();
}

/** Texts that were given up for another reason, such as a right that was withdrawn, wait for nobody. */
export async function settleAbandonedReviews(trx: Transaction<Database>, now: Date): Promise<void> {
  await sql`
    update translation_review r set state = 'discarded', settled_at = ${now}
    from delivery d where d.message_id = r.message_id and r.state = 'open' and d.state <> 'held'`.execute(
    trx,
  );
}
