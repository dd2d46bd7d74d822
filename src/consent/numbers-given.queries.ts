import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import { consentPurposes } from './consent-state.js';

const batchSize = 5_000;

/**
 * Writes into the ledger, for every number in use that it knows nothing of, that it was given to the school: a family
 * who gives its number consents to texts about the school's own work (FCC 16-88). What a family ever said stays as it
 * is, for its numbers are in the ledger already.
 * @returns how many numbers
 */
export async function noteNumbersGiven(
  trx: Transaction<Database>,
  now: Date,
  basis: 'number_given_to_school' | 'import',
): Promise<number> {
  let noted = 0;
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select a.id from address a
      where exists (select from guardian_address ga where ga.address_id = a.id and ga.retired_at is null)
        and not exists (select from consent_event e where e.address_id = a.id)
      limit ${batchSize}`.execute(trx);
    if (rows.length === 0) return noted;
    const events = rows.map(() => newId());
    const given = sql`unnest(${events}::uuid[], ${rows.map((row) => row.id)}::uuid[]) as t (event_id, address_id)`;
    await sql`
      insert into consent_event (id, address_id, kind, basis, happened_at, recorded_at)
      select event_id, address_id, 'opt_in', ${basis}, ${now}, ${now} from ${given}`.execute(trx);
    await sql`
      insert into consent_purpose (address_id, purpose, state, event_id, as_of)
      select address_id, purpose, 'subscribed', event_id, ${now}
      from ${given} cross join unnest(${[...consentPurposes]}::text[]) as purpose
      on conflict do nothing`.execute(trx);
    await sql`
      insert into consent_state (address_id, state, decided_at, event_id)
      select address_id, 'subscribed', ${now}, event_id from ${given}
      on conflict do nothing`.execute(trx);
    noted += rows.length;
  }
}
