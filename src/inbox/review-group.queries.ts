import { sql, type Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesConversation, seesMessage } from '../auth/visibility.queries.js';
import type { Purpose } from '../conversations/conversations.table.js';
import type { Database } from '../db/database.js';

/** A text of a group that waits. */
export interface GroupMember {
  messageId: string;
  conversationId: string;
  schoolId: string;
  lineId: string;
  purpose: Purpose | null;
  text: string;
  textLanguage: string | null;
  /** The family's. */
  language: string;
  body: string | null;
  maySplit: boolean;
  isWithdrawn: boolean;
}

/**
 * The texts that wait together with this one and that this person may read, their conversations locked first and then
 * they themselves; only the text itself where it waits alone. Another family that asked for a call instead is called:
 * its text is not of the group, whose card does not count it either.
 */
export async function lockGroup(
  trx: Transaction<Database>,
  staff: SignedInStaff,
  messageId: string,
): Promise<GroupMember[]> {
  const of = sql`
    from (
      select message_id from translation_review
      where message_id = ${messageId} and state in ('open', 'called')
      union
      select message_id from translation_review where state = 'open'
        and group_key = (select group_key from translation_review where message_id = ${messageId})) r
    join message on message.id = r.message_id
    join conversation on conversation.id = message.conversation_id
    join delivery d on d.message_id = r.message_id
    where d.state = 'held' and ${seesConversation(staff)} and ${seesMessage(staff)}`;
  await sql`select conversation.id ${of} order by conversation.id for update of conversation`.execute(trx);
  const members = await sql<GroupMember>`
    select message.id as message_id, message.conversation_id, conversation.school_id, d.line_id, message.purpose,
      message.text, message.language as text_language, d.language, d.body, d.may_split,
      exists (select from withdrawn_text x join translation_withdrawal w on w.id = x.withdrawal_id
        where x.message_id = message.id and x.kind <> 'answer' and w.state <> 'undone') as is_withdrawn
    ${of} order by message.id for update of d`.execute(trx);
  return members.rows;
}
