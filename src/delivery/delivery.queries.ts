import { sql, type Insertable, type Kysely, type Transaction } from 'kysely';
import type { ContactFacts } from '../consent/contact-rules.js';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { Channel } from '../vendors/carriers/carrier.js';
import { channelFacts, channelRow, type ChannelRow } from './channels.queries.js';
import type { ChannelFacts, Template } from './choose-channel.js';
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
  return (
    trx
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
      // For this transaction: were the tables' statistics of a time when nothing waited, the texts that are due would be
      // sorted, the whole backlog for every batch, instead of read in the index's order.
      .select(sql<string>`set_config('enable_sort', 'off', true)`.as('planning'))
      .where('lineSlot.lineId', '=', lineId)
      .forUpdate('lineSlot')
      .executeTakeFirst()
  );
}

export async function moveSlot(trx: Transaction<Database>, lineId: string, freeAt: Date): Promise<void> {
  await trx.updateTable('lineSlot').set({ freeAt }).where('lineId', '=', lineId).execute();
}

/** A text that is due, with all that decides whether it may go out now. */
export interface DueText extends Omit<ContactFacts, 'now'> {
  messageId: string;
  addressId: string;
  to: string;
  /** The part that goes next, where the text is split. */
  body: string;
  part: number;
  hasPicture: boolean;
  purpose: DeliveryTable['purpose'];
  subtype: string | null;
  tries: number;
  channel: ChannelFacts;
  school: string;
  district: string;
}

/**
 * The texts of a line that are due, locked so that no other worker sees them, the most urgent first; none to an
 * address that still has an unsettled attempt on this line, and one an address at most. Under a hold of the district,
 * the line or the text's school there are none, alerts and answers included.
 */
export async function lockDueTexts(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
  limit: number,
): Promise<DueText[]> {
  // The rows come out of the index in their order, few as they are; only then is looked up what goes with them.
  const due = await sql<
    Omit<DueText, 'channel' | 'school' | 'district'> & {
      priority: number;
      nextAttemptAt: Date;
      channel: ChannelRow;
    }
  >`
    with due as materialized (
      select d.message_id, d.line_id, d.address_id, d.school_id, coalesce(d.parts[d.next_part], d.body) as body,
             d.next_part as part, d.has_picture and d.next_part = 1 as has_picture, d.language, d.purpose, d.subtype,
             d.tries, d.expires_at, d.priority, d.next_attempt_at
      from delivery d
      where d.line_id = ${lineId} and d.state = 'waiting' and d.next_attempt_at <= ${now}
        and not exists (select 1 from delivery_attempt u
                        where u.line_id = d.line_id and u.address_id = d.address_id
                          and u.state in ('claimed', 'sending'))
        and not exists (select 1 from hold h where h.lifted_at is null and (h.scope = 'district'
                        or (h.scope = 'line' and h.line_id = d.line_id)
                        or (h.scope = 'school' and h.school_id = d.school_id)))
      order by d.priority, d.next_attempt_at, d.message_id
      limit ${limit}
      for update of d skip locked)
    select d.message_id, d.address_id, a.e164 as "to", d.body, d.part, d.has_picture, d.purpose, d.subtype, d.tries,
           d.expires_at, d.priority, d.next_attempt_at, ${channelRow()} as channel,
           case when s.state = 'paused' and s.paused_until <= ${now} then 'subscribed'
                else coalesce(s.state, 'subscribed') end as consent,
           s.paused_until,
           exists (select 1 from carrier_block b
                   where b.address_id = d.address_id and b.line_id = d.line_id and b.lifted_at is null)
             as carrier_blocked,
           a.unreachable_reason,
           coalesce((select g.time_zone from guardian_address ga join guardian g on g.id = ga.guardian_id
                     where ga.address_id = d.address_id and ga.retired_at is null
                       and g.time_zone is not null limit 1), sc.time_zone)
             as time_zone,
           sc.contact_from, sc.contact_until,
           (select max(latest.created_at) from conversation c cross join lateral (
              select m.created_at from message m where m.conversation_id = c.id and m.direction = 'in'
              order by m.position desc limit 1) latest
            where c.address_id = d.address_id) as last_inbound_at
    from due d
    join address a on a.id = d.address_id
    join school sc on sc.id = d.school_id
    left join consent_state s on s.address_id = d.address_id`.execute(trx);
  const addresses = new Set<string>();
  return inOrder(due.rows).flatMap(({ channel, ...text }) => {
    if (addresses.has(text.addressId)) return [];
    addresses.add(text.addressId);
    const { school, district, ...facts } = channel;
    return [{ ...text, channel: channelFacts(facts), school, district }];
  });
}

function inOrder<T extends { priority: number; nextAttemptAt: Date; messageId: string }>(texts: T[]): T[] {
  return texts.sort(
    (a, b) =>
      a.priority - b.priority ||
      a.nextAttemptAt.getTime() - b.nextAttemptAt.getTime() ||
      a.messageId.localeCompare(b.messageId),
  );
}

/**
 * When the next text of the line becomes due, or null when none does. What is due and was not claimed waits for
 * something else than its time (a hold, a stopped line, an unsettled attempt): the sweep comes back to it.
 */
export async function nextDueAt(db: Kysely<Database>, now: Date, lineId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.min('nextAttemptAt').as('at'))
    .where('lineId', '=', lineId)
    .where('state', '=', 'waiting')
    .where('nextAttemptAt', '>', now)
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

/**
 * Gives up what waits and is due by now, of the district, one school or one line.
 * @returns how many texts, and the conversations that lost an answer of staff
 */
export async function dropDueTexts(
  trx: Transaction<Database>,
  now: Date,
  of: { schoolId: string | null; lineId: string | null },
  reason: string,
): Promise<{ texts: number; conversationIds: string[] }> {
  const dropped = await sql<{ conversationId: string; purpose: string }>`
    update delivery d set state = 'dropped', reason = ${reason}, settled_at = ${now}, next_attempt_at = null
    from message m
    where m.id = d.message_id and d.state = 'waiting' and d.next_attempt_at <= ${now}
      and (${of.schoolId}::uuid is null or d.school_id = ${of.schoolId})
      and (${of.lineId}::uuid is null or d.line_id = ${of.lineId})
    returning m.conversation_id, d.purpose`.execute(trx);
  const replies = dropped.rows.filter((text) => text.purpose === 'reply');
  return {
    texts: dropped.rows.length,
    conversationIds: [...new Set(replies.map((text) => text.conversationId))],
  };
}

/** A text with the road it takes. */
export interface ClaimedRoad {
  messageId: string;
  addressId: string;
  part: number;
  road: { channel: Channel; template: Template | null; reason: string };
}

/** Claims texts for one worker: an attempt each, its lease on the database's own clock. */
export async function claimTexts(
  trx: Transaction<Database>,
  lineId: string,
  claimToken: string,
  texts: readonly ClaimedRoad[],
): Promise<{ attemptId: string; messageId: string }[]> {
  const rows = texts.map((text) => ({ ...text, id: newId() }));
  const attempts = rows.map((row) => ({
    id: row.id,
    message_id: row.messageId,
    address_id: row.addressId,
    part: row.part,
    channel: row.road.channel,
    content_sid: row.road.template?.contentSid ?? null,
    channel_reason: row.road.reason,
  }));
  await sql`
    insert into delivery_attempt (id, message_id, part, n, line_id, address_id, state, claim_token, claimed_at, channel,
      content_sid, channel_reason)
    select t.id, t.message_id, t.part, 1 + (select count(*) from delivery_attempt p where p.message_id = t.message_id),
           ${lineId}, t.address_id, 'claimed', ${claimToken}, clock_timestamp(), t.channel, t.content_sid,
           nullif(t.channel_reason, '')
    from jsonb_to_recordset(${JSON.stringify(attempts)}::jsonb) as t (id uuid, message_id uuid, address_id uuid,
      part integer, channel text, content_sid text, channel_reason text)`.execute(trx);
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
    update delivery d set state = 'waiting', next_attempt_at = ${now}, tries = greatest(0, d.tries - 1)
    from stale where d.message_id = stale.message_id and d.state = 'sending'
    returning d.line_id`.execute(db);
  return [...new Set(released.rows.map((row) => row.lineId))];
}

/** Lines that have texts due now: what a sweep wakes. */
export async function linesWithDueTexts(db: Kysely<Database>, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('line')
    .select('id')
    .where('stoppedAt', 'is', null)
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
