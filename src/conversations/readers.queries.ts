import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** Notes how far somebody of the staff has read a conversation; it never goes back. */
export async function noteReading(
  db: Kysely<Database>,
  now: Date,
  { conversationId, staffId, position }: { conversationId: string; staffId: string; position: number },
): Promise<void> {
  await sql`
    insert into conversation_reader as r (conversation_id, staff_id, position, read_at)
    values (${conversationId}, ${staffId}, ${position}, ${now})
    on conflict (conversation_id, staff_id) do update set position = excluded.position, read_at = excluded.read_at
      where r.position < excluded.position`.execute(db);
}
