import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Ask } from './flow.js';
import { giveBack } from './put-aside.queries.js';

/** A question as it waited for its answer: open, or put aside for one that came in between. */
export interface WaitingQuestion {
  state: 'asking' | 'running';
  step: number;
  ask: Ask;
  unclearCount: number;
}

/**
 * A person says what answers a question: where it still waits, it waits no more, and nothing is sent.
 * @returns how it waited; null where it waited no more
 */
export async function endAnsweredByHand(
  trx: Transaction<Database>,
  now: Date,
  { flowRunId, ask }: { flowRunId: string; ask: string },
): Promise<WaitingQuestion | null> {
  const waiting = await trx
    .selectFrom('flowRun')
    .select(['state', 'step', 'ask', 'unclearCount', 'putsAside'])
    .where('id', '=', flowRunId)
    .where('state', 'in', ['asking', 'running'])
    .forUpdate()
    .executeTakeFirst();
  if (waiting?.ask?.key !== ask || (waiting.state !== 'asking' && waiting.state !== 'running')) return null;
  await trx
    .updateTable('flowRun')
    .set({ state: 'done', ask: null, endedAt: now })
    .where('id', '=', flowRunId)
    .execute();
  if (waiting.putsAside !== null) await giveBack(trx, waiting.putsAside);
  return { state: waiting.state, step: waiting.step, ask: waiting.ask, unclearCount: waiting.unclearCount };
}

/** Takes {@link endAnsweredByHand} back: the question waits again, unless the family was asked something else since. */
export async function waitAgain(
  trx: Transaction<Database>,
  flowRunId: string,
  { state, step, ask, unclearCount }: WaitingQuestion,
): Promise<void> {
  await sql`
    update flow_run f set state = ${state}, step = ${step}, ask = ${JSON.stringify(ask)}::jsonb,
      unclear_count = ${unclearCount}, ended_at = null
    where f.id = ${flowRunId} and f.state = 'done' and not exists (
      select from flow_run o where o.address_id = f.address_id and o.id <> f.id
        and (o.state = 'asking' and ${state} = 'asking'
          or o.nudge_run_id is not null and o.started_at > f.started_at))`.execute(trx);
}
