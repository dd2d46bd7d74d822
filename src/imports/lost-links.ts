import type { Transaction } from 'kysely';
import { deriveConversationState } from '../conversations/conversations.queries.js';
import type { Database } from '../db/database.js';
import { dropRefusedTexts } from '../delivery/rights.queries.js';
import { endRefusedQuestions } from '../flows/flows.queries.js';
import { handedOver, reachedBefore } from './lost-links.queries.js';

/**
 * Applies what an import says of guardians, and gives up what waits for numbers that are other people's, or nobody's,
 * from then on: what was written to a family never reaches another one. So are replies about a child whose guardian
 * somebody is no more, and open questions about it.
 */
export async function obeyLostLinks(
  trx: Transaction<Database>,
  now: Date,
  importId: string,
  apply: () => Promise<void>,
): Promise<void> {
  const before = await reachedBefore(trx, importId);
  await apply();
  if (before.size === 0) return;
  const addressIds = [...before.keys()];
  const lost = await dropRefusedTexts(trx, now, addressIds, {
    handedOver: await handedOver(trx, before),
  });
  await endRefusedQuestions(trx, now, addressIds);
  for (const { conversationId } of lost) await deriveConversationState(trx, conversationId);
}
