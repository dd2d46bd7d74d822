import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { ConsentEventTable, ConsentStateName } from './consent.table.js';
import { stateAfter } from './consent-state.js';

export type NewConsentEvent = Pick<ConsentEventTable, 'addressId' | 'kind' | 'basis' | 'happenedAt'> &
  Partial<Pick<ConsentEventTable, 'messageId' | 'staffId' | 'purpose'>>;

/**
 * Writes an event to the consent ledger and brings the state up to it. An event older than the one that decided the
 * state is kept in the ledger and changes nothing; so does the same text seen twice.
 */
export async function recordConsent(
  trx: Transaction<Database>,
  now: Date,
  event: NewConsentEvent,
): Promise<{ changed: boolean }> {
  const inserted = await trx
    .insertInto('consentEvent')
    .values({
      purpose: null,
      messageId: null,
      staffId: null,
      ...event,
      id: newId(),
      recordedAt: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['messageId', 'kind']).where('messageId', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  const next = stateAfter(event.kind, event.happenedAt);
  if (!inserted) return { changed: false };
  const changed = await sql<{ addressId: string }>`
    insert into consent_state (address_id, state, paused_until, decided_at, event_id)
    values (${event.addressId}, ${next.state}, ${next.pausedUntil}, ${event.happenedAt}, ${inserted.id})
    on conflict (address_id) do update
      set state = excluded.state, paused_until = excluded.paused_until,
          decided_at = excluded.decided_at, event_id = excluded.event_id
      where consent_state.decided_at <= excluded.decided_at
    returning address_id`.execute(trx);
  return { changed: changed.rows.length > 0 };
}

/** The state of an address as it stands now; `subscribed` where nothing was ever said. */
export async function readConsent(db: Kysely<Database>, addressId: string): Promise<ConsentStateName> {
  const row = await db
    .selectFrom('consentState')
    .select('state')
    .where('addressId', '=', addressId)
    .executeTakeFirst();
  return row?.state ?? 'subscribed';
}

/** Notes that the carrier refuses this line for this address; only the family's own START lifts it. */
export async function blockByCarrier(
  trx: Transaction<Database>,
  { addressId, lineId, since }: { addressId: string; lineId: string; since: Date },
): Promise<void> {
  await trx
    .insertInto('carrierBlock')
    .values({ addressId, lineId, since, liftedAt: null })
    .onConflict((conflict) =>
      conflict
        .columns(['addressId', 'lineId'])
        .doUpdateSet({ since, liftedAt: null })
        .where('carrierBlock.since', '<=', since)
        .where((eb) =>
          eb.or([eb('carrierBlock.liftedAt', 'is', null), eb('carrierBlock.liftedAt', '<=', since)]),
        ),
    )
    .execute();
}

/**
 * The family's own START on that line, by the carrier's time. It is kept where no block stands too: an older STOP may
 * reach us later than it.
 */
export async function liftCarrierBlock(
  trx: Transaction<Database>,
  { addressId, lineId, at }: { addressId: string; lineId: string; at: Date },
): Promise<void> {
  await trx
    .insertInto('carrierBlock')
    .values({ addressId, lineId, since: at, liftedAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['addressId', 'lineId'])
        .doUpdateSet({ liftedAt: at })
        .where('carrierBlock.since', '<=', at)
        .where((eb) =>
          eb.or([eb('carrierBlock.liftedAt', 'is', null), eb('carrierBlock.liftedAt', '<', at)]),
        ),
    )
    .execute();
}

export async function isBlockedByCarrier(
  db: Kysely<Database>,
  addressId: string,
  lineId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('carrierBlock')
    .select('since')
    .where('addressId', '=', addressId)
    .where('lineId', '=', lineId)
    .where('liftedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
