import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** A nudge that waits to be sent in another language than its family has said since that it reads. */
export interface NudgeToRestate {
  messageId: string;
  nudgeRunId: string;
  addressId: string;
  conversationId: string;
  schoolId: string;
  lineId: string;
  studentId: string | null;
  /** The language the family said. */
  language: string;
  /** It waits for a reader of the language of before. */
  isHeld: boolean;
  /** Names the text may hold. */
  names: string[];
}

/** Those of one address, or of any. */
export async function nudgesToRestate(
  db: Kysely<Database>,
  addressId: string | null,
  limit: number,
): Promise<NudgeToRestate[]> {
  const rows = await sql<NudgeToRestate>`
    select d.message_id, r.nudge_run_id, d.address_id, m.conversation_id, d.school_id, d.line_id, m.student_id,
      a.language, d.state = 'held' as is_held, array(
        select g.name from guardian_address ga join guardian g on g.id = ga.guardian_id
        where ga.address_id = a.id and ga.retired_at is null
        union select s.given_name || ' ' || s.family_name from guardian_address ga
        join guardian_student gs on gs.guardian_id = ga.guardian_id join student s on s.id = gs.student_id
        where ga.address_id = a.id and ga.retired_at is null) as names
    from delivery d
    join address a on a.id = d.address_id and a.language <> d.language
    join message m on m.id = d.message_id
    join nudge_recipient r on r.message_id = d.message_id
    where d.state in ('waiting', 'held') and d.purpose = 'learning' and (${addressId}::uuid is null or d.address_id = ${addressId})
      and exists (select from flow_run f where f.address_id = d.address_id
        and f.dialogue in ('language', 'language_check') and f.state = 'done' and f.ended_at > d.created_at)
    limit ${limit}`.execute(db);
  return rows.rows;
}

/** Locks a text that still waits, for its turn or for a reader. */
export async function lockWaiting(trx: Transaction<Database>, messageId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('delivery')
    .select('messageId')
    .where('messageId', '=', messageId)
    .where('state', 'in', ['waiting', 'held'])
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** What a recipient of a run gets now, and why it waits for a person where it does. */
export async function changeRecipient(
  trx: Transaction<Database>,
  { nudgeRunId, addressId }: { nudgeRunId: string; addressId: string },
  { messageId, holdReason }: { messageId: string; holdReason: string | null },
): Promise<void> {
  await trx
    .updateTable('nudgeRecipient')
    .set({ messageId, outcome: holdReason === null ? 'queued' : 'held', reason: holdReason })
    .where('nudgeRunId', '=', nudgeRunId)
    .where('addressId', '=', addressId)
    .execute();
}
