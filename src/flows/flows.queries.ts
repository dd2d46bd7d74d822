import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { FlowAdvance, FlowPosition } from './advance.js';

export interface OpenAsk extends FlowPosition {
  id: string;
  conversationId: string;
  nudgeRunId: string;
  studentId: string | null;
  language: string;
}

/** The one question an address is asked at the moment, if any. */
export async function findOpenAsk(db: Kysely<Database>, addressId: string): Promise<OpenAsk | undefined> {
  const row = await db
    .selectFrom('flowRun')
    .select([
      'id',
      'conversationId',
      'nudgeRunId',
      'studentId',
      'language',
      'document',
      'step',
      'ask',
      'unclearCount',
    ])
    .where('addressId', '=', addressId)
    .where('state', '=', 'asking')
    .executeTakeFirst();
  return row;
}

export async function saveAdvance(
  trx: Transaction<Database>,
  now: Date,
  flowRunId: string,
  { position, state }: Pick<FlowAdvance, 'position' | 'state'>,
): Promise<void> {
  await trx
    .updateTable('flowRun')
    .set({
      step: position.step,
      ask: position.ask === null ? null : JSON.stringify(position.ask),
      unclearCount: position.unclearCount,
      state,
      endedAt: state === 'done' ? now : null,
    })
    .where('id', '=', flowRunId)
    .where('state', '=', 'asking')
    .execute();
}
