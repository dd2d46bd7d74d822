import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { planOnce } from '../db/prepared.js';

export interface AcceptedAttempt {
  attemptId: string;
  sid: string;
  /** The carrier's own word. */
  status: string;
}

/**
 * Moves attempts from `sending` to `accepted`, and their deliveries with them, as `moveAttempt` does, in one statement.
 * It leaves alone whatever is not plain: an attempt that is further on or has a SID, that is not its text's last or only
 * a part of it, or whose SID another one owns.
 * @returns where the text stands, for each attempt that was moved
 */
export async function acceptAttempts(
  db: Kysely<Database>,
  nextLookupAt: Date,
  accepted: readonly AcceptedAttempt[],
): Promise<Map<string, { conversationId: string; schoolId: string }>> {
  const moved = await sql<{ id: string; conversationId: string; schoolId: string }>`
    ${planOnce} with said as materialized (
      select * from unnest(${accepted.map((one) => one.attemptId)}::uuid[], ${accepted.map((one) => one.sid)}::text[],
        ${accepted.map((one) => one.status)}::text[]) as t (id, sid, status)),
    moved as (
      update delivery_attempt t
      set state = 'accepted', carrier_sid = said.sid, carrier_status = said.status, next_lookup_at = ${nextLookupAt}
      from said
      where t.id = said.id
        -- Said so that no index over all that is under way can be taken for the way to these few.
        and case when t.state = 'sending' then t.carrier_sid is null else false end
        and not exists (select from delivery_attempt later where later.message_id = t.message_id and later.n > t.n)
        and not exists (select from delivery_attempt other where other.carrier_sid = said.sid)
        and exists (select from delivery whole where whole.message_id = t.message_id and whole.parts is null)
      returning t.id, t.message_id)
    update delivery d set state = 'accepted', reason = null, error_code = null
    from moved join message m on m.id = moved.message_id
    where d.message_id = moved.message_id
    returning moved.id, m.conversation_id, d.school_id`.execute(db);
  return new Map(moved.rows.map(({ id, ...place }) => [id, place]));
}
