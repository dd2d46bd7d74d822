import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** A reply that waits for a reader of a language its family has left since. */
export interface HeldToRestate {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  schoolName: string;
  lineId: string;
  /** As it was written by staff. */
  text: string;
  maySplit: boolean;
  /** The language the family said it reads. */
  language: string;
  /** The language its words, or the missing ones, are in. */
  heldIn: string;
}

export async function heldToRestate(db: Kysely<Database>, limit: number): Promise<HeldToRestate[]> {
  const rows = await sql<HeldToRestate>`
    select d.message_id, m.conversation_id, d.address_id, d.school_id, s.name as school_name, d.line_id, m.text,
      d.may_split, a.language, d.language as held_in
    from delivery d
    join address a on a.id = d.address_id and a.language <> d.language
    join message m on m.id = d.message_id
    join school s on s.id = d.school_id
    join translation_review r on r.message_id = d.message_id and r.state = 'open'
    where d.state = 'held' and d.purpose = 'reply'
    limit ${limit}`.execute(db);
  return rows.rows;
}
