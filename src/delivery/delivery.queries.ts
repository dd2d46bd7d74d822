import { sql, type Insertable, type Kysely, type Transaction } from 'kysely';
import type { ContactVerdict } from '../consent/contact-rules.js';
import type { PreparedBody } from './prepare-body.js';
import type { Database } from '../db/database.js';
import { planOnce } from '../db/prepared.js';
import { newId } from '../lib/ids.js';
import type { Channel } from '../vendors/carriers/carrier.js';
import type { Template } from './choose-channel.js';
import type { DeliveryTable } from './delivery.table.js';
import type { UsedToday } from './pace.js';

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
  segmentsPerDay: number | null;
  alertShare: number;
  freeAt: Date;
  /** Until then a carrier wants no texts but alerts, and why. */
  restsUntil: Date | null;
  restsReason: string | null;
}

/**
 * For this transaction: the statistics are mostly of a time when nothing waited, and by them the whole backlog would be
 * read, sorted or hashed for every batch, instead of a few rows by the index that leads to them.
 */
const wayByIndex = sql<string>`
  set_config('enable_sort', 'off', true) || set_config('enable_seqscan', 'off', true)
  || set_config('enable_hashjoin', 'off', true) || set_config('enable_mergejoin', 'off', true)
  || set_config('plan_cache_mode', 'force_generic_plan', true)`;

/**
 * For this transaction: its commit does not wait for the disk while others wait for the line. A claim lost in a power
 * cut has sent nothing: the commit that its requests are about to be written is on the disk first, and the claim's
 * before it, for the log is written in order.
 */
const withoutWaiting = sql<string>`set_config('synchronous_commit', 'off', true)`;

/** The line with its slot row locked: only one worker at a time reserves a line's slots. */
export async function lockLine(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
): Promise<LineToSend | undefined> {
  const line = await lockSlot(trx, lineId);
  if (line) return line;
  await trx
    .insertInto('lineSlot')
    .values({ lineId, freeAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return lockSlot(trx, lineId);
}

function lockSlot(trx: Transaction<Database>, lineId: string): Promise<LineToSend | undefined> {
  return trx
    .selectFrom('lineSlot')
    .innerJoin('line', 'line.id', 'lineSlot.lineId')
    .select([
      'line.id',
      'line.e164',
      'line.messagingServiceSid',
      'line.messagesPerSecond',
      'line.stoppedAt',
      'line.segmentsPerDay',
      'line.alertShare',
      'lineSlot.freeAt',
      'lineSlot.restsUntil',
      'lineSlot.restsReason',
    ])
    .select([wayByIndex.as('planning'), withoutWaiting.as('commit')])
    .where('lineSlot.lineId', '=', lineId)
    .forUpdate('lineSlot')
    .executeTakeFirst();
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

/** Changes the words of a text that waits, and what they cost. Only for one that goes out in one piece. */
export async function changeBody(
  trx: Transaction<Database>,
  messageId: string,
  { body, encoding, segments }: Pick<PreparedBody, 'body' | 'encoding' | 'segments'>,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ body, encoding, segments })
    .where('messageId', '=', messageId)
    .where('state', '=', 'waiting')
    .where('parts', 'is', null)
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

/** Puts a text off as the rules of contact say; one that waits for its turn is of use until that has come. */
export async function postponeByRules(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  { until, reason, usefulUntil, forTurn }: Extract<ContactVerdict, { verdict: 'wait' }>,
): Promise<void> {
  await postponeText(trx, messageId, until, reason);
  if (usefulUntil === undefined) return;
  await sql`
    update delivery set
      expires_at = case when expires_at < ${usefulUntil}::timestamptz then ${usefulUntil}::timestamptz else expires_at end,
      turn_since = case when ${forTurn === true} then coalesce(turn_since, ${now}::timestamptz) else turn_since end
    where message_id = ${messageId}`.execute(trx);
}

/**
 * After a family's consent changed, or the hours it wants: what the rules of contact put off is looked at again at
 * once. Consent moves learning texts and pulses alone. Wake the lines after the commit.
 * @returns the lines
 */
export async function reconsiderTexts(
  trx: Transaction<Database>,
  now: Date,
  addressId: string,
  after: 'consent' | 'hours' = 'consent',
): Promise<string[]> {
  const rows = await trx
    .updateTable('delivery')
    .set({ nextAttemptAt: now })
    .where('addressId', '=', addressId)
    .where('state', '=', 'waiting')
    .where((eb) => {
      const unasked = eb('purpose', 'in', ['learning', 'pulse']);
      // One that was tried before waits for the carrier.
      const others = eb.and([eb('purpose', 'in', ['reply', 'system']), eb('tries', '=', 0)]);
      return after === 'hours' ? eb.or([unasked, others]) : unasked;
    })
    .where('reason', 'is not', null)
    .where('nextAttemptAt', '>', now)
    .returning('lineId')
    .execute();
  return [...new Set(rows.map(({ lineId }) => lineId))];
}

/** A text with the road it takes. */
export interface ClaimedRoad {
  text: { messageId: string; addressId: string; part: number };
  road: { channel: Channel; template: Template | null; reason: string };
}

/** What a claim takes of its line: from when on the next slot is free, and what counts for the carriers' day. */
export interface ClaimedSlots extends UsedToday {
  freeAt: Date;
  day: string;
}

/**
 * Claims texts for one worker: an attempt each, its lease on the database's own clock, and what they take of the line,
 * under the lock of its slot row. What is counted stays counted, also where the request was never written: better a few
 * segments short of the limit than beyond it.
 * @returns the attempts, in the order of the texts
 */
export async function claimTexts(
  trx: Transaction<Database>,
  lineId: string,
  claimToken: string,
  texts: readonly ClaimedRoad[],
  { freeAt, day, segments, alertSegments }: ClaimedSlots,
): Promise<string[]> {
  const attempts = texts.map(({ text, road }) => ({
    id: newId(),
    message_id: text.messageId,
    address_id: text.addressId,
    part: text.part,
    channel: road.channel,
    content_sid: road.template?.contentSid ?? null,
    channel_reason: road.reason,
  }));
  await sql`
    ${planOnce} with claimed as (
      insert into delivery_attempt (id, message_id, part, n, line_id, address_id, state, claim_token, claimed_at,
        channel, content_sid, channel_reason)
      select t.id, t.message_id, t.part, 1 + (select count(*) from delivery_attempt p where p.message_id = t.message_id),
             ${lineId}, t.address_id, 'claimed', ${claimToken}, clock_timestamp(), t.channel, t.content_sid,
             nullif(t.channel_reason, '')
      from jsonb_to_recordset(${JSON.stringify(attempts)}::jsonb) as t (id uuid, message_id uuid, address_id uuid,
        part integer, channel text, content_sid text, channel_reason text)),
    moved as (update line_slot set free_at = ${freeAt} where line_id = ${lineId}),
    counted as (
      insert into line_day as u (line_id, day, segments, alert_segments)
      values (${lineId}, ${day}, ${segments}, ${alertSegments})
      on conflict (line_id, day) do update
        set segments = u.segments + excluded.segments, alert_segments = u.alert_segments + excluded.alert_segments)
    update delivery set state = 'sending', reason = null, tries = tries + 1
    where message_id = any(${texts.map(({ text }) => text.messageId)}::uuid[])`.execute(trx);
  return attempts.map((attempt) => attempt.id);
}

/** A request that was not written so long after its claim is not written any more. */
export const writeWithinSeconds = 5;

/**
 * Commits that the requests are about to be written. An attempt claimed longer ago than that, or taken away
 * meanwhile, is not in the answer and must not be sent.
 */
export async function markSending(
  db: Kysely<Database>,
  now: Date,
  claim: { token: string; attemptIds: readonly string[] },
  firstLookupAt: Date,
): Promise<Set<string>> {
  const started = await db
    .updateTable('deliveryAttempt')
    .set({ state: 'sending', requestStartedAt: now, nextLookupAt: firstLookupAt })
    .where('id', '=', sql<string>`any(${claim.attemptIds}::uuid[])`)
    .where('claimToken', '=', claim.token)
    .where('state', '=', 'claimed')
    .where('claimedAt', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${writeWithinSeconds})`)
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
    update delivery d set state = 'waiting', next_attempt_at = least(d.next_attempt_at, ${now}),
      tries = greatest(0, d.tries - 1)
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
