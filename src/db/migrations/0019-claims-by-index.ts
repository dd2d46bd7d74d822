import { sql, type Kysely } from 'kysely';

/**
 * For claims under load. The index of claims left behind is no longer one by which an address's unsettled attempt could
 * be looked for: with statistics of a quiet time it was, and every candidate read all of them. Attempts a carrier fell
 * silent about are found by when to ask. And an attempt without a SID has no entry among the SIDs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'drop index delivery_attempt_unsettled',
  "create index delivery_attempt_claimed on delivery_attempt (claimed_at) where state = 'claimed'",
  'drop index delivery_attempt_moving',
  "create index delivery_attempt_to_poll on delivery_attempt (next_lookup_at) where state in ('accepted', 'sent')",
  'alter table delivery_attempt drop constraint delivery_attempt_carrier_sid_key',
  'create unique index delivery_attempt_by_sid on delivery_attempt (carrier_sid) where carrier_sid is not null',
];
