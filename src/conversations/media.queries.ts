import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import type { MediaItem } from './conversations.table.js';

/** Texts whose media are to be fetched now: what a sweep wakes. */
export async function textsWithMediaToFetch(
  db: Kysely<Database>,
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('message')
    .select('id')
    .where('nextMediaAt', '<=', now)
    .orderBy('nextMediaAt')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Takes a text's media for one try, which counts from now on, whatever becomes of it; undefined when nothing is due.
 * A worker that dies leaves them to the next one, at `nextTryAt`.
 */
export async function takeMediaToFetch(
  db: Kysely<Database>,
  now: Date,
  messageId: string,
  nextTryAt: (triesBefore: number) => Date,
): Promise<{ media: MediaItem[]; tries: number } | undefined> {
  return db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('message')
      .select(['media', 'mediaTries'])
      .where('id', '=', messageId)
      .where('nextMediaAt', '<=', now)
      .forUpdate()
      .executeTakeFirst();
    if (!found) return undefined;
    await trx
      .updateTable('message')
      .set({ mediaTries: found.mediaTries + 1, nextMediaAt: nextTryAt(found.mediaTries) })
      .where('id', '=', messageId)
      .execute();
    return { media: found.media, tries: found.mediaTries + 1 };
  });
}

/** Writes down what came of the items. `isDone`: nothing is left to fetch. */
export async function saveMedia(
  db: Kysely<Database>,
  messageId: string,
  media: readonly MediaItem[],
  { isDone }: { isDone: boolean },
): Promise<void> {
  await db
    .updateTable('message')
    .set({ media: JSON.stringify(media), ...(isDone ? { nextMediaAt: null } : {}) })
    .where('id', '=', messageId)
    .execute();
}
