import { isToFetch, keepMedia } from '../conversations/media-files.js';
import { saveMedia, takeMediaToFetch } from '../conversations/media.queries.js';
import type { MediaItem } from '../conversations/conversations.table.js';
import { publishMessage } from '../delivery/publish.js';
import type { Runtime } from '../lib/runtime.js';

const triesBeforeGivingUp = 5;
/** Seconds to the second try; each further wait is four times as long. */
const firstWaitSeconds = 30;

/**
 * Fetches what a family sent along with one text and keeps it outside the database, under its hash. What may not be
 * fetched is marked with the reason; what the carrier does not give is tried five times, over about 40 minutes.
 */
export async function fetchMedia(rt: Runtime, messageId: string): Promise<void> {
  const now = rt.clock.now();
  const taken = await takeMediaToFetch(
    rt.db,
    now,
    messageId,
    (triesBefore) => new Date(now.getTime() + firstWaitSeconds * 1000 * 4 ** triesBefore),
  );
  if (!taken) return;
  const isLastTry = taken.tries >= triesBeforeGivingUp;
  const media: MediaItem[] = [];
  for (const item of taken.media) media.push(await fetchItem(rt, messageId, item, isLastTry));
  const isDone = media.every((item) => !isToFetch(item));
  await saveMedia(rt.db, messageId, media, { isDone });
  await publishMessage(rt, messageId);
}

async function fetchItem(
  rt: Runtime,
  messageId: string,
  item: MediaItem,
  isLastTry: boolean,
): Promise<MediaItem> {
  if (!isToFetch(item)) return item;
  const fetched = await rt.carrier.fetchMedia(item.url);
  switch (fetched.outcome) {
    case 'fetched': {
      const { bytes, contentType } = fetched;
      const stored = await keepMedia(rt.config.dataDir, bytes);
      return { url: item.url, contentType, stored, bytes: bytes.length };
    }
    case 'refused':
      return { ...item, refused: fetched.reason };
    case 'failed':
      rt.log.warn({ messageId, reason: fetched.message }, 'a media file could not be fetched');
      return isLastTry ? { ...item, refused: 'the carrier did not give it' } : item;
  }
}
