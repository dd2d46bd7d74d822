import { sql, type Insertable, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { MessageTable } from './conversations.table.js';

/** What every caller of `appendMessage` decides; the rest has its defaults in the table. */
export type NewMessage = Pick<Insertable<MessageTable>, 'direction' | 'text' | 'lineId'> &
  Partial<Omit<Insertable<MessageTable>, 'id' | 'conversationId' | 'position' | 'createdAt'>>;

/**
 * Finds the conversation of an address at a school, or opens it on that line. The row's line follows the line last
 * used, so that a reply leaves from the number the family knows.
 */
export async function findOrOpenConversation(
  trx: Transaction<Database>,
  now: Date,
  { addressId, schoolId, lineId }: { addressId: string; schoolId: string; lineId: string },
): Promise<string> {
  const row = await trx
    .insertInto('conversation')
    .values({
      id: newId(),
      addressId,
      schoolId,
      lineId,
      assigneeStaffId: null,
      lastMessageAt: now,
      waitingSince: null,
      studentId: null,
      leaseToken: null,
      leaseUntil: null,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.columns(['addressId', 'schoolId']).doUpdateSet({ lineId }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/**
 * Adds a text at the next position of its conversation, under the conversation's row lock, so that positions have no
 * gaps and no doubles.
 */
export async function appendMessage(
  trx: Transaction<Database>,
  now: Date,
  conversationId: string,
  message: NewMessage,
): Promise<{ messageId: string; position: number }> {
  const { lastPosition } = await trx
    .updateTable('conversation')
    .set((eb) => ({ lastPosition: eb('lastPosition', '+', 1), lastMessageAt: now }))
    .where('id', '=', conversationId)
    .returning('lastPosition')
    .executeTakeFirstOrThrow();
  const messageId = newId();
  await trx
    .insertInto('message')
    .values({
      purpose: null,
      subtype: null,
      senderRole: null,
      senderStaffId: null,
      guardianId: null,
      studentId: null,
      language: null,
      carrierSid: null,
      carrierAt: null,
      processingError: null,
      nextProcessingAt: null,
      translationReason: null,
      nextTranslationAt: null,
      understood: null,
      ...message,
      id: messageId,
      conversationId,
      position: lastPosition,
      createdAt: now,
    })
    .execute();
  return { messageId, position: lastPosition };
}

/** The conversation a message stands in, and its school. */
export function messagePlace(
  db: Kysely<Database>,
  messageId: string,
): Promise<{ conversationId: string; schoolId: string } | undefined> {
  return db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select(['conversation.id as conversationId', 'conversation.schoolId'])
    .where('message.id', '=', messageId)
    .executeTakeFirst();
}

/**
 * Brings a conversation's state in line with its open requests and staff's answers. `open`: a request is newer than
 * the last answer of staff that is on its way or there, and the family waits since the first such request, or somebody
 * has still to look at a text that may be about danger, whatever was answered; `waiting`: every open request has been
 * answered, the family has the next word; `closed`: nothing is open. An answer settles no request: "I will ask" is one
 * too. An answer that is held, failed or was dropped answers nothing, and one of a teacher only what she reads: what
 * is about another child, or nobody's yet, still waits for somebody.
 */
export async function deriveConversationState(
  trx: Transaction<Database>,
  conversationId: string,
): Promise<void> {
  await sql`
    update conversation c set
      state = case when r.unanswered > 0 or r.look_soon then 'open' when r.open_count > 0 then 'waiting' else 'closed' end,
      urgent = coalesce(r.urgent, false),
      look_soon = coalesce(r.look_soon, false),
      waiting_since = r.waiting_since
    from (
      select count(*) as open_count, bool_or(r.urgent) as urgent,
        bool_or(look.request_id is not null) as look_soon,
        count(*) filter (where m.position > a.position) as unanswered,
        min(r.created_at) filter (where m.position > a.position) as waiting_since
      from request r join message m on m.id = r.message_id
      left join look_soon look on look.request_id = r.id and look.looked_at is null
      cross join lateral (
        select coalesce(max(o.position), 0) as position
        from message o join delivery d on d.message_id = o.id
        where o.conversation_id = ${conversationId} and o.purpose = 'reply' and o.sender_staff_id is not null
          and d.state not in ('held', 'failed', 'dropped')
          and (o.sender_role <> 'teacher' or r.assignee_staff_id = o.sender_staff_id
            or m.student_id in (select e.student_id from enrollment e
              join class_staff cs on cs.class_id = e.class_id where cs.staff_id = o.sender_staff_id)
            or exists (select from response rs join flow_run fr on fr.id = rs.flow_run_id
              join nudge_run nr on nr.id = fr.nudge_run_id join nudge n on n.id = nr.nudge_id
              where rs.message_id = m.id and n.staff_id = o.sender_staff_id))) a
      where r.conversation_id = ${conversationId} and r.status = 'open'
    ) r
    where c.id = ${conversationId}`.execute(trx);
}
