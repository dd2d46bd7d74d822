import type { Transaction } from 'kysely';
import { revokeAccess } from '../auth/revoke-access.queries.js';
import { handDecisionsOver } from '../consent/decisions.queries.js';
import { handConversationsOver, type TouchedConversation } from '../conversations/hand-over.queries.js';
import type { Database } from '../db/database.js';
import { handNudgesOver } from '../nudges/hand-over.queries.js';
import { handWordsOver } from '../translation/hand-over.queries.js';

/** What went from people who left to others. */
export interface HandedOver {
  nudges: Awaited<ReturnType<typeof handNudgesOver>>;
  conversations: TouchedConversation[];
}

/** Ends the access of people who are no longer active, and gives to heirs what they had, and what nobody there sees any more. */
export async function handOver(
  trx: Transaction<Database>,
  now: Date,
  leavers: readonly string[],
): Promise<HandedOver> {
  await revokeAccess(trx, now, leavers);
  const nudges = await handNudgesOver(trx, leavers);
  const conversations = await handConversationsOver(trx, now, leavers);
  await handDecisionsOver(trx, leavers);
  await handWordsOver(trx);
  return { nudges, conversations };
}
