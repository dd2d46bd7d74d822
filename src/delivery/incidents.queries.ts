import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

/** The line goes on: its incident is over, and the account's too when no line is stopped any more. */
export async function resolveLineIncidents(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
): Promise<void> {
  await sql`
    update incident set resolved_at = ${now}
    where resolved_at is null and ((kind = 'line_stopped' and subject = ${lineId})
      or (kind = 'account_stopped' and not exists (select from line where stopped_at is not null)))`.execute(
    trx,
  );
}

/** Opens an incident once; a second like it while the first is open changes nothing. */
export async function openIncident(
  db: Kysely<Database>,
  now: Date,
  incident: { kind: string; subject: string; detail: Record<string, unknown> },
): Promise<void> {
  await db
    .insertInto('incident')
    .values({
      id: newId(),
      kind: incident.kind,
      subject: incident.subject,
      detail: JSON.stringify(incident.detail),
      createdAt: now,
      resolvedAt: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'subject']).where('resolvedAt', 'is', null).doNothing(),
    )
    .execute();
}
