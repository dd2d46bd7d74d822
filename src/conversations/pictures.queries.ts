import type { Kysely } from 'kysely';
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

/** A picture this person has uploaded; undefined for anybody else's. */
export function findPicture(
  db: Kysely<Database>,
  staffId: string,
  id: string,
): Promise<UploadedPicture | undefined> {
  return db
    .selectFrom('uploadedPicture')
    .select(['sha256', 'contentType', 'bytes'])
    .where('id', '=', id)
    .where('staffId', '=', staffId)
    .executeTakeFirst();
}
