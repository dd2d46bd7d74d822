import { lockOverdueDecision, markEscalated } from '../consent/decisions.queries.js';
import { openRequest } from '../conversations/requests.queries.js';
import type { Runtime } from '../lib/runtime.js';
import { announce } from './announce.js';

const reason = 'nobody decided within one school day whether this text was an opt-out';

/**
 * Gives decisions that are overdue to an administrator of the school, else of the district, each once.
 * @returns how many
 */
export async function escalateDecisions(
  rt: Pick<Runtime, 'db' | 'clock' | 'jobs' | 'live'>,
): Promise<number> {
  const now = rt.clock.now();
  for (let count = 0; ; count += 1) {
    const overdue = await rt.db.transaction().execute(async (trx) => {
      const found = await lockOverdueDecision(trx, now);
      if (!found) return undefined;
      await markEscalated(trx, now, found.id, found.adminId);
      await openRequest(trx, now, {
        conversationId: found.conversationId,
        messageId: found.messageId,
        studentId: null,
        topic: 'other',
        urgent: false,
        assigneeStaffId: found.adminId,
        reason,
      });
      return found;
    });
    if (!overdue) return count;
    await announce(rt, overdue);
  }
}
