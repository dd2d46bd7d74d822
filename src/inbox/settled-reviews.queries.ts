import { sql, type Kysely } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesConversation, seesMessage } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';
import type { Position } from './cursor.js';

export interface SettledReviewRow {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  schoolName: string;
  timeZone: string;
  language: string;
  state: 'released' | 'discarded' | 'called';
  /** Null where nobody decided, such as after a right that was withdrawn. */
  by: string | null;
  settledAt: Date;
  text: string;
  textLanguage: string | null;
  beforeText: string | null;
  afterText: string | null;
}

/** Texts that waited for a reader and do not any more, the newest decision first; one row more where there are more. */
export async function listSettledReviewRows(
  db: Kysely<Database>,
  staff: SignedInStaff,
  { after, limit }: { after: Position | undefined; limit: number },
): Promise<SettledReviewRow[]> {
  const rows = await sql<SettledReviewRow>`
    select r.message_id, conversation.id as conversation_id, conversation.address_id, conversation.school_id,
      s.name as school_name, s.time_zone, r.language, r.state, who.name as by, r.settled_at, message.text,
      message.language as text_language, r.before_text, r.after_text
    from translation_review r
    join message on message.id = r.message_id
    join conversation on conversation.id = message.conversation_id
    join school s on s.id = conversation.school_id
    left join staff who on who.id = r.settled_by_staff_id
    where r.state <> 'open' and r.settled_at is not null and ${seesConversation(staff)} and ${seesMessage(staff)}
      ${after === undefined ? sql`` : sql`and (r.settled_at, r.message_id) < (${after.at}, ${after.id}::uuid)`}
    order by r.settled_at desc, r.message_id desc limit ${limit + 1}`.execute(db);
  return rows.rows;
}
