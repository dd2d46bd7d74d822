import { lockOverdueLook, markLookEscalated } from '../conversations/look-soon.queries.js';
import { passRequestOn } from '../conversations/requests.queries.js';
import type { Runtime } from '../lib/runtime.js';
import { announce } from './announce.js';

const reason = 'nobody looked within one school day at a text that may be about danger';

/**
 * Gives marked texts nobody looked at in time to an administrator of the school, else of the district, each once.
 * @returns how many
 */
export async function escalateLooks(rt: Pick<Runtime, 'db' | 'clock' | 'jobs' | 'live'>): Promise<number> {
  const now = rt.clock.now();
  for (let count = 0; ; count += 1) {
    const overdue = await rt.db.transaction().execute(async (trx) => {
      const found = await lockOverdueLook(trx, now);
      if (!found) return undefined;
      const { requestId, conversationId, adminId } = found;
      await markLookEscalated(trx, now, requestId);
      if (adminId !== null) {
        const request = { id: requestId, conversationId, assigneeStaffId: adminId, reason };
        await passRequestOn(trx, now, request);
      }
      return found;
    });
    if (!overdue) return count;
    await announce(rt, overdue);
  }
}
