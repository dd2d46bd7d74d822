import { sql, type Kysely } from 'kysely';

/** When the family last wrote is found without reading all that was ever written to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw("create index message_received on message (conversation_id, position) where direction = 'in'")
    .execute(db);
}
