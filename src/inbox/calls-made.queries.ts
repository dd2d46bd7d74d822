import { sql, type Kysely } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { reachOf } from '../auth/visibility.js';
import { seesMessage } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';

export interface CallMadeRow {
  id: string;
  /** When it was noted. */
  at: Date;
  by: string;
  /** Why a text did not do, in words for staff. */
  reason: string;
  /** What came of it, in the words of who called. */
  outcome: string;
}

/**
 * The calls staff made to the family of a conversation this person sees, the newest first. Liaisons and admins see all
 * of them; a teacher those about a text she may read, for the others may be about another child.
 */
export async function readCallsMade(
  db: Kysely<Database>,
  staff: SignedInStaff,
  conversationId: string,
): Promise<CallMadeRow[]> {
  const aboutItsText = sql`exists (select from message
    where message.id = c.message_id and message.conversation_id = conversation.id and ${seesMessage(staff)})`;
  const rows = await sql<CallMadeRow>`
    select c.id, c.done_at as at, staff.name as by, c.reason, c.outcome
    from conversation
    join call_task c on c.address_id = conversation.address_id and c.school_id = conversation.school_id
    join staff on staff.id = c.done_by_staff_id
    where conversation.id = ${conversationId} and c.state = 'done'
      and ${reachOf(staff) === 'classes' ? aboutItsText : sql`true`}
    order by c.done_at desc, c.id desc
    limit 50`.execute(db);
  return rows.rows;
}
