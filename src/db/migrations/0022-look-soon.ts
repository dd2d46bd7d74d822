import { sql, type Kysely } from 'kysely';

/**
 * Texts that may be about danger, not surely enough for the alarm: a person looks at them before the ordinary ones. What
 * stands first in the inbox is found by an index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table look_soon (
     -- What it asks of staff, and who has it; it moves with the request.
     request_id uuid primary key references request,
     marked_at timestamptz not null,
     due_at timestamptz not null,
     -- Nobody had looked by then: it went to an administrator.
     escalated_at timestamptz,
     looked_at timestamptz,
     looked_by_staff_id uuid references staff,
     -- no_worry: nothing to worry about; urgent: the alarm was raised by hand.
     outcome text check (outcome in ('no_worry', 'urgent')),
     check ((looked_at is null) = (outcome is null) and (looked_at is null) = (looked_by_staff_id is null))
   )`,
  `create index look_soon_open on look_soon (due_at) where looked_at is null`,
  // Derived, as \`urgent\` is: somebody has still to look at a text of it.
  `alter table conversation add column look_soon boolean not null default false`,
  // What staff have to do stands first: urgent, then to be looked at soon; within each the newest first.
  `create index conversation_by_rank on conversation (school_id,
     (case when state <> 'open' then 0 when urgent then 2 when look_soon then 1 else 0 end) desc,
     last_message_at desc, id desc)`,
  `create index conversation_to_look_at on conversation (school_id) where look_soon`,
];
