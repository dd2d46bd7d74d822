import { sql, type Kysely } from 'kysely';

/** What is due is read in the order it goes out, however much waits; and a run says that it is being worked on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'drop index delivery_due',
  "create index delivery_due on delivery (line_id, priority, next_attempt_at, message_id) where state = 'waiting'",
  // When the line is to be woken next, and whether anything of it is due at all.
  "create index delivery_next_due on delivery (line_id, next_attempt_at) where state = 'waiting'",
  // A sweep wakes whoever may go on with a run, but not a second one beside the first.
  'alter table nudge_run add column worked_on_until timestamptz',
];
