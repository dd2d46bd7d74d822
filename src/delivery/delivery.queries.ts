import { sql, type Insertable, type Kysely, type Transaction } from 'kysely';
import type { ContactFacts } from '../consent/contact-rules.js';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { DeliveryTable } from './delivery.table.js';

export async function insertDelivery(
  trx: Transaction<Database>,
  row: Insertable<DeliveryTable>,
): Promise<void> {
  await trx.insertInto('delivery').values(row).execute();
}

export interface LineToSend {
  id: string;
  e164: string;
  messagingServiceSid: string | null;
  messagesPerSecond: number;
  stoppedAt: Date | null;
  freeAt: Date;
}

/** The line with its slot row locked: only one worker at a time reserves a line's slots. */
export async function lockLine(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
): Promise<LineToSend | undefined> {
  await trx
    .insertInto('lineSlot')
    .values({ lineId, freeAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return trx
    .selectFrom('lineSlot')
    .innerJoin('line', 'line.id', 'lineSlot.lineId')
    .select([
      'line.id',
      'line.e164',
      'line.messagingServiceSid',
      'line.messagesPerSecond',
      'line.stoppedAt',
      'lineSlot.freeAt',
    ])
    .where('lineSlot.lineId', '=', lineId)
    .forUpdate('lineSlot')
    .executeTakeFirst();
}

export async function moveSlot(trx: Transaction<Database>, lineId: string, freeAt: Date): Promise<void> {
  await trx.updateTable('lineSlot').set({ freeAt }).where('lineId', '=', lineId).execute();
}

/** A text that is due, with all that decides whether it may go out now. */
export interface DueText extends Omit<ContactFacts, 'now'> {
  messageId: string;
  addressId: string;
  to: string;
  body: string;
  purpose: DeliveryTable['purpose'];
  subtype: string | null;
  tries: number;
}

/**
 * The texts of a line that are due, locked so that no other worker sees them, the most urgent first; none to an
 * address that still has an unsettled attempt on this line, and one an address at most.
 */
export async function lockDueTexts(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
  limit: number,
): Promise<DueText[]> {
  const due = await sql<DueText>`
    select d.message_id, d.address_id, a.e164 as "to", d.body, d.purpose, d.subtype, d.tries, d.expires_at,
           case when s.state = 'paused' and s.paused_until <= ${now} then 'subscribed'
                else coalesce(s.state, 'subscribed') end as consent,
           s.paused_until,
           exists (select 1 from carrier_block b
                   where b.address_id = d.address_id and b.line_id = d.line_id and b.lifted_at is null)
             as carrier_blocked,
           a.unreachable_reason,
           coalesce((select g.time_zone from guardian_address ga join guardian g on g.id = ga.guardian_id
                     where ga.address_id = d.address_id and g.time_zone is not null limit 1), sc.time_zone)
             as time_zone,
           sc.contact_from, sc.contact_until,
           (select max(m.created_at) from conversation c join message m on m.conversation_id = c.id
            where c.address_id = d.address_id and m.direction = 'in') as last_inbound_at
    from delivery d
    join address a on a.id = d.address_id
    join school sc on sc.id = d.school_id
    left join consent_state s on s.address_id = d.address_id
    where d.line_id = ${lineId} and d.state = 'waiting' and d.next_attempt_at <= ${now}
      and not exists (select 1 from delivery_attempt u
                      where u.line_id = d.line_id and u.address_id = d.address_id and u.state in ('claimed', 'sending'))
    order by d.priority, d.next_attempt_at, d.message_id
    limit ${limit}
    for update of d skip locked`.execute(trx);
  const addresses = new Set<string>();
  return due.rows.filter((text) => {
    if (addresses.has(text.addressId)) return false;
    addresses.add(text.addressId);
    return true;
  });
}

/** When the next text of the line is due, or null when none waits. */
export async function nextDueAt(db: Kysely<Database>, lineId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.min('nextAttemptAt').as('at'))
    .where('lineId', '=', lineId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row?.at ?? null;
}

export async function dropText(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ state: 'dropped', reason, settledAt: now, nextAttemptAt: null })
    .where('messageId', '=', messageId)
    .execute();
}

export async function postponeText(
  trx: Transaction<Database>,
  messageId: string,
  until: Date,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ state: 'waiting', nextAttemptAt: until, reason })
    .where('messageId', '=', messageId)
    .execute();
}

/** Claims texts for one worker: an attempt each, its lease on the database's own clock. */
export async function claimTexts(
  trx: Transaction<Database>,
  lineId: string,
  claimToken: string,
  texts: readonly { messageId: string; addressId: string }[],
): Promise<{ attemptId: string; messageId: string }[]> {
  const rows = texts.map((text) => ({ ...text, id: newId() }));
  await sql`
    insert into delivery_attempt (id, message_id, n, line_id, address_id, state, claim_token, claimed_at)
    select t.id, t.message_id, 1 + (select count(*) from delivery_attempt p where p.message_id = t.message_id),
           ${lineId}, t.address_id, 'claimed', ${claimToken}, clock_timestamp()
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.messageId)}::uuid[],
                ${rows.map((row) => row.addressId)}::uuid[]) as t (id, message_id, address_id)`.execute(trx);
  await trx
    .updateTable('delivery')
    .set((eb) => ({ state: 'sending', reason: null, tries: eb('tries', '+', 1) }))
    .where(
      'messageId',
      'in',
      rows.map((row) => row.messageId),
    )
    .execute();
  return rows.map((row) => ({ attemptId: row.id, messageId: row.messageId }));
}

/**
 * Commits that the requests are about to be written. An attempt claimed more than five seconds ago, or taken away
 * meanwhile, is not in the answer and must not be sent.
 */
export async function markSending(
  db: Kysely<Database>,
  now: Date,
  claimToken: string,
  firstLookupAt: Date,
): Promise<Set<string>> {
  const started = await db
    .updateTable('deliveryAttempt')
    .set({ state: 'sending', requestStartedAt: now, nextLookupAt: firstLookupAt })
    .where('claimToken', '=', claimToken)
    .where('state', '=', 'claimed')
    .where('claimedAt', '>', sql<Date>`clock_timestamp() - interval '5 seconds'`)
    .returning('id')
    .execute();
  return new Set(started.map((row) => row.id));
}

/** Attempts that were claimed and never written go back to waiting; nothing was sent for them. */
export async function releaseStaleClaims(db: Kysely<Database>, now: Date): Promise<string[]> {
  const released = await sql<{ lineId: string }>`
    with stale as (
      update delivery_attempt set state = 'abandoned', settled_at = ${now}
      where state = 'claimed' and claimed_at < clock_timestamp() - interval '15 seconds'
      returning message_id, line_id)
    update delivery d set state = 'waiting', next_attempt_at = ${now}
    from stale where d.message_id = stale.message_id and d.state = 'sending'
    returning d.line_id`.execute(db);
  return [...new Set(released.rows.map((row) => row.lineId))];
}

/** Lines that have texts due now: what a sweep wakes. */
export async function linesWithDueTexts(db: Kysely<Database>, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('line')
    .select('id')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('delivery')
          .select('messageId')
          .whereRef('delivery.lineId', '=', 'line.id')
          .where('state', '=', 'waiting')
          .where('nextAttemptAt', '<=', now),
      ),
    )
    .execute();
  return rows.map((row) => row.id);
}
