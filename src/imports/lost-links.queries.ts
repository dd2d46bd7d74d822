import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** The numbers of guardians an import may take a number or a child from, with everybody reached there. */
export async function reachedBefore(
  trx: Transaction<Database>,
  importId: string,
): Promise<Map<string, string[]>> {
  const rows = await sql<{ addressId: string; guardianIds: string[] }>`
    select ga.address_id, array_agg(ga.guardian_id) as guardian_ids
    from guardian_address ga
    where ga.retired_at is null and ga.address_id in (
      select own.address_id from import_row r
      join guardian_address own on own.guardian_id = r.entity_id and own.retired_at is null
      where r.import_id = ${importId} and r.entity = 'guardian' and (r.action = 'remove' or (r.action = 'change' and (
        r.before -> 'phones' is distinct from r.after -> 'phones'
        or r.before -> 'students' is distinct from r.after -> 'students'))))
    group by ga.address_id`.execute(trx);
  return new Map(rows.rows.map(({ addressId, guardianIds }) => [addressId, guardianIds]));
}

/** Those of these numbers at which nobody is reached any more who was before. */
export async function handedOver(
  db: Kysely<Database>,
  before: ReadonlyMap<string, readonly string[]>,
): Promise<Set<string>> {
  const links = [...before].flatMap(([addressId, guardianIds]) =>
    guardianIds.map((guardianId) => ({ addressId, guardianId })),
  );
  const rows = await sql<{ addressId: string }>`
    select t.address_id
    from unnest(${links.map((link) => link.addressId)}::uuid[], ${links.map((link) => link.guardianId)}::uuid[])
      as t (address_id, guardian_id)
    left join guardian_address ga on ga.address_id = t.address_id and ga.guardian_id = t.guardian_id
      and ga.retired_at is null
    group by t.address_id
    having count(ga.guardian_id) = 0`.execute(db);
  return new Set(rows.rows.map(({ addressId }) => addressId));
}
