import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { keepMedia, mediaPath, removeMedia } from '../conversations/media-files.js';
import type { MediaItem } from '../conversations/conversations.table.js';
import {
  deletePictures,
  findPicture,
  insertPicture,
  picturesBefore,
} from '../conversations/pictures.queries.js';
import { badRequest, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import type { ServedFile } from './media.js';
import { extensionOf, recogniseMedia } from '../vendors/carriers/media-type.js';

/**
 * What the carrier makes fit for every phone (https://www.twilio.com/docs/messaging/guides/accepted-mime-types). WebP is
 * none of them: MMS refuses it, and WhatsApp takes it for a sticker.
 */
const pictures = new Set(['image/jpeg', 'image/png', 'image/gif']);
/** So long a draft may keep a picture. */
const draftHours = 24;
/** And so much later nobody can be sending it any more. */
const graceHours = 1;
const removedAtOnce = 50;

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
    throw badRequest('not_a_picture', 'This is no picture a phone can show. Choose a JPEG, PNG or GIF file.');
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
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  pictureId: string,
): Promise<MediaItem> {
  const picture = await findPicture(rt.db, staff.id, pictureId, hoursAgo(rt, draftHours));
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
  rt: Pick<Runtime, 'db' | 'clock' | 'config'>,
  staff: SignedInStaff,
  pictureId: string,
): Promise<ServedFile> {
  const picture = await findPicture(rt.db, staff.id, pictureId, hoursAgo(rt, draftHours));
  if (!picture) throw notFound('This picture');
  const { sha256, contentType } = picture;
  return {
    path: mediaPath(rt.config.dataDir, sha256),
    contentType,
    name: `picture.${extensionOf(contentType)}`,
  };
}

/**
 * Forgets what was uploaded for a text and not sent within a day. The file goes first, so that a process that dies
 * in between leaves a row that is found again; a file that a text or another draft holds stays.
 * @returns how many uploads were forgotten
 */
export async function forgetOldPictures(rt: Pick<Runtime, 'db' | 'clock' | 'config'>): Promise<number> {
  const before = hoursAgo(rt, draftHours + graceHours);
  const old = await picturesBefore(rt.db, before, removedAtOnce);
  for (const { sha256, isHeld } of old) {
    if (!isHeld) await removeMedia(rt.config.dataDir, sha256, before);
  }
  await deletePictures(
    rt.db,
    old.map((picture) => picture.id),
  );
  return old.length;
}

function hoursAgo(rt: Pick<Runtime, 'clock'>, hours: number): Date {
  return new Date(rt.clock.now().getTime() - hours * 3_600_000);
}
