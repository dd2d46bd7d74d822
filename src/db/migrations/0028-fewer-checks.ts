import { sql, type Kysely } from 'kysely';

/** What every text that is sent was checked or entered for, and nobody needed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // A text takes its places in the transaction that writes its attempt, and its delivery refers to the address.
  'alter table contact_slot drop constraint contact_slot_address_id_fkey',
  'alter table contact_day drop constraint contact_day_address_id_fkey',
  // Claims that were left are found among the few attempts that are not settled: `delivery_attempt_one_unsettled`.
  'drop index delivery_attempt_claimed',
];
