import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

export interface NewCall {
  schoolId: string;
  addressId: string;
  guardianId: string | null;
  /** Why a text does not do, in words for staff. */
  reason: string;
  /** What the family was to be told: an alert, one text, or both. */
  alertId?: string;
  messageId?: string;
}

/** Asks staff of the schools to call these families; one call a family for an alert, and one for a text. */
export async function openCalls(
  trx: Transaction<Database>,
  now: Date,
  calls: readonly NewCall[],
): Promise<void> {
  if (calls.length === 0) return;
  const rows = calls.map((call) => ({
    id: newId(),
    school_id: call.schoolId,
    address_id: call.addressId,
    guardian_id: call.guardianId,
    reason: call.reason,
    alert_id: call.alertId ?? null,
    message_id: call.messageId ?? null,
  }));
  await sql`
    insert into call_task (id, school_id, address_id, guardian_id, reason, alert_id, message_id, created_at)
    select t.id, t.school_id, t.address_id, t.guardian_id, t.reason, t.alert_id, t.message_id, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, school_id uuid, address_id uuid,
      guardian_id uuid, reason text, alert_id uuid, message_id uuid)
    on conflict do nothing`.execute(trx);
}

/** The same for one text that will not arrive: whom it was for, and of which alert it is, is known of the text. */
export async function openCallForText(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  reason: string,
): Promise<void> {
  await sql`
    insert into call_task (id, school_id, address_id, guardian_id, reason, alert_id, message_id, created_at)
    select ${newId()}::uuid, d.school_id, d.address_id, coalesce(m.guardian_id, r.guardian_id), ${reason}, r.alert_id,
           d.message_id, ${now}::timestamptz
    from delivery d join message m on m.id = d.message_id
    left join alert_recipient r on r.message_id = d.message_id
    where d.message_id = ${messageId}
    on conflict do nothing`.execute(trx);
}

/**
 * Notes that somebody called, and what came of it.
 * @returns false where there is no such open call
 */
export async function closeCall(
  trx: Transaction<Database>,
  now: Date,
  callId: string,
  by: { staffId: string; outcome: string },
): Promise<boolean> {
  const closed = await trx
    .updateTable('callTask')
    .set({ state: 'done', doneAt: now, doneByStaffId: by.staffId, outcome: by.outcome })
    .where('id', '=', callId)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst();
  return closed !== undefined;
}
