import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Media } from './records.js';
import { newSid } from './sids.js';

/** A picture or file a phone sends. */
export interface Attachment {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Where the bytes of a file that a phone sent lie. */
export const mediaFile = (booksDir: string, sid: string): string => join(booksDir, 'media', sid);

/** Keeps the bytes; resolves once they are written. */
export async function keepAttachment(booksDir: string, attachment: Attachment): Promise<Media> {
  const sid = newSid('ME');
  await mkdir(join(booksDir, 'media'), { recursive: true });
  await writeFile(mediaFile(booksDir, sid), attachment.bytes);
  return { sid, contentType: attachment.contentType, source: null };
}
