import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaItem } from './conversations.table.js';

/** Whether an item is neither kept nor refused yet. */
export function isToFetch(item: MediaItem): boolean {
  return item.stored === undefined && item.refused === undefined;
}

/** Where a file with this SHA-256 lies. All hosts share the folder. */
export function mediaPath(dataDir: string, sha256: string): string {
  return join(dataDir, 'media', sha256.slice(0, 2), sha256);
}

/**
 * Keeps a file under the hash of its bytes, so that the same picture lies there once. A reader never sees half of it.
 * @returns the SHA-256 in hexadecimal
 */
export async function keepMedia(dataDir: string, bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = mediaPath(dataDir, sha256);
  const known = await stat(path).catch(() => undefined);
  if (known?.size === bytes.length) {
    // Wanted anew: `removeMedia` leaves it alone.
    const now = new Date();
    await utimes(path, now, now);
    return sha256;
  }
  await mkdir(join(path, '..'), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, bytes, { mode: 0o600, flush: true });
  await rename(draft, path);
  return sha256;
}

/** Removes a file nothing refers to, unless somebody has kept the same bytes since then; one that is gone is no error. */
export async function removeMedia(dataDir: string, sha256: string, before: Date): Promise<void> {
  const path = mediaPath(dataDir, sha256);
  const known = await stat(path).catch(() => undefined);
  if (known !== undefined && known.mtime < before) await rm(path, { force: true });
}
