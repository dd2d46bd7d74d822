import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Ask } from './flow.js';
import { askInBetween } from './put-aside.queries.js';

export interface NewChildQuestion {
  addressId: string;
  conversationId: string;
  requestId: string;
  language: string;
  /** The children its options stand for, in the options' order. */
  studentIds: readonly string[];
  ask: Ask;
}

/**
 * Asks a family which child a request is about, once a request, in between whatever else is asked.
 * @returns false where the request was asked about already
 */
export async function openChildQuestion(
  trx: Transaction<Database>,
  now: Date,
  { studentIds, ...run }: NewChildQuestion,
): Promise<boolean> {
  const asked = await trx
    .selectFrom('flowRun')
    .select('id')
    .where('requestId', '=', run.requestId)
    .executeTakeFirst();
  if (asked) return false;
  await askInBetween(trx, now, { ...run, optionStudentIds: studentIds });
  return true;
}

/** The question that is open about the request a text opened. */
export async function openQuestionAbout(
  trx: Transaction<Database>,
  messageId: string,
): Promise<string | undefined> {
  const run = await trx
    .selectFrom('flowRun')
    .innerJoin('request', 'request.id', 'flowRun.requestId')
    .select('flowRun.id')
    .where('request.messageId', '=', messageId)
    .where('flowRun.state', '=', 'asking')
    .executeTakeFirst();
  return run?.id;
}
