import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

export interface UploadedPicture {
  sha256: string;
  contentType: string;
  bytes: number;
}

/** Remembers a picture somebody is about to send; the file itself is kept already. */
export async function insertPicture(
  db: Kysely<Database>,
  now: Date,
  staffId: string,
  picture: UploadedPicture,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('uploadedPicture')
    .values({ ...picture, id, staffId, createdAt: now })
    .execute();
  return id;
}

/** A picture this person has uploaded since then; undefined for anybody else's. */
export function findPicture(
  db: Kysely<Database>,
  staffId: string,
  id: string,
  since: Date,
): Promise<UploadedPicture | undefined> {
  return db
    .selectFrom('uploadedPicture')
    .select(['sha256', 'contentType', 'bytes'])
    .where('id', '=', id)
    .where('staffId', '=', staffId)
    .where('createdAt', '>', since)
    .executeTakeFirst();
}

/**
 * Pictures uploaded before then, the oldest first. `isHeld`: a text came or went with the same bytes, or somebody
 * uploaded them since.
 */
export async function picturesBefore(
  db: Kysely<Database>,
  before: Date,
  limit: number,
): Promise<{ id: string; sha256: string; isHeld: boolean }[]> {
  const rows = await sql<{ id: string; sha256: string; isHeld: boolean }>`
    select p.id, p.sha256,
      exists (select from message m where m.media @> jsonb_build_array(jsonb_build_object('stored', p.sha256)))
        or exists (select from uploaded_picture o where o.sha256 = p.sha256 and o.created_at >= ${before})
        as is_held
    from uploaded_picture p where p.created_at < ${before} order by p.created_at limit ${limit}`.execute(db);
  return rows.rows;
}

export async function deletePictures(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('uploadedPicture').where('id', 'in', ids).execute();
}
