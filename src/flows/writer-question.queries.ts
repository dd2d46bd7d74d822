import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Ask } from './flow.js';
import { askInBetween } from './put-aside.queries.js';

export interface NewWriterQuestion {
  addressId: string;
  conversationId: string;
  /** The text nobody knows the writer of. */
  messageId: string;
  language: string;
  /** The guardians its options stand for, in the options' order. */
  guardianIds: readonly string[];
  ask: Ask;
}

/**
 * Asks at a shared phone who wrote a text, once a text, in between whatever else is asked.
 * @returns false where it was asked already
 */
export async function openWriterQuestion(
  trx: Transaction<Database>,
  now: Date,
  { guardianIds, ...run }: NewWriterQuestion,
): Promise<boolean> {
  if ((await writerQuestions(trx, run.messageId).executeTakeFirst()) !== undefined) return false;
  await askInBetween(trx, now, { ...run, optionGuardianIds: guardianIds });
  return true;
}

/** The question that is open about who wrote a text. */
export async function openWriterQuestionAbout(
  trx: Transaction<Database>,
  messageId: string,
): Promise<string | undefined> {
  const run = await writerQuestions(trx, messageId).where('state', '=', 'asking').executeTakeFirst();
  return run?.id;
}

function writerQuestions(trx: Transaction<Database>, messageId: string) {
  return trx
    .selectFrom('flowRun')
    .select('id')
    .where('messageId', '=', messageId)
    .where('optionGuardianIds', 'is not', null);
}
