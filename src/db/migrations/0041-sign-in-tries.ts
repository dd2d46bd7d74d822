import { sql, type Kysely } from 'kysely';

/** Wrong passwords of late, by account or by a browser that is known for one; never an email. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table sign_in_try (
    key text primary key,
    started_at timestamptz not null,
    count integer not null)`.execute(db);
  await sql`create index sign_in_try_by_age on sign_in_try (started_at)`.execute(db);
}
