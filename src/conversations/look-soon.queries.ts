import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { deriveConversationState } from './conversations.queries.js';
import type { LookOutcome } from './conversations.table.js';

/** Marks the request of a text for somebody to look at soon, once. The caller derives the conversation's state. */
export async function markLookSoon(
  trx: Transaction<Database>,
  now: Date,
  { messageId, dueAt }: { messageId: string; dueAt: Date },
): Promise<void> {
  await sql`
    insert into look_soon (request_id, marked_at, due_at)
    select r.id, ${now}, ${dueAt} from request r where r.message_id = ${messageId}
    on conflict (request_id) do nothing`.execute(trx);
}

/** Whether somebody has still to look at a text of this conversation. */
export async function hasOpenLook(db: Kysely<Database>, conversationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('lookSoon')
    .innerJoin('request', 'request.id', 'lookSoon.requestId')
    .select('request.id')
    .where('request.conversationId', '=', conversationId)
    .where('request.status', '=', 'open')
    .where('lookSoon.lookedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Notes what somebody made of a marked text: nothing to worry about, or urgent, which its request and conversation are
 * from then on.
 * @returns false where it is not marked, or somebody has looked already
 */
export async function settleLook(
  trx: Transaction<Database>,
  now: Date,
  { messageId, conversationId }: { messageId: string; conversationId: string },
  by: { staffId: string; outcome: LookOutcome },
): Promise<boolean> {
  const settled = await sql`
    update look_soon look set looked_at = ${now}, looked_by_staff_id = ${by.staffId}, outcome = ${by.outcome}
    from request r
    where r.id = look.request_id and r.message_id = ${messageId} and look.looked_at is null`.execute(trx);
  if (Number(settled.numAffectedRows ?? 0n) === 0) return false;
  if (by.outcome === 'urgent') await setUrgent(trx, messageId, true);
  await deriveConversationState(trx, conversationId);
  return true;
}

/**
 * Takes back what somebody made of a marked text: it waits for a look again, under an open request, and an alarm raised
 * by hand is none any more. The deadline stays.
 * @returns false where nobody has looked
 */
export async function reopenLook(
  trx: Transaction<Database>,
  { messageId, conversationId }: { messageId: string; conversationId: string },
): Promise<boolean> {
  const reopened = await sql<{ was: LookOutcome }>`
    update look_soon look set looked_at = null, looked_by_staff_id = null, outcome = null
    from look_soon before join request r on r.id = before.request_id
    where look.request_id = before.request_id and r.message_id = ${messageId} and before.looked_at is not null
    returning before.outcome as was`.execute(trx);
  const [found] = reopened.rows;
  if (!found) return false;
  if (found.was === 'urgent') await setUrgent(trx, messageId, false);
  await trx
    .updateTable('request')
    .set({ status: 'open', closedAt: null, closedByStaffId: null })
    .where('messageId', '=', messageId)
    .where('status', '=', 'done')
    .execute();
  await deriveConversationState(trx, conversationId);
  return true;
}

async function setUrgent(trx: Transaction<Database>, messageId: string, urgent: boolean): Promise<void> {
  await trx.updateTable('request').set({ urgent }).where('messageId', '=', messageId).execute();
}

export interface OverdueLook {
  requestId: string;
  conversationId: string;
  schoolId: string;
  /** Who gets it now; null where the school and the district have nobody else. */
  adminId: string | null;
}

/** One marked text nobody looked at in time, locked with its conversation; those others work on are passed over. */
export async function lockOverdueLook(
  trx: Transaction<Database>,
  now: Date,
): Promise<OverdueLook | undefined> {
  const overdue = await sql<OverdueLook>`
    select look.request_id, r.conversation_id, c.school_id,
      (select s.id from staff s left join staff_school ss on ss.staff_id = s.id and ss.school_id = c.school_id
       where s.active and not s.is_machine and s.id is distinct from r.assignee_staff_id
         and ((s.role = 'school_admin' and ss.staff_id is not null) or s.role = 'district_admin')
       order by s.role <> 'school_admin', s.id limit 1) as admin_id
    from look_soon look join request r on r.id = look.request_id join conversation c on c.id = r.conversation_id
    where look.looked_at is null and look.escalated_at is null and look.due_at <= ${now} and r.status = 'open'
    order by look.due_at limit 1
    for update of look, c skip locked`.execute(trx);
  return overdue.rows[0];
}

/** Notes that a marked text went to somebody else because nobody had looked in time. */
export async function markLookEscalated(
  trx: Transaction<Database>,
  now: Date,
  requestId: string,
): Promise<void> {
  await trx.updateTable('lookSoon').set({ escalatedAt: now }).where('requestId', '=', requestId).execute();
}
