import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { Ask, FlowDocument } from './flow.js';
import type { DialogueKind } from './flows.table.js';

export interface NewDialogue {
  addressId: string;
  conversationId: string;
  language: string;
  dialogue: DialogueKind;
  ask: Ask;
  /** The text a call is offered about. */
  messageId?: string;
}

/** A question that was interrupted for longer than this is not asked any more: nobody remembers it. */
const rememberedHours = 48;

/**
 * Asks a family about the texting itself. A question that is open gives way and comes back when this one has been
 * answered; another dialogue is over.
 */
export async function openDialogue(
  trx: Transaction<Database>,
  now: Date,
  { ask, ...run }: NewDialogue,
): Promise<void> {
  const open = await trx
    .selectFrom('flowRun')
    .select(['id', 'dialogue', 'putsAside'])
    .where('addressId', '=', run.addressId)
    .where('state', '=', 'asking')
    .forUpdate()
    .executeTakeFirst();
  if (open) {
    await trx
      .updateTable('flowRun')
      .set(open.dialogue === null ? { state: 'running' } : { state: 'superseded', endedAt: now })
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
      requestId: null,
      optionStudentIds: null,
      putsAside: open?.dialogue === null ? open.id : (open?.putsAside ?? null),
    })
    .execute();
}

/** Ends a dialogue and gives the question it interrupted back, where that is still to be asked. */
export async function endDialogue(trx: Transaction<Database>, now: Date, flowRunId: string): Promise<void> {
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
