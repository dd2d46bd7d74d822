import type { Transaction } from 'kysely';
import { recordAudit } from '../auth/audit.queries.js';
import { revokeAccess } from '../auth/revoke-access.queries.js';
import { handDecisionsOver } from '../consent/decisions.queries.js';
import { handConversationsOver, type TouchedConversation } from '../conversations/hand-over.queries.js';
import type { Database } from '../db/database.js';
import { handNudgesOver } from '../nudges/hand-over.queries.js';
import { setActive } from '../roster/set-up.queries.js';
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

export const leftSchool = 'whoever had it left the school';

/** Gives to heirs what one person had at schools, and no longer sees. */
export async function handOverSchools(
  trx: Transaction<Database>,
  now: Date,
  staffId: string,
  of: { schoolIds: readonly string[]; reason: string },
): Promise<TouchedConversation[]> {
  const touched = await handConversationsOver(trx, now, [staffId], of);
  await handDecisionsOver(trx, [staffId]);
  await handWordsOver(trx);
  return touched;
}

/**
 * Lets one person leave by hand: signed out, without tokens, and what they had goes to heirs, as when a roster no longer
 * names them.
 * @param actor as in the audit log
 * @returns what was handed over, and whether the next import brings back whom its file still names
 */
export async function letLeave(
  trx: Transaction<Database>,
  now: Date,
  staffId: string,
  actor: string,
): Promise<HandedOver & { isOfRoster: boolean }> {
  const { isOfRoster } = await setActive(trx, staffId, false);
  const handed = await handOver(trx, now, [staffId]);
  await recordAudit(trx, now, { actor, action: 'staff.left', subject: `staff:${staffId}` });
  return { ...handed, isOfRoster };
}
