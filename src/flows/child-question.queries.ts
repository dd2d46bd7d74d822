import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { Ask, FlowDocument } from './flow.js';

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
 * Asks a family which child a request is about, once a request. A question that is open gives way, and comes back when
 * this one has been answered (`endDialogue`); a question about the texting itself is over.
 * @returns false where the request was asked about already
 */
export async function openChildQuestion(
  trx: Transaction<Database>,
  now: Date,
  { studentIds, ask, ...run }: NewChildQuestion,
): Promise<boolean> {
  const open = await trx
    .selectFrom('flowRun')
    .select(['id', 'nudgeRunId', 'putsAside'])
    .where('addressId', '=', run.addressId)
    .where('state', '=', 'asking')
    .forUpdate()
    .executeTakeFirst();
  const asked = await trx
    .selectFrom('flowRun')
    .select('id')
    .where('requestId', '=', run.requestId)
    .executeTakeFirst();
  if (asked) return false;
  if (open) {
    await trx
      .updateTable('flowRun')
      .set(open.nudgeRunId !== null ? { state: 'running' } : { state: 'superseded', endedAt: now })
      .where('id', '=', open.id)
      .execute();
  }
  const document: FlowDocument = { version: 1, steps: [{ do: 'ask', ask }] };
  await trx
    .insertInto('flowRun')
    .values({
      ...run,
      id: newId(),
      nudgeRunId: null,
      studentId: null,
      document: JSON.stringify(document),
      ask: JSON.stringify(ask),
      state: 'asking',
      startedAt: now,
      endedAt: null,
      optionStudentIds: sql<string[]>`${[...studentIds]}::uuid[]`,
      putsAside: open === undefined ? null : open.nudgeRunId === null ? open.putsAside : open.id,
    })
    .execute();
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
