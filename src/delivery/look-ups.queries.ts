import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import type { Channel } from '../vendors/carriers/carrier.js';

export interface UnsettledAttempt {
  id: string;
  messageId: string;
  body: string;
  from: string;
  to: string;
  channel: Channel;
  requestStartedAt: Date;
  /** By the database's clock. */
  claimedSecondsAgo: number;
  emptyLookups: number;
  purpose: string;
  /** When the first request for this text, or this part of it, was written whose outcome nobody told us. */
  unclearSince: Date;
  /** Earlier requests for it of which the carrier surely has none. */
  rounds: number;
}

/** Attempts whose outcome nobody told us and whose next look-up is due. */
export async function attemptsToLookUp(
  db: Kysely<Database>,
  now: Date,
  limit: number,
): Promise<UnsettledAttempt[]> {
  const rows = await sql<UnsettledAttempt>`
    select t.id, t.message_id, coalesce(d.parts[t.part], d.body) as body,
      case when t.channel = 'whatsapp' then coalesce(l.whatsapp_sender, l.e164) else l.e164 end as "from",
      a.e164 as "to", t.channel, t.request_started_at, t.empty_lookups,
      extract(epoch from clock_timestamp() - t.claimed_at)::double precision as claimed_seconds_ago,
      d.purpose, coalesce(earlier.since, t.request_started_at) as unclear_since, earlier.rounds
    from delivery_attempt t
    join delivery d on d.message_id = t.message_id
    join line l on l.id = t.line_id
    join address a on a.id = t.address_id
    cross join lateral (
      select min(e.request_started_at) as since, count(*)::integer as rounds from delivery_attempt e
      where e.message_id = t.message_id and e.part = t.part and e.state = 'abandoned' and e.empty_lookups > 0
    ) earlier
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

/** Whether another attempt owns this SID. */
export async function isSidOfAnother(
  db: Kysely<Database>,
  { attemptId, sid }: { attemptId: string; sid: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('deliveryAttempt')
    .select('id')
    .where('carrierSid', '=', sid)
    .where('id', '<>', attemptId)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Says with a text that is being sent what is known of it.
 * @returns whether that is news
 */
export async function noteUnclear(db: Kysely<Database>, messageId: string, reason: string): Promise<boolean> {
  const noted = await db
    .updateTable('delivery')
    .set({ reason })
    .where('messageId', '=', messageId)
    .where('state', '=', 'sending')
    .where('reason', 'is distinct from', reason)
    .returning('messageId')
    .executeTakeFirst();
  return noted !== undefined;
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
