import { sql, type Kysely, type Transaction } from 'kysely';
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
  /** The same for all texts somebody decides about together. */
  groupKey?: string | null;
}

/**
 * Asks for somebody to look at texts that are held. Each is given to a member of staff of its school who speaks the
 * language, a liaison before an administrator, the least busy first; else to the school's liaison, its administrator, or
 * one of the district; to nobody where there are none of them. A text that was looked at before waits anew.
 * Texts of a group have one owner and one deadline, those of the first; one that comes after the deadline has its own.
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
    group_key: review.groupKey ?? null,
  }));
  await sql`
    with new as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (message_id uuid, school_id uuid,
        language text, reason text, is_bulk boolean, due_at timestamptz, before_text text, group_key text)),
    places as (select distinct school_id, language from new),
    owners as (
      select p.school_id, p.language, (
        select s.id from staff s left join staff_school ss on ss.staff_id = s.id and ss.school_id = p.school_id
        where s.active and not s.is_machine and (s.role = 'district_admin'
          or (ss.staff_id is not null and s.role in ('liaison', 'school_admin')))
        order by not p.language = any(s.languages),
          array_position(array['liaison', 'school_admin', 'district_admin'], s.role),
          (select count(*) from translation_review r where r.owner_staff_id = s.id and r.state = 'open'), s.id
        limit 1) as staff_id
      from places p)
    insert into translation_review (message_id, school_id, language, reason, is_bulk, owner_staff_id, due_at,
      before_text, group_key, opened_at)
    select new.message_id, new.school_id, new.language, new.reason, new.is_bulk,
      case when of_group.due_at is null then owners.staff_id else of_group.owner_staff_id end,
      coalesce(of_group.due_at, new.due_at), new.before_text, new.group_key, ${now}
    from new join owners using (school_id, language)
    left join lateral (
      select r.owner_staff_id, r.due_at from translation_review r
      where r.group_key = new.group_key and r.state = 'open' and r.due_at > ${now} order by r.due_at limit 1) of_group on true
    on conflict (message_id) do update
      set state = 'open', language = excluded.language, reason = excluded.reason,
        owner_staff_id = excluded.owner_staff_id, due_at = excluded.due_at,
        opened_at = excluded.opened_at, overdue_since = null, settled_at = null, settled_by_staff_id = null,
        before_text = excluded.before_text, after_text = null, group_key = excluded.group_key
      where translation_review.state <> 'open'`.execute(trx);
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

export interface OverdueReview {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  language: string;
  isBulk: boolean;
  ownerStaffId: string | null;
  /** Who answers for the school, where that is somebody else than the owner. */
  adminId: string | null;
  /** The family has an offer of a call before it already. */
  isOffered: boolean;
}

/** One text nobody looked at in time, locked, each once; those others work on are passed over. */
export async function lockOverdueReview(
  trx: Transaction<Database>,
  now: Date,
): Promise<OverdueReview | undefined> {
  const overdue = await sql<OverdueReview>`
    select r.message_id, m.conversation_id, d.address_id, r.school_id, d.line_id, r.language, r.is_bulk,
      r.owner_staff_id,
      (select s.id from staff s left join staff_school ss on ss.staff_id = s.id and ss.school_id = r.school_id
       where s.active and not s.is_machine and s.id is distinct from r.owner_staff_id
         and ((s.role = 'school_admin' and ss.staff_id is not null) or s.role = 'district_admin')
       order by s.role <> 'school_admin', s.id limit 1) as admin_id,
      exists (select from flow_run f
        where f.address_id = d.address_id and f.state = 'asking' and f.dialogue = 'call') as is_offered
    from translation_review r
    join delivery d on d.message_id = r.message_id
    join message m on m.id = r.message_id
    where r.state = 'open' and d.state = 'held' and r.overdue_since is null and r.due_at <= ${now}
    order by r.due_at limit 1
    for update of r skip locked`.execute(trx);
  return overdue.rows[0];
}

/** Notes that a text is overdue, and gives it to somebody else where there is somebody. */
export async function markOverdue(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  ownerStaffId: string | null,
): Promise<void> {
  await trx
    .updateTable('translationReview')
    .set({ overdueSince: now, ownerStaffId })
    .where('messageId', '=', messageId)
    .execute();
}

/** The texts to a family of this one that nobody looked at in time either, this one first: one offer stands for all. */
export async function overdueTogether(db: Kysely<Database>, messageId: string): Promise<string[]> {
  const others = await sql<{ messageId: string }>`
    select r.message_id from translation_review r join delivery d on d.message_id = r.message_id
    where r.state = 'open' and r.overdue_since is not null and not r.is_bulk and r.message_id <> ${messageId}
      and d.state = 'held' and d.address_id = (select address_id from delivery where message_id = ${messageId})
    order by r.message_id`.execute(db);
  return [messageId, ...others.rows.map((row) => row.messageId)];
}

/** Who has a text that waits, and in which language. */
export function readReviewOwner(
  db: Kysely<Database>,
  messageId: string,
): Promise<{ ownerStaffId: string | null; language: string } | undefined> {
  return db
    .selectFrom('translationReview')
    .select(['ownerStaffId', 'language'])
    .where('messageId', '=', messageId)
    .executeTakeFirst();
}
