import { sql, type Kysely } from 'kysely';

/**
 * For nudges to very many families. The row of a recipient names its text before the text is written: who has the row
 * is the one who sends. And a family's open questions are found however many are over.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table nudge_recipient
   alter constraint nudge_recipient_message_id_fkey deferrable initially deferred`,
  `create index flow_run_open on flow_run (address_id) where state in ('asking', 'running')`,
];
