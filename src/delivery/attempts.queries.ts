import { sql, type Transaction, type Updateable } from 'kysely';
import type { Database } from '../db/database.js';
import type { Channel } from '../vendors/carriers/carrier.js';
import type { AttemptState, DeliveryAttemptTable, DeliveryState } from './delivery.table.js';
import { openIncident } from './incidents.queries.js';

export interface SettledAttempt {
  messageId: string;
  conversationId: string;
  schoolId: string;
  lineId: string;
  addressId: string;
  purpose: string;
  tries: number;
  carrierSid: string | null;
  channel: Channel;
  /** The number of its line. */
  lineNumber: string;
  /** When its request was written; null where it never was. */
  requestStartedAt: Date | null;
}

/** Where an attempt goes, and what the carrier said with it. */
export interface AttemptStep {
  state: AttemptState;
  carrierSid?: string;
  carrierStatus?: string;
  errorCode?: number | null;
  errorClass?: string;
  /** For the delivery, in words. */
  reason?: string | null;
  nextLookupAt?: Date | null;
}

/** An attempt only moves forward; a later state never gives way to an earlier one. */
const earlierThan: Record<AttemptState, AttemptState[]> = {
  claimed: [],
  sending: ['claimed'],
  // What the carrier says of a text we had given up on is the truth about it.
  accepted: ['claimed', 'sending', 'abandoned'],
  sent: ['claimed', 'sending', 'accepted', 'abandoned'],
  delivered: ['claimed', 'sending', 'accepted', 'sent', 'failed', 'abandoned'],
  failed: ['claimed', 'sending', 'accepted', 'sent', 'abandoned'],
  abandoned: ['claimed', 'sending'],
};

export interface MovedAttempt {
  moved: boolean;
  /**
   * No later attempt at the same text, or part of it, is under way or through, and no later part: what becomes of this
   * one becomes of the text.
   */
  decides: boolean;
  /** As it was found. */
  attempt: SettledAttempt;
}

/**
 * Moves one attempt forward and its delivery with it; undefined when the attempt is unknown. Repeating it changes
 * nothing. The SID is kept even where the state is already further on; a second one opens an incident.
 */
export async function moveAttempt(
  trx: Transaction<Database>,
  now: Date,
  attemptId: string,
  to: AttemptStep,
): Promise<MovedAttempt | undefined> {
  const found = await trx
    .selectFrom('deliveryAttempt as t')
    .innerJoin('delivery as d', 'd.messageId', 't.messageId')
    .innerJoin('message as m', 'm.id', 't.messageId')
    .innerJoin('line as l', 'l.id', 't.lineId')
    .select([
      't.messageId',
      't.lineId',
      't.addressId',
      't.carrierSid',
      't.state',
      't.n',
      't.part',
      't.channel',
      't.requestStartedAt',
      'l.e164 as lineNumber',
    ])
    .select(['d.parts', 'd.nextPart', 'd.state as deliveryState'])
    .select(['d.schoolId', 'd.purpose', 'd.tries', 'm.conversationId'])
    .where('t.id', '=', attemptId)
    .forUpdate(['t', 'd'])
    .executeTakeFirst();
  if (!found) return undefined;
  const { state, n, part, parts, nextPart, deliveryState, ...attempt } = found;
  const moves = earlierThan[to.state].includes(state);
  // What was said before, or comes too late, costs no write.
  const isNews = moves || (to.carrierSid !== undefined && to.carrierSid !== attempt.carrierSid);
  if (!isNews) return { moved: false, decides: false, attempt };
  const { carrierSid } = await trx
    .updateTable('deliveryAttempt')
    .set({
      ...(to.carrierSid === undefined ? {} : { carrierSid: firstSid(to.carrierSid) }),
      ...(moves ? forward(now, to) : {}),
    })
    .where('id', '=', attemptId)
    .returning('carrierSid')
    .executeTakeFirstOrThrow();
  if (to.carrierSid !== undefined && carrierSid !== to.carrierSid) {
    // Two texts of the carrier for one attempt of ours: a family may have got it twice, and somebody must know.
    const detail = { first: carrierSid, second: to.carrierSid };
    await openIncident(trx, now, { kind: 'second_sid', subject: attemptId, detail });
  }
  if (!moves) return { moved: false, decides: false, attempt };
  // Given up, or said not to have arrived, and with the family after all.
  const revived = (state === 'abandoned' && to.state !== 'failed') || state === 'failed';
  if (revived) await callBackLaterClaims(trx, now, attempt.messageId, { part, n });
  const later = await liveAttemptAfter(trx, attempt.messageId, { part, n });
  if (later === undefined && parts !== null) {
    const place = { messageId: attempt.messageId, part, nextPart, total: parts.length, deliveryState };
    await settlePart(trx, now, place, to);
  } else if (later === undefined) await settleDelivery(trx, now, attempt.messageId, to);
  else if (revived) {
    const detail = { attemptId, laterAttemptId: later };
    await openIncident(trx, now, { kind: 'sent_twice', subject: attempt.messageId, detail });
  }
  // A part that others have followed is not sent again: they would not stand in their order any more.
  return { moved: true, decides: later === undefined && part === nextPart, attempt };
}

/** An attempt keeps the first SID it hears; one that another attempt owns already stays that one's. */
function firstSid(sid: string) {
  return sql<string | null>`coalesce(carrier_sid,
    (select ${sid}::text where not exists (select 1 from delivery_attempt o where o.carrier_sid = ${sid})))`;
}

function forward(now: Date, to: AttemptStep): Updateable<DeliveryAttemptTable> {
  const isOver = to.state === 'delivered' || to.state === 'failed' || to.state === 'abandoned';
  return {
    state: to.state,
    ...(to.carrierStatus === undefined ? {} : { carrierStatus: to.carrierStatus }),
    ...(to.errorCode === undefined ? {} : { errorCode: to.errorCode }),
    ...(to.errorClass === undefined ? {} : { errorClass: to.errorClass }),
    ...(to.nextLookupAt === undefined ? {} : { nextLookupAt: to.nextLookupAt }),
    ...(isOver ? { settledAt: now, nextLookupAt: null } : {}),
  };
}

/** A later attempt that may have reached the carrier. */
async function liveAttemptAfter(
  trx: Transaction<Database>,
  messageId: string,
  { part, n }: { part: number; n: number },
): Promise<string | undefined> {
  const later = await trx
    .selectFrom('deliveryAttempt')
    .select('id')
    .where('messageId', '=', messageId)
    .where('part', '=', part)
    .where('n', '>', n)
    .where('state', 'not in', ['failed', 'abandoned'])
    .executeTakeFirst();
  return later?.id;
}

/** The carrier has the text after all: whoever claimed it to send it again, and has not begun, must not. */
async function callBackLaterClaims(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  { part, n }: { part: number; n: number },
): Promise<void> {
  await trx
    .updateTable('deliveryAttempt')
    .set({ state: 'abandoned', settledAt: now })
    .where('messageId', '=', messageId)
    .where('part', '=', part)
    .where('n', '>', n)
    .where('state', '=', 'claimed')
    .execute();
}

/**
 * A text in several parts: the next part follows once the carrier has this one; the text has failed where a part has;
 * else it is as far as the part that is furthest behind.
 */
async function settlePart(
  trx: Transaction<Database>,
  now: Date,
  at: { messageId: string; part: number; nextPart: number; total: number; deliveryState: DeliveryState },
  to: { state: AttemptState; errorCode?: number | null; reason?: string | null },
): Promise<void> {
  if (to.state === 'claimed' || to.state === 'abandoned') return;
  const { messageId, part, nextPart, total } = at;
  if (to.state === 'failed') {
    const reason = `part ${part} of ${total}: ${to.reason ?? 'the carrier does not say why'}`;
    return settleDelivery(trx, now, messageId, { ...to, reason });
  }
  if (part === nextPart && part < total && at.deliveryState !== 'failed') {
    await trx
      .updateTable('delivery')
      .set((eb) => ({
        state: 'waiting',
        nextPart: part + 1,
        // Before whatever else waits for this address.
        nextAttemptAt: eb.ref('createdAt'),
        tries: 0,
        reason: `${part} of ${total} parts are on their way`,
        errorCode: null,
      }))
      .where('messageId', '=', messageId)
      .execute();
    return;
  }
  const state = await slowestPart(trx, messageId, total);
  if (state !== undefined) await settleDelivery(trx, now, messageId, { state });
}

/** The state of the part that is furthest behind; undefined while one has failed or is not with the carrier yet. */
async function slowestPart(
  trx: Transaction<Database>,
  messageId: string,
  total: number,
): Promise<AttemptState | undefined> {
  const latest = await sql<{ state: AttemptState }>`
    select distinct on (part) state from delivery_attempt
    where message_id = ${messageId} and state <> 'abandoned'
    order by part, n desc`.execute(trx);
  const states = new Set(latest.rows.map((row) => row.state));
  if (latest.rows.length < total || states.has('failed')) return undefined;
  if (states.has('claimed') || states.has('sending')) return undefined;
  return (['accepted', 'sent', 'delivered'] as const).find((state) => states.has(state));
}

async function settleDelivery(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  to: { state: AttemptState; errorCode?: number | null; reason?: string | null },
): Promise<void> {
  // `claimed` and `abandoned` say nothing of the text itself: whoever abandons an attempt says where the text goes.
  if (to.state === 'claimed' || to.state === 'abandoned') return;
  await trx
    .updateTable('delivery')
    .set({
      state: to.state,
      reason: to.reason ?? null,
      errorCode: to.errorCode ?? null,
      nextAttemptAt: null,
      ...(to.state === 'delivered' || to.state === 'failed' ? { settledAt: now } : {}),
    })
    .where('messageId', '=', messageId)
    .execute();
}

/** A sweep comes round in this time, which writes withdrawn words anew before they go once more. */
const rewordingSeconds = 30;

/**
 * Puts a text back on the road after an attempt that surely sent nothing; a little later where words in it were withdrawn
 * while it was under way.
 */
export async function retryText(
  trx: Transaction<Database>,
  messageId: string,
  at: Date,
  reason: string,
): Promise<void> {
  await sql`
    update delivery d set state = 'waiting', reason = ${reason}, settled_at = null, next_attempt_at = case
      when exists (select from fixed_text_under_way u where u.message_id = d.message_id)
      then ${at}::timestamptz + ${rewordingSeconds} * interval '1 second' else ${at}::timestamptz end
    where d.message_id = ${messageId}`.execute(trx);
}
