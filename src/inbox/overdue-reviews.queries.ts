import { sql, type Kysely } from 'kysely';
import type { TextingFacts } from '../consent/why-no-text.js';
import type { Database } from '../db/database.js';

/** Whether a family may be sent an answer on a line, as of now. */
export async function readTextingFacts(
  db: Kysely<Database>,
  now: Date,
  { addressId, lineId }: { addressId: string; lineId: string },
): Promise<TextingFacts> {
  const found = await sql<TextingFacts>`
    select 'reply' as purpose, coalesce(c.state, 'subscribed') as consent,
      a.unreachable_reason is not null as is_unreachable,
      exists (select from carrier_block b
        where b.address_id = a.id and b.line_id = ${lineId} and b.lifted_at is null) as is_blocked
    from address a left join lateral consent_of(a.id, 'reply', ${now}) c on true
    where a.id = ${addressId}`.execute(db);
  const [facts] = found.rows;
  if (facts === undefined) throw new Error('a text under review has no address');
  return facts;
}
