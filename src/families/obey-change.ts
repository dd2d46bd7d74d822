import type { Transaction } from 'kysely';
import { deriveConversationState } from '../conversations/conversations.queries.js';
import type { Database } from '../db/database.js';
import { dropRefusedTexts } from '../delivery/rights.queries.js';
import { endRefusedQuestions } from '../flows/flows.queries.js';
import type { Runtime } from '../lib/runtime.js';
import { conversationsAt } from './families-access.queries.js';

/**
 * In the transaction of a change of rights or links: what waits for these numbers and may not go out any more is given
 * up, and questions nobody may be asked any more are closed.
 */
export async function obeyChange(
  trx: Transaction<Database>,
  now: Date,
  addressIds: readonly string[],
): Promise<void> {
  const lost = await dropRefusedTexts(trx, now, addressIds);
  await endRefusedQuestions(trx, now, addressIds);
  for (const { conversationId } of lost) await deriveConversationState(trx, conversationId);
}

/** After the commit: the pages that show these families are told. */
export async function tellPages(
  rt: Pick<Runtime, 'db' | 'live'>,
  addressIds: readonly string[],
): Promise<void> {
  for (const { id, schoolId } of await conversationsAt(rt.db, addressIds)) {
    await rt.live.publish({ kind: 'conversation', id, schoolId });
  }
}
