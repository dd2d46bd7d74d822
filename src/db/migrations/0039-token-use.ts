import { sql, type Kysely } from 'kysely';

/** When a bearer token was last used; null where no use was noted, among them those from before this column. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table api_token add column last_used_at timestamptz`.execute(db);
}
