import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { keepMedia, mediaPath } from '../conversations/media-files.js';
import type { MediaItem } from '../conversations/conversations.table.js';
import { findPicture, insertPicture } from '../conversations/pictures.queries.js';
import { badRequest, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import type { ServedFile } from './media.js';
import { extensionOf, recogniseMedia } from '../vendors/carriers/media-type.js';

/** What phones show (https://www.twilio.com/docs/messaging/guides/accepted-mime-types). */
const pictures = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/**
 * Keeps a picture for a reply that is being written. What it is, its bytes say.
 * @throws RecadoError 400 `not_a_picture`
 */
export async function keepPicture(
  rt: Pick<Runtime, 'db' | 'clock' | 'config'>,
  staff: SignedInStaff,
  bytes: Buffer,
): Promise<{ id: string; contentType: string; bytes: number }> {
  const kind = recogniseMedia(bytes);
  if (kind === null || !pictures.has(kind.contentType)) {
    throw badRequest(
      'not_a_picture',
      'This is no picture a phone can show. Choose a JPEG, PNG, GIF or WebP file.',
    );
  }
  const { contentType } = kind;
  const sha256 = await keepMedia(rt.config.dataDir, bytes);
  const picture = { sha256, contentType, bytes: bytes.length };
  const id = await insertPicture(rt.db, rt.clock.now(), staff.id, picture);
  return { id, contentType, bytes: bytes.length };
}

/**
 * The picture that goes with a reply, as its text keeps it.
 * @throws RecadoError 400 `no_such_picture`
 */
export async function pictureOf(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  pictureId: string,
): Promise<MediaItem> {
  const picture = await findPicture(rt.db, staff.id, pictureId);
  if (!picture) throw badRequest('no_such_picture', 'This picture is not here any more. Add it again.');
  const { sha256, contentType, bytes } = picture;
  // It lies with us alone; the carrier is lent an address of its own.
  return { url: '', contentType, stored: sha256, bytes };
}

/**
 * A picture for the page of whoever uploaded it.
 * @throws RecadoError 404 `not_found`
 */
export async function readOwnPicture(
  rt: Pick<Runtime, 'db' | 'config'>,
  staff: SignedInStaff,
  pictureId: string,
): Promise<ServedFile> {
  const picture = await findPicture(rt.db, staff.id, pictureId);
  if (!picture) throw notFound('This picture');
  const { sha256, contentType } = picture;
  return {
    path: mediaPath(rt.config.dataDir, sha256),
    contentType,
    name: `picture.${extensionOf(contentType)}`,
  };
}
