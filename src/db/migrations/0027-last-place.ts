import { sql, type Kysely } from 'kysely';

/** When a sender last had a place with a family: looked up for every text, and not by reading all the places it ever had. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statement).execute(db);
}

const statement = 'create index contact_slot_by_sender on contact_slot (address_id, sender, reserved_at)';
