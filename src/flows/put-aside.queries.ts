import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { Ask, FlowDocument } from './flow.js';
import type { DialogueKind } from './flows.table.js';

/** A question of ours that comes in between. */
export interface QuestionBetween {
  addressId: string;
  conversationId: string;
  language: string;
  ask: Ask;
  /** About the texting itself: which part of it. */
  dialogue?: DialogueKind;
  /** The text a call is offered about, or whose writer is asked for. */
  messageId?: string;
  /** The request a question is about. */
  requestId?: string;
  /** Whom the options stand for, in their order. */
  optionStudentIds?: readonly string[];
  optionGuardianIds?: readonly string[];
  /** What a yes leads to. */
  proposal?: object;
}

/** A question that was interrupted for longer than this is not asked any more: nobody remembers it. */
const rememberedHours = 48;

/**
 * Asks a family something in between. A question that is open gives way and comes back when this one is over
 * ({@link endQuestionBetween}): a nudge's, or one of ours about a text. What was asked about the texting itself is over,
 * and what it had put aside waits for this one instead.
 */
export async function askInBetween(
  trx: Transaction<Database>,
  now: Date,
  { ask, optionStudentIds, optionGuardianIds, proposal, ...run }: QuestionBetween,
): Promise<void> {
  const putsAside = await putOpenQuestionAside(trx, now, run.addressId);
  const document: FlowDocument = { version: 1, steps: [{ do: 'ask', ask }] };
  const uuids = (ids: readonly string[] | undefined) =>
    ids === undefined ? null : sql<string[]>`${[...ids]}::uuid[]`;
  await trx
    .insertInto('flowRun')
    .values({
      requestId: null,
      ...run,
      id: newId(),
      nudgeRunId: null,
      studentId: null,
      document: JSON.stringify(document),
      ask: JSON.stringify(ask),
      state: 'asking',
      startedAt: now,
      endedAt: null,
      optionStudentIds: uuids(optionStudentIds),
      optionGuardianIds: uuids(optionGuardianIds),
      proposal: proposal === undefined ? null : JSON.stringify(proposal),
      putsAside,
    })
    .execute();
}

/** @returns the question that is to come back; null where none is */
async function putOpenQuestionAside(
  trx: Transaction<Database>,
  now: Date,
  addressId: string,
): Promise<string | null> {
  const open = await trx
    .selectFrom('flowRun')
    .select(['id', 'dialogue', 'putsAside'])
    .where('addressId', '=', addressId)
    .where('state', '=', 'asking')
    .forUpdate()
    .executeTakeFirst();
  if (!open) return null;
  const comesBack = open.dialogue === null;
  await trx
    .updateTable('flowRun')
    .set(comesBack ? { state: 'running' } : { state: 'superseded', endedAt: now })
    .where('id', '=', open.id)
    .execute();
  return comesBack ? open.id : open.putsAside;
}

/** Ends a question that came in between, and gives back the one it had put aside where that is still to be asked. */
export async function endQuestionBetween(
  trx: Transaction<Database>,
  now: Date,
  flowRunId: string,
): Promise<void> {
  const ended = await trx
    .updateTable('flowRun')
    .set({ state: 'done', ask: null, endedAt: now })
    .where('id', '=', flowRunId)
    .where('state', '=', 'asking')
    .returning('putsAside')
    .executeTakeFirst();
  if (!ended?.putsAside) return;
  await sql`
    update flow_run set state = 'asking'
    where id = ${ended.putsAside} and state = 'running' and ask is not null
      and started_at > ${now}::timestamptz - ${rememberedHours} * interval '1 hour'
      and not exists (select from flow_run o where o.address_id = flow_run.address_id and o.state = 'asking')`.execute(
    trx,
  );
}

/** Asks a question again that stood back for another one, where nothing else is asked. */
export async function giveBack(trx: Transaction<Database>, flowRunId: string): Promise<void> {
  await sql`
    update flow_run set state = 'asking'
    where id = ${flowRunId} and state = 'running' and ask is not null
      and not exists (select from flow_run o where o.address_id = flow_run.address_id and o.state = 'asking')`.execute(
    trx,
  );
}
