import { backfillLines } from '../src/inbound/backfill.js';
import { fetchMedia } from '../src/inbound/fetch-media.js';
import { processConversation } from '../src/inbound/process.js';
import type { HandlersOf } from './bind.js';

const comeBackAfterMs = 1000;

export const inbound: HandlersOf<'inbound'> = {
  'inbound.process': async (rt, { conversationId }) => {
    const isMoreToDo = await processConversation(rt, conversationId);
    if (!isMoreToDo) return;
    // Many may find the conversation taken at once: one of them is enough to come back.
    const deduplicationKey = `${conversationId}-again`;
    await rt.jobs.enqueue(
      'inbound.process',
      { conversationId },
      { delayMs: comeBackAfterMs, deduplicationKey },
    );
  },
  'inbound.backfill': async (rt) => {
    await backfillLines(rt);
  },
  'inbound.media': (rt, { messageId }) => fetchMedia(rt, messageId),
};
