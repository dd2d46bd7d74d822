import { sql, type Kysely } from 'kysely';

/** A nudge that asks those once more who got a run of another one and did not answer it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table nudge add column asks_again_run_id uuid references nudge_run`,
  // One is enough: a family that is asked a third time has been told something.
  `create unique index nudge_asks_again_once on nudge (asks_again_run_id) where state <> 'cancelled'`,
];
