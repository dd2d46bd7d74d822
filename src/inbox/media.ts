import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { MediaItem } from '../conversations/conversations.table.js';
import { mediaPath } from '../conversations/media-files.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { extensionOf } from '../vendors/carriers/media-type.js';
import { readMediaItem } from './media.queries.js';

/** A kept file, as it is to be served. */
export interface ServedFile {
  path: string;
  contentType: string;
  /** How it is called when somebody saves it. */
  name: string;
}

/**
 * A picture or file a family sent, for somebody who may read the text it came with.
 * @throws RecadoError 404 `not_found`, also where it is not kept (yet)
 */
export async function readMediaFile(
  rt: Pick<Runtime, 'db' | 'config'>,
  staff: SignedInStaff,
  messageId: string,
  index: number,
): Promise<ServedFile> {
  const item = await readMediaItem(rt.db, staff, messageId, index);
  if (item?.stored === undefined) throw notFound('This file');
  return {
    path: mediaPath(rt.config.dataDir, item.stored),
    contentType: item.contentType,
    name: `attachment-${index + 1}.${extensionOf(item.contentType)}`,
  };
}

/** What staff's page is told of what came with a text; the carrier's own address stays here. */
export function presentMedia(messageId: string, media: readonly MediaItem[]) {
  return media.map((item, index) => ({
    url: item.stored === undefined ? null : `/api/media/${messageId}/${index}`,
    contentType: item.contentType,
    ...(item.refused === undefined ? {} : { refused: item.refused }),
  }));
}
