import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { problemOfRange } from '../lib/answer-range.js';
import { RecadoError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { Ask, FlowDocument } from './flow.js';

/** A run that begins with a question. */
export interface NewAskingRun {
  addressId: string;
  conversationId: string;
  studentId: string | null;
  language: string;
  document: FlowDocument;
  /** Where in the document the question stands, from 0. */
  step: number;
  ask: Ask;
  /** The text with the question waits for a person: the question is opened when it is let go. */
  held: boolean;
}

/**
 * Asks a question at many addresses. An address has one open question: an older one is superseded in the same
 * transaction. Only where the family is being asked for its language, this question stands back until it has said or a
 * day is over. Asked at the same moment by another transaction, this one fails with a unique violation and is to be
 * done again.
 * @throws RecadoError `ask_without_answers` where no answer could count
 */
export async function startAskingRuns(
  trx: Transaction<Database>,
  now: Date,
  nudgeRunId: string,
  runs: readonly NewAskingRun[],
): Promise<void> {
  for (const { ask } of runs) {
    const problem = problemOfRange(ask);
    if (problem !== null) throw new RecadoError('ask_without_answers', problem, { status: 422 });
  }
  const asked = runs.filter((run) => !run.held).map((run) => run.addressId);
  await sql`
    update flow_run set state = 'superseded', ended_at = ${now}
    from (select id from flow_run
          where address_id = any(${asked}::uuid[])
            and state in ('asking', 'running') and (state = 'asking' or ask is not null)
            and not ${asksLanguage(now)}
          order by address_id for update) older
    where flow_run.id = older.id`.execute(trx);
  const rows = runs.map(({ addressId, conversationId, studentId, ...run }) => ({
    id: newId(),
    address_id: addressId,
    conversation_id: conversationId,
    student_id: studentId,
    ...run,
  }));
  await sql`
    with earlier as materialized (
      select flow_run.id, flow_run.address_id from flow_run
      where flow_run.address_id = any(${asked}::uuid[]) and ${asksLanguage(now)}),
    added as (
      insert into flow_run (id, address_id, conversation_id, nudge_run_id, student_id, language, document, step, ask,
        state, started_at)
      select t.id, t.address_id, t.conversation_id, ${nudgeRunId}, t.student_id, t.language, t.document, t.step,
        case when t.held then null else t.ask end,
        case when t.held or t.address_id in (select address_id from earlier) then 'running' else 'asking' end, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, address_id uuid, conversation_id uuid,
        student_id uuid, language text, document jsonb, step integer, ask jsonb, held boolean)
      returning id, address_id)
    update flow_run set puts_aside = added.id
    from added join earlier using (address_id)
    where flow_run.id = earlier.id`.execute(trx);
}

/** For a row of `flow_run`: it asks which language a family reads, and learning texts wait for the answer. */
const asksLanguage = (now: Date): RawBuilder<boolean> => sql<boolean>`(
  flow_run.state = 'asking' and flow_run.dialogue is not distinct from 'language'
  and flow_run.started_at > ${now}::timestamptz - interval '24 hours')`;
