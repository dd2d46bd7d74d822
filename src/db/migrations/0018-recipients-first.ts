import { sql, type Kysely } from 'kysely';

/** The row of a nudge's recipient names its text before the text is written: who has the row is the one who sends. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table nudge_recipient
       alter constraint nudge_recipient_message_id_fkey deferrable initially deferred`,
    )
    .execute(db);
}
