import { sql, type Kysely } from 'kysely';
import type { ConsentEventKind, ConsentPurpose } from '../consent/consent.table.js';
import type { Database } from '../db/database.js';

export interface ConsentEntry {
  id: string;
  kind: ConsentEventKind;
  purpose: ConsentPurpose | null;
  basis: string;
  note: string | null;
  at: Date;
  /** The member of staff who did it. */
  by: string | null;
  /** What the family wrote, in its own words. */
  words: string | null;
  undone: boolean;
}

/** The ledger of an address, the newest first. */
export async function readConsentEntries(
  db: Kysely<Database>,
  addressId: string,
  conversationId: string,
): Promise<ConsentEntry[]> {
  const rows = await sql<ConsentEntry>`
    select e.id, e.kind, e.purpose, e.basis, e.note, e.happened_at as at, s.name as by,
      case when m.conversation_id = ${conversationId} then m.text end as words,
      exists (select from consent_event u where u.undoes_event_id = e.id) as undone
    from consent_event e
    left join staff s on s.id = e.staff_id
    left join message m on m.id = e.message_id
    where e.address_id = ${addressId}
    order by e.happened_at desc, e.recorded_at desc, e.id desc
    limit 50`.execute(db);
  return rows.rows;
}
