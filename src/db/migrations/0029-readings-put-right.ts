import { sql, type Kysely } from 'kysely';

/**
 * What was understood of a text is put right by people: which answer it gives, what it is about, whether it is urgent
 * and whether it needs anybody. What the program read stays where it is, in `message.understood`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table reading_change (
     id uuid primary key,
     message_id uuid not null references message,
     part text not null check (part in ('answer', 'topic', 'urgent', 'request')),
     -- The question an answer is about.
     flow_run_id uuid references flow_run,
     ask text,
     -- What stood before, for Undo, and what a person said.
     was jsonb not null,
     became jsonb not null,
     staff_id uuid not null references staff,
     changed_at timestamptz not null,
     taken_back_at timestamptz,
     taken_back_by_staff_id uuid references staff,
     check ((part = 'answer') = (flow_run_id is not null) and (flow_run_id is null) = (ask is null)),
     check ((taken_back_at is null) = (taken_back_by_staff_id is null))
   )`,
  `create index reading_change_by_message on reading_change (message_id)`,
  `create index reading_change_by_run on reading_change (flow_run_id) where flow_run_id is not null`,
  // Null: the text is about what the program read.
  `alter table message add column topic_by_hand text`,
  // The question a family was asked by one run is looked for at each of its texts.
  `create index flow_run_by_recipient on flow_run (nudge_run_id, address_id)`,
  `drop index flow_run_by_nudge_run`,
];
