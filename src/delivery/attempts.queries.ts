import { sql, type Kysely, type Transaction, type Updateable } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { AttemptState, DeliveryAttemptTable } from './delivery.table.js';

export interface SettledAttempt {
  messageId: string;
  conversationId: string;
  schoolId: string;
  lineId: string;
  addressId: string;
  purpose: string;
  tries: number;
  carrierSid: string | null;
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
  accepted: ['claimed', 'sending'],
  sent: ['claimed', 'sending', 'accepted'],
  // What the carrier says of a text we had given up on is the truth about it.
  delivered: ['claimed', 'sending', 'accepted', 'sent', 'failed', 'abandoned'],
  failed: ['claimed', 'sending', 'accepted', 'sent'],
  abandoned: ['claimed', 'sending'],
};

/**
 * Moves one attempt forward and its delivery with it, and tells the attempt as it was found; undefined when the
 * attempt is unknown. Repeating it changes nothing. The SID is kept even where the state is already further on.
 */
export async function moveAttempt(
  trx: Transaction<Database>,
  now: Date,
  attemptId: string,
  to: AttemptStep,
): Promise<{ moved: boolean; attempt: SettledAttempt } | undefined> {
  const found = await trx
    .selectFrom('deliveryAttempt as t')
    .innerJoin('delivery as d', 'd.messageId', 't.messageId')
    .innerJoin('message as m', 'm.id', 't.messageId')
    .select(['t.messageId', 't.lineId', 't.addressId', 't.carrierSid', 't.state', 't.n'])
    .select(['d.schoolId', 'd.purpose', 'd.tries', 'm.conversationId'])
    .where('t.id', '=', attemptId)
    .forUpdate(['t', 'd'])
    .executeTakeFirst();
  if (!found) return undefined;
  const { state, n, ...attempt } = found;
  const moves = earlierThan[to.state].includes(state);
  await trx
    .updateTable('deliveryAttempt')
    .set({
      carrierSid: attempt.carrierSid ?? to.carrierSid ?? null,
      ...(moves ? forward(now, to) : {}),
    })
    .where('id', '=', attemptId)
    .execute();
  if (moves && (await isLatest(trx, attempt.messageId, n))) {
    await settleDelivery(trx, now, attempt.messageId, to);
  }
  return { moved: moves, attempt };
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

async function isLatest(trx: Transaction<Database>, messageId: string, n: number): Promise<boolean> {
  const later = await trx
    .selectFrom('deliveryAttempt')
    .select('id')
    .where('messageId', '=', messageId)
    .where('n', '>', n)
    .executeTakeFirst();
  return later === undefined;
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
      ...(to.state === 'delivered' || to.state === 'failed' ? { settledAt: now, nextAttemptAt: null } : {}),
    })
    .where('messageId', '=', messageId)
    .execute();
}

/** Puts a text back on the road after an attempt that surely sent nothing. */
export async function retryText(
  trx: Transaction<Database>,
  messageId: string,
  at: Date,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ state: 'waiting', nextAttemptAt: at, reason, settledAt: null })
    .where('messageId', '=', messageId)
    .execute();
}

export interface UnsettledAttempt {
  id: string;
  messageId: string;
  body: string;
  from: string;
  to: string;
  requestStartedAt: Date;
  emptyLookups: number;
}

/** Attempts whose outcome nobody told us and whose next look-up is due. */
export async function attemptsToLookUp(
  db: Kysely<Database>,
  now: Date,
  limit: number,
): Promise<UnsettledAttempt[]> {
  const rows = await sql<UnsettledAttempt>`
    select t.id, t.message_id, d.body, l.e164 as "from", a.e164 as "to", t.request_started_at, t.empty_lookups
    from delivery_attempt t
    join delivery d on d.message_id = t.message_id
    join line l on l.id = t.line_id
    join address a on a.id = t.address_id
    where t.state = 'sending' and t.next_lookup_at <= ${now}
    order by t.next_lookup_at limit ${limit}`.execute(db);
  return rows.rows;
}

/** Attempts the carrier took and then fell silent about: their callbacks may have been lost. */
export async function attemptsToPoll(
  db: Kysely<Database>,
  now: Date,
  limit: number,
): Promise<{ id: string; carrierSid: string; requestStartedAt: Date }[]> {
  const rows = await db
    .selectFrom('deliveryAttempt')
    .select(['id', 'carrierSid', 'requestStartedAt'])
    .where('state', 'in', ['accepted', 'sent'])
    .where('nextLookupAt', '<=', now)
    .where('carrierSid', 'is not', null)
    .orderBy('nextLookupAt')
    .limit(limit)
    .$narrowType<{ carrierSid: string; requestStartedAt: Date }>()
    .execute();
  return rows;
}

/** Which of these SIDs already belong to an attempt of ours. */
export async function ownedSids(db: Kysely<Database>, sids: string[]): Promise<Set<string>> {
  if (sids.length === 0) return new Set();
  const rows = await db
    .selectFrom('deliveryAttempt')
    .select('carrierSid')
    .where('carrierSid', 'in', sids)
    .execute();
  return new Set(rows.flatMap((row) => (row.carrierSid === null ? [] : [row.carrierSid])));
}

export async function noteLookup(
  db: Kysely<Database>,
  attemptId: string,
  { empty, nextLookupAt }: { empty: boolean; nextLookupAt: Date },
): Promise<void> {
  await db
    .updateTable('deliveryAttempt')
    .set((eb) => ({ nextLookupAt, ...(empty ? { emptyLookups: eb('emptyLookups', '+', 1) } : {}) }))
    .where('id', '=', attemptId)
    .execute();
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
