import { sql, type Insertable, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { DeliveryTable } from './delivery.table.js';

/** Puts deliveries on the road, many in one statement; see `insertDelivery`. */
export async function insertDeliveries(
  trx: Transaction<Database>,
  deliveries: readonly Insertable<DeliveryTable>[],
): Promise<void> {
  const rows = deliveries.map((row) => ({
    message_id: row.messageId,
    line_id: row.lineId,
    address_id: row.addressId,
    school_id: row.schoolId,
    purpose: row.purpose,
    subtype: row.subtype,
    body: row.body,
    language: row.language,
    encoding: row.encoding,
    segments: row.segments,
    priority: row.priority,
    state: row.state,
    reason: row.reason,
    next_attempt_at: row.nextAttemptAt,
    expires_at: row.expiresAt,
    created_at: row.createdAt,
  }));
  await sql`
    insert into delivery (message_id, line_id, address_id, school_id, purpose, subtype, body, language, encoding,
      segments, priority, state, reason, next_attempt_at, expires_at, created_at)
    select t.message_id, t.line_id, t.address_id, t.school_id, t.purpose, t.subtype, t.body, t.language, t.encoding,
      t.segments, t.priority, t.state, t.reason, t.next_attempt_at, t.expires_at, t.created_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (message_id uuid, line_id uuid, address_id uuid,
      school_id uuid, purpose text, subtype text, body text, language text, encoding text, segments integer,
      priority smallint, state text, reason text, next_attempt_at timestamptz, expires_at timestamptz,
      created_at timestamptz)`.execute(trx);
}
