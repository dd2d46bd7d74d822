import { messagePlace } from '../conversations/conversations.queries.js';
import { reasonOf } from '../lib/log.js';
import type { Runtime } from '../lib/runtime.js';

/** Tells the pages that a text of theirs changed. Never throws: the page asks again by itself. */
export async function publishMessage(rt: Runtime, messageId: string): Promise<void> {
  try {
    const place = await messagePlace(rt.db, messageId);
    if (place)
      await rt.live.publish({ kind: 'conversation', id: place.conversationId, schoolId: place.schoolId });
  } catch (error) {
    rt.log.warn({ reason: reasonOf(error) }, 'a live update was not published');
  }
}
