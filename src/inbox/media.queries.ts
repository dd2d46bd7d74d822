import { sql, type Kysely } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesConversation, seesMessage } from '../auth/visibility.queries.js';
import type { MediaItem } from '../conversations/conversations.table.js';
import type { Database } from '../db/database.js';

/** One thing sent along with a text this person may read. */
export async function readMediaItem(
  db: Kysely<Database>,
  staff: SignedInStaff,
  messageId: string,
  index: number,
): Promise<MediaItem | undefined> {
  const rows = await sql<{ item: MediaItem | null }>`
    select message.media -> ${index}::integer as item
    from message join conversation on conversation.id = message.conversation_id
    where message.id = ${messageId} and ${seesConversation(staff)} and ${seesMessage(staff)}`.execute(db);
  return rows.rows[0]?.item ?? undefined;
}
