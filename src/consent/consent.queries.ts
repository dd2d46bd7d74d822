import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import {
  basisOf,
  consentPurposes,
  replayConsent,
  summariseConsent,
  type AddressConsent,
  type ConsentFact,
} from './consent-state.js';
import type {
  ConsentBasis,
  ConsentEventKind,
  ConsentEventTable,
  ConsentPurpose,
  ConsentStateName,
} from './consent.table.js';

export type NewConsentEvent = Pick<ConsentEventTable, 'addressId' | 'happenedAt'> & {
  kind: ConsentEventKind;
  basis: ConsentBasis;
} & Partial<Pick<ConsentEventTable, 'messageId' | 'staffId' | 'purpose'>> & {
    note?: string | null;
    undoesEventId?: string | null;
    until?: Date | null;
  };

/**
 * Writes an event to the consent ledger and brings the states up to it, by reading the whole ledger of the address
 * again. An event older than the one that decided is kept and changes nothing; so does the same text seen twice.
 * @returns whether anything reads otherwise than before, and the event's id where it is new
 */
export async function recordConsent(
  trx: Transaction<Database>,
  now: Date,
  event: NewConsentEvent,
): Promise<{ changed: boolean; eventId: string | null }> {
  await lockAddress(trx, event.addressId);
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
  if (!inserted) return { changed: false, eventId: null };
  const facts = await readLedger(trx, event.addressId);
  const before = replayConsent(facts.filter((fact) => fact.id !== inserted.id));
  const consent = replayConsent(facts);
  await storeConsent(trx, event.addressId, facts, consent);
  return { changed: reads(before) !== reads(consent), eventId: inserted.id };
}

/** One at a time an address: whoever writes the states has read every event. */
async function lockAddress(trx: Transaction<Database>, addressId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${addressId}::text, 10))`.execute(trx);
}

const reads = (consent: AddressConsent): string =>
  JSON.stringify(
    consentPurposes.map((purpose) => {
      const { state, pausedUntil, afterPause, suspended } = consent[purpose];
      return [state, pausedUntil, afterPause, suspended];
    }),
  );

/** Every event of an address, as it decides. */
export async function readLedger(db: Kysely<Database>, addressId: string): Promise<ConsentFact[]> {
  const rows = await db
    .selectFrom('consentEvent')
    .select(['id', 'kind', 'basis', 'purpose', 'happenedAt', 'until', 'undoesEventId'])
    .where('addressId', '=', addressId)
    .execute();
  return rows.map((row) => ({ ...row, basis: basisOf(row.basis) }));
}

async function storeConsent(
  trx: Transaction<Database>,
  addressId: string,
  facts: readonly ConsentFact[],
  consent: AddressConsent,
): Promise<void> {
  const newest = facts.reduce((a, b) => (b.happenedAt > a.happenedAt ? b : a));
  const rows = consentPurposes.map((purpose) => {
    const { state, pausedUntil, afterPause, suspended, eventId } = consent[purpose];
    return {
      addressId,
      purpose,
      state,
      pausedUntil,
      afterPause,
      suspended,
      eventId,
      asOf: newest.happenedAt,
    };
  });
  await trx
    .insertInto('consentPurpose')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['addressId', 'purpose']).doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        pausedUntil: eb.ref('excluded.pausedUntil'),
        afterPause: eb.ref('excluded.afterPause'),
        suspended: eb.ref('excluded.suspended'),
        eventId: eb.ref('excluded.eventId'),
        asOf: eb.ref('excluded.asOf'),
      })),
    )
    .execute();
  const decided = facts.find((fact) => fact.id === consent.learning.eventId) ?? newest;
  const whole = {
    ...summariseConsent(consent),
    decidedAt: decided.happenedAt,
    eventId: decided.id,
  };
  await trx
    .insertInto('consentState')
    .values({ addressId, ...whole })
    .onConflict((conflict) => conflict.column('addressId').doUpdateSet(whole))
    .execute();
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

/** What an address said to each purpose, as it stands at a moment. */
export async function readPurposes(
  db: Kysely<Database>,
  now: Date,
  addressId: string,
): Promise<
  { purpose: ConsentPurpose; state: ConsentStateName; pausedUntil: Date | null; suspended: boolean }[]
> {
  const rows = await sql<{
    purpose: ConsentPurpose;
    state: ConsentStateName;
    pausedUntil: Date | null;
    suspended: boolean;
  }>`
    select p.purpose, coalesce(c.state, 'subscribed') as state, c.paused_until, coalesce(c.suspended, false) as suspended
    from unnest(${[...consentPurposes]}::text[]) with ordinality as p (purpose, place)
    left join lateral consent_of(${addressId}, p.purpose, ${now}) c on true
    order by p.place`.execute(db);
  return rows.rows;
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
