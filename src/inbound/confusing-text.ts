import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Runtime } from '../lib/runtime.js';
import { flagText, lastTextOut } from '../translation/flags.queries.js';
import type { Understood } from '../understanding/understood.js';
import { saysConfused } from './confused.js';
import type { TextToUnderstand } from './inbound.queries.js';

/**
 * The text of ours a family says it did not understand, flagged; null where it says something else, something that
 * cannot wait, or there is no such text.
 */
export async function findConfusing(
  rt: Pick<Runtime, 'understanding'>,
  trx: Transaction<Database>,
  now: Date,
  { text, messageId, conversationId }: TextToUnderstand,
  { language, urgent }: Understood,
): Promise<string | null> {
  if (urgent || !saysConfused(rt.understanding, text, language)) return null;
  const confusing = await lastTextOut(trx, now, conversationId);
  if (confusing === undefined) return null;
  await flagText(trx, now, { messageId: confusing, flaggedByMessageId: messageId });
  return confusing;
}

/** What such a text is about, for its route: our words, and nothing a class teacher or a nudge would decide. */
export function aboutOurWords(understood: Understood) {
  return { ...understood, topic: 'other' as const, answer: { status: 'none' as const } };
}
