import type { Transaction } from 'kysely';
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

/** Lets a held text go, with the words the family is to get. Wake the line after the commit. */
export async function releaseHeldText(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
  words: { body: string; language: string; maySplit: boolean },
): Promise<void> {
  const { body, encoding, segments, parts } = words.maySplit
    ? prepareParts(words.body, words.language)
    : { ...prepareBody(words.body), parts: null };
  await trx
    .updateTable('delivery')
    .set({
      state: 'waiting',
      body,
      language: words.language,
      encoding,
      segments,
      parts: parts?.map((part) => part.body) ?? null,
      reason: null,
      nextAttemptAt: now,
    })
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
  await trx
    .updateTable('delivery')
    .set({ state: 'dropped', reason, settledAt: now, nextAttemptAt: null })
    .where('messageId', '=', messageId)
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
  return trx
    .updateTable('delivery')
    .set({ state: 'waiting', reason: null, nextAttemptAt: now })
    .where('messageId', 'in', [...messageIds])
    .where('state', '=', 'held')
    .where('reason', '=', reason)
    .where('body', 'is not', null)
    .returning(['messageId', 'lineId'])
    .execute();
}
