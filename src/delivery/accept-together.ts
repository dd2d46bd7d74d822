import { reasonOf } from '../lib/log.js';
import { gather } from '../lib/gather.js';
import type { Runtime } from '../lib/runtime.js';
import { acceptAttempts, type AcceptedAttempt } from './accepted.queries.js';
import { askWhenSilent } from './status.js';

/**
 * Writes down what the carrier took, in batches that form by themselves. It only takes what is plain: an attempt that
 * is still `sending`, with no SID, and the last one of its text.
 * @returns whether it was written; if not, the attempt is to be moved by itself
 */
export function acceptTogether(rt: Runtime): (accepted: AcceptedAttempt) => Promise<boolean> {
  const batches = gather((accepted: AcceptedAttempt[]) => write(rt, accepted), { lanes: 1, most: 100 });
  return (accepted) => batches.add(accepted);
}

async function write(rt: Runtime, accepted: readonly AcceptedAttempt[]): Promise<boolean[]> {
  try {
    const places = await acceptAttempts(rt.db, askWhenSilent(rt, rt.clock.now()), accepted);
    for (const { conversationId, schoolId } of places.values()) {
      void rt.live.publish({ kind: 'conversation', id: conversationId, schoolId });
    }
    return accepted.map(({ attemptId }) => places.has(attemptId));
  } catch (error) {
    rt.log.warn({ reason: reasonOf(error), texts: accepted.length }, 'answers are written down one by one');
    return accepted.map(() => false);
  }
}
