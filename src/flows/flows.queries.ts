import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { FlowAdvance, FlowPosition } from './advance.js';
import type { FlowDocument } from './flow.js';
import type { DialogueKind } from './flows.table.js';
import { giveBack } from './put-aside.queries.js';

export interface OpenAsk extends FlowPosition {
  id: string;
  conversationId: string;
  nudgeRunId: string | null;
  dialogue: DialogueKind | null;
  messageId: string | null;
  studentId: string | null;
  language: string;
  /** The request a question is about, and the children its options stand for; null for any other question. */
  requestId: string | null;
  optionStudentIds: string[] | null;
  /** The guardians the options of a question about the writer stand for; null for any other question. */
  optionGuardianIds: string[] | null;
  proposal: unknown;
}

/** The one question an address is asked at the moment, if any. */
export async function findOpenAsk(db: Kysely<Database>, addressId: string): Promise<OpenAsk | undefined> {
  const row = await db
    .selectFrom('flowRun')
    .select([
      'id',
      'conversationId',
      'nudgeRunId',
      'dialogue',
      'messageId',
      'studentId',
      'language',
      'document',
      'step',
      'ask',
      'unclearCount',
      'requestId',
      'optionStudentIds',
      'optionGuardianIds',
      'proposal',
    ])
    .where('addressId', '=', addressId)
    .where('state', '=', 'asking')
    .executeTakeFirst();
  return row;
}

/** Moves a run on. The question that stood back for it, because its text had not gone yet, is the open one after it. */
export async function saveAdvance(
  trx: Transaction<Database>,
  now: Date,
  flowRunId: string,
  { position, state }: Pick<FlowAdvance, 'position' | 'state'>,
): Promise<void> {
  const saved = await trx
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
    .returning('putsAside')
    .executeTakeFirst();
  if (state === 'done' && saved?.putsAside) await giveBack(trx, saved.putsAside);
}

/** The question of a nudge goes along with its text, which is written anew in another language or waits for a person. */
export async function askInLanguage(
  trx: Transaction<Database>,
  { nudgeRunId, addressId }: { nudgeRunId: string; addressId: string },
  { language, document, held }: { language: string; document: FlowDocument; held: boolean },
): Promise<void> {
  await trx
    .updateTable('flowRun')
    .set({
      language,
      document: JSON.stringify(document),
      ...(held ? { state: 'running', ask: null } : {}),
    })
    .where('nudgeRunId', '=', nudgeRunId)
    .where('addressId', '=', addressId)
    .where('state', 'in', ['asking', 'running'])
    .execute();
}

/** A held text with a question is let go: its question is the open one now, and an older one gives way to it. */
export async function askHeldQuestions(
  trx: Transaction<Database>,
  now: Date,
  messageIds: readonly string[],
): Promise<void> {
  const ids = [...messageIds];
  await sql`
    update flow_run set state = 'superseded', ended_at = ${now}
    where state in ('asking', 'running') and (state = 'asking' or ask is not null)
      and address_id in (select address_id from nudge_recipient where message_id = any(${ids}::uuid[]))`.execute(
    trx,
  );
  await sql`
    update flow_run f set state = 'asking', ask = f.document -> 'steps' -> f.step -> 'ask'
    from nudge_recipient r
    where r.message_id = any(${ids}::uuid[]) and f.nudge_run_id = r.nudge_run_id and f.address_id = r.address_id
      and f.state = 'running'`.execute(trx);
}

/** Texts with a question are held after all: nobody is asked until they are let go. */
export async function holdQuestions(
  trx: Transaction<Database>,
  messageIds: readonly string[],
): Promise<void> {
  await sql`
    update flow_run f set state = 'running', ask = null
    from nudge_recipient r
    where r.message_id = any(${[...messageIds]}::uuid[]) and f.nudge_run_id = r.nudge_run_id
      and f.address_id = r.address_id and f.state = 'asking'`.execute(trx);
}

/** Held texts with a question are discarded: nobody will ever be asked. */
export async function dropHeldQuestions(
  trx: Transaction<Database>,
  now: Date,
  messageIds: readonly string[],
): Promise<void> {
  await sql`
    update flow_run f set state = 'superseded', ended_at = ${now}
    from nudge_recipient r
    where r.message_id = any(${[...messageIds]}::uuid[]) and f.nudge_run_id = r.nudge_run_id
      and f.address_id = r.address_id and f.state = 'running'`.execute(trx);
}

/**
 * After a right was withdrawn or a link retired: nobody is asked any more, at these numbers, about a child that nobody
 * there may be contacted about. An answer that comes all the same is a text like any other.
 */
export async function endRefusedQuestions(
  trx: Transaction<Database>,
  now: Date,
  addressIds: readonly string[],
): Promise<void> {
  if (addressIds.length === 0) return;
  await sql`
    with reached as materialized (
      select ga.address_id, c.student_id from guardian_address ga
      join contact_allowed(${now}) c on c.guardian_id = ga.guardian_id
      where ga.address_id = any(${[...addressIds]}::uuid[]) and ga.retired_at is null)
    update flow_run f set state = 'superseded', ended_at = ${now}
    where f.address_id = any(${[...addressIds]}::uuid[]) and f.state in ('asking', 'running') and (
      (f.student_id is not null and not exists (select from reached r
        where r.address_id = f.address_id and r.student_id = f.student_id))
      or exists (select from unnest(f.option_student_ids) as option (student_id)
        where not exists (select from reached r
          where r.address_id = f.address_id and r.student_id = option.student_id))
      or exists (select from unnest(f.option_guardian_ids) as option (guardian_id)
        where not exists (select from guardian_address ga
          where ga.address_id = f.address_id and ga.guardian_id = option.guardian_id and ga.retired_at is null))
      or (f.nudge_run_id is not null and not exists (
        select from nudge_run nr join nudge n on n.id = nr.nudge_id
        join enrollment e on e.class_id = n.class_id
        join reached r on r.student_id = e.student_id
        where nr.id = f.nudge_run_id and r.address_id = f.address_id)))`.execute(trx);
}

/** Texts with a question were given up before they were sent: nobody was asked, so nobody's words are an answer. */
export async function endUnaskedQuestions(
  trx: Transaction<Database>,
  now: Date,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  await sql`
    update flow_run f set state = 'superseded', ended_at = ${now}
    from nudge_recipient r
    where r.message_id = any(${[...messageIds]}::uuid[]) and f.nudge_run_id = r.nudge_run_id
      and f.address_id = r.address_id and f.state in ('asking', 'running')`.execute(trx);
}
