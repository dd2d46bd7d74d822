import { sql, type Kysely, type Transaction } from 'kysely';
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

/** A held text with a question is let go: its question is the open one now, and an older one gives way to it. */
export async function askHeldQuestion(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
): Promise<void> {
  await sql`
    update flow_run set state = 'superseded', ended_at = ${now}
    where state = 'asking' and address_id in (select address_id from nudge_recipient where message_id = ${messageId})`.execute(
    trx,
  );
  await sql`
    update flow_run f set state = 'asking', ask = f.document -> 'steps' -> f.step -> 'ask'
    from nudge_recipient r
    where r.message_id = ${messageId} and f.nudge_run_id = r.nudge_run_id and f.address_id = r.address_id
      and f.state = 'running'`.execute(trx);
}

/** A held text with a question is discarded: nobody will ever be asked. */
export async function dropHeldQuestion(
  trx: Transaction<Database>,
  now: Date,
  messageId: string,
): Promise<void> {
  await sql`
    update flow_run f set state = 'superseded', ended_at = ${now}
    from nudge_recipient r
    where r.message_id = ${messageId} and f.nudge_run_id = r.nudge_run_id and f.address_id = r.address_id
      and f.state = 'running'`.execute(trx);
}
