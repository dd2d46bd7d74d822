import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

export interface AuditEntry {
  /** `staff:<id>`, or `cli`. */
  actor: string;
  /** A verb in the past, after what it was done to: `conversation.replied`. */
  action: string;
  /** `<kind>:<id>`, for example `conversation:0190…`. */
  subject: string;
  /** Ids, states and choices; never words of texts nor numbers. */
  detail?: Record<string, unknown>;
}

/** Writes down who did what, in the transaction that does it. The table is append only. */
export async function recordAudit(trx: Transaction<Database>, now: Date, entry: AuditEntry): Promise<void> {
  await trx
    .insertInto('auditEvent')
    .values({
      id: newId(),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail ?? {}),
      happenedAt: now,
    })
    .execute();
}

/** How a member of staff is named in audit events and idempotency keys. */
export function staffActor(staff: { readonly id: string }): string {
  return `staff:${staff.id}`;
}
