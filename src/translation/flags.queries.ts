import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** After so long nobody asks about a text any more. */
const rememberedDays = 7;

/**
 * The text a family means when it says that it did not understand: the last of a person that went out, else the last
 * of ours; undefined where none went out of late.
 */
export async function lastTextOut(
  db: Kysely<Database>,
  now: Date,
  conversationId: string,
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`
    select m.id from message m join delivery d on d.message_id = m.id
    where m.conversation_id = ${conversationId} and m.direction = 'out'
      and d.state in ('sending', 'accepted', 'sent', 'delivered')
      and m.created_at > ${now}::timestamptz - ${rememberedDays} * interval '1 day'
    order by m.purpose = 'system', m.position desc limit 1`.execute(db);
  return found.rows[0]?.id;
}

/** Notes that a family did not understand a text of ours; once a text, in the words that said so first. */
export async function flagText(
  trx: Transaction<Database>,
  now: Date,
  flag: { messageId: string; flaggedByMessageId: string },
): Promise<void> {
  await trx
    .insertInto('translationFlag')
    .values({ ...flag, flaggedAt: now, correctedByMessageId: null, correctedAt: null })
    .onConflict((conflict) => conflict.column('messageId').doNothing())
    .execute();
}

/**
 * Notes the text that says a flagged one anew.
 * @returns false where there is no such flag in the conversation; one that was corrected before keeps both texts in the
 *   thread and names the newer one
 */
export async function noteCorrection(
  trx: Transaction<Database>,
  now: Date,
  { messageId, conversationId, by }: { messageId: string; conversationId: string; by: string },
): Promise<boolean> {
  const noted = await sql`
    update translation_flag f set corrected_by_message_id = ${by}, corrected_at = ${now}
    from message m
    where f.message_id = ${messageId} and m.id = f.message_id and m.conversation_id = ${conversationId}`.execute(
    trx,
  );
  return (noted.numAffectedRows ?? 0n) > 0n;
}
