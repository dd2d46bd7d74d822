import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { DeliveryState } from './delivery.table.js';
import { prepareBody, prepareParts } from './prepare-body.js';

export interface LockedDelivery {
  state: DeliveryState;
  lineId: string;
  addressId: string;
  body: string | null;
  language: string;
  /** Words that are too long for one text may go out in parts. */
  maySplit: boolean;
}

/** One text's delivery, locked, so that two people cannot release or discard it at once. */
export function lockDelivery(
  trx: Transaction<Database>,
  messageId: string,
): Promise<LockedDelivery | undefined> {
  return trx
    .selectFrom('delivery')
    .select(['state', 'lineId', 'addressId', 'body', 'language', 'maySplit'])
    .where('messageId', '=', messageId)
    .forUpdate()
    .executeTakeFirst();
}

/** How far texts are, locked: nobody lets one of them go, and no worker claims one, before the transaction is over. */
export async function lockStates(
  trx: Transaction<Database>,
  messageIds: readonly string[],
): Promise<Map<string, DeliveryState>> {
  if (messageIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('delivery')
    .select(['messageId', 'state'])
    .where('messageId', 'in', [...messageIds])
    .orderBy('messageId')
    .forUpdate()
    .execute();
  return new Map(rows.map(({ messageId, state }) => [messageId, state]));
}

/** What somebody lets go is of use for so many hours from then on, however long it waited for a person. */
export const usefulHours = 24;

const usefulFrom = (now: Date) => sql`case when d.expires_at is not null
  then greatest(d.expires_at, ${now}::timestamptz + ${usefulHours} * interval '1 hour') end`;

/** Lets a held text go, with the words the family is to get. Wake the line after the commit. */
export async function releaseHeldText(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  words: { body: string; language: string; maySplit: boolean },
): Promise<void> {
  await releaseHeldTexts(trx, now, [{ messageId, ...words }]);
}

/** Other words, or none, wait in another language now. */
export async function rewordHeldText(
  trx: Transaction<Database>,
  messageId: string,
  words: { body: string | null; language: string; maySplit: boolean; reason: string },
): Promise<void> {
  const { body, language, maySplit, reason } = words;
  const nothing = { body: null, encoding: null, segments: null, parts: null };
  await trx
    .updateTable('delivery')
    .set({ ...(body === null ? nothing : prepared({ body, language, maySplit })), language, reason })
    .where('messageId', '=', messageId)
    .where('state', '=', 'held')
    .execute();
}

/** Gives a held text up; it is never sent. */
export async function discardHeldText(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  reason: string,
): Promise<void> {
  await discardHeldTexts(trx, now, [messageId], reason);
}

/** {@link releaseHeldText} for many texts, most of which have the same words. */
export async function releaseHeldTexts(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly { messageId: string; body: string; language: string; maySplit: boolean }[],
): Promise<void> {
  const known = new Map<string, ReturnType<typeof prepared>>();
  const rows = texts.map((text) => {
    const key = JSON.stringify([text.body, text.language, text.maySplit]);
    const words = known.get(key) ?? prepared(text);
    known.set(key, words);
    return { id: text.messageId, language: text.language, ...words };
  });
  await sql`
    update delivery d set state = 'waiting', body = t.body, language = t.language, encoding = t.encoding,
      segments = t.segments, parts = t.parts, reason = null, next_attempt_at = ${now},
      expires_at = ${usefulFrom(now)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, body text, language text, encoding text,
      segments integer, parts text[])
    where d.message_id = t.id and d.state = 'held'`.execute(trx);
}

function prepared(words: { body: string; language: string; maySplit: boolean }) {
  const { body, encoding, segments, parts } = words.maySplit
    ? prepareParts(words.body, words.language)
    : { ...prepareBody(words.body), parts: null };
  return { body, encoding, segments, parts: parts?.map((part) => part.body) ?? null };
}

/** {@link discardHeldText} for many texts. */
export async function discardHeldTexts(
  trx: Transaction<Database>,
  now: Date,
  messageIds: readonly string[],
  reason: string,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ state: 'dropped', reason, settledAt: now, nextAttemptAt: null })
    .where('messageId', 'in', [...messageIds])
    .where('state', '=', 'held')
    .execute();
}

/**
 * Stops texts that have not gone out yet; those under way are left alone.
 * @returns those that are held now
 */
export async function holdWaitingTexts(
  trx: Transaction<Database>,
  messageIds: readonly string[],
  reason: string,
): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set();
  const held = await trx
    .updateTable('delivery')
    .set({ state: 'held', reason, nextAttemptAt: null })
    .where('messageId', 'in', [...messageIds])
    .where('state', '=', 'waiting')
    .returning('messageId')
    .execute();
  return new Set(held.map((row) => row.messageId));
}

/** Lets texts go that {@link holdWaitingTexts} stopped for this reason. @returns those that wait for their turn now */
export async function resumeHeldTexts(
  trx: Transaction<Database>,
  now: Date,
  messageIds: readonly string[],
  reason: string,
): Promise<{ messageId: string; lineId: string }[]> {
  if (messageIds.length === 0) return [];
  const resumed = await sql<{ messageId: string; lineId: string }>`
    update delivery d set state = 'waiting', reason = null, next_attempt_at = ${now}, expires_at = ${usefulFrom(now)}
    where d.message_id = any(${[...messageIds]}::uuid[]) and d.state = 'held' and d.reason = ${reason}
      and d.body is not null
    returning d.message_id, d.line_id`.execute(trx);
  return resumed.rows;
}
