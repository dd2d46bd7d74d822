import { sql, type Kysely } from 'kysely';

/** What was under way with words that were taken back, so that it is tried again rightly, or as it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // It was under way when its words were withdrawn, and is not tried again until that is undone.
  `alter table withdrawn_text add column was_under_way boolean not null default false`,
  // Until when it would have been tried; null where that had no end.
  `alter table withdrawn_text add column useful_until timestamptz`,
  // Texts the carrier had when a fixed text in them was withdrawn: one that comes back undelivered is written anew.
  `create table fixed_text_under_way (
     withdrawal_id uuid not null references fixed_text_withdrawal,
     message_id uuid not null references message,
     -- The words in it that were taken back.
     wrong text not null,
     noted_at timestamptz not null,
     primary key (message_id, withdrawal_id)
   )`,
];
