import { sql, type Kysely } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesConversation, seesMessage } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';
import type { Position } from './cursor.js';

export interface InterpreterTaskRow {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  schoolName: string;
  timeZone: string;
  language: string;
  reason: string;
  ownerId: string | null;
  ownerName: string | null;
  dueAt: Date;
  text: string;
  writtenAt: Date;
}

const open = (staff: SignedInStaff) => sql`
  from interpreter_task t
  join message on message.id = t.message_id
  join conversation on conversation.id = message.conversation_id
  where t.state = 'open' and ${seesConversation(staff)} and ${seesMessage(staff)}`;

/** Families' texts that wait for an interpreter, the most pressing first; one row more where there are more. */
export async function listInterpreterRows(
  db: Kysely<Database>,
  staff: SignedInStaff,
  { schoolId, after, limit }: { schoolId: string | undefined; after: Position | undefined; limit: number },
): Promise<InterpreterTaskRow[]> {
  const rows = await sql<InterpreterTaskRow>`
    with page as (
      select t.message_id ${open(staff)}
        ${schoolId === undefined ? sql`` : sql`and conversation.school_id = ${schoolId}`}
        ${after === undefined ? sql`` : sql`and (t.due_at, t.message_id) > (${after.at}, ${after.id}::uuid)`}
      order by t.due_at, t.message_id limit ${limit + 1})
    select t.message_id, c.id as conversation_id, c.address_id, c.school_id, s.name as school_name, s.time_zone,
      t.language, t.reason, t.owner_staff_id as owner_id, owner.name as owner_name, t.due_at, m.text,
      m.created_at as written_at
    from page join interpreter_task t on t.message_id = page.message_id
    join message m on m.id = t.message_id
    join conversation c on c.id = m.conversation_id
    join school s on s.id = c.school_id
    left join staff owner on owner.id = t.owner_staff_id
    order by t.due_at, t.message_id`.execute(db);
  return rows.rows;
}

/** How many wait as far as this person sees, and how many of them nobody else has. */
export async function countInterpreterTasks(
  db: Kysely<Database>,
  staff: SignedInStaff,
): Promise<{ interpreting: number; interpretingMine: number }> {
  const counted = await sql<{ interpreting: number; interpretingMine: number }>`
    select count(*)::integer as interpreting,
      count(*) filter (where t.owner_staff_id is null or t.owner_staff_id = ${staff.id})::integer
        as interpreting_mine ${open(staff)}`.execute(db);
  return counted.rows[0] ?? { interpreting: 0, interpretingMine: 0 };
}
