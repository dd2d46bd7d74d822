import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { endRefusedQuestions, findOpenAsk, type OpenAsk } from './flows.queries.js';
import { giveBack } from './put-aside.queries.js';

/** Clocks differ: a text may be dated a little before the question it answers. */
const clockSkewMs = 60_000;

/**
 * The question a text of a family can answer, if any: the open one at its number, where that was asked when the text
 * was written. A nudge is queued with its question, but may wait for its hour or its turn for days: until it has gone,
 * answers are to the question that was asked before it, which gives way once it has. One whose text was given up was
 * never asked, and one about a child nobody at the number may be contacted about any more is over.
 */
export async function findAskInTurn(
  trx: Transaction<Database>,
  now: Date,
  { addressId, writtenAt }: { addressId: string; writtenAt: Date },
): Promise<OpenAsk | undefined> {
  const open = await findOpenAsk(trx, addressId);
  // What comes in between is asked at once.
  if (!open || open.nudgeRunId === null) return open;
  const writtenBy = new Date(writtenAt.getTime() + clockSkewMs);
  const turn = await readTurn(trx, now, open.id, writtenBy);
  if (turn.isAsked && !turn.isRefused && turn.askedSince === null) return open;
  if (turn.isRefused) {
    await supersede(trx, now, open.id);
    if (turn.putsAside !== null) await giveBack(trx, turn.putsAside);
    return undefined;
  }
  if (turn.askedSince !== null) {
    await supersede(trx, now, open.id);
    await giveBack(trx, turn.askedSince);
    return findOpenAsk(trx, addressId);
  }
  const before = await askedLastBy(trx, addressId, writtenBy);
  if (turn.isGivenUp) await supersede(trx, now, open.id);
  if (before === undefined) return undefined;
  if (!turn.isGivenUp) await putAside(trx, open.id);
  await askAgain(trx, before, turn.isGivenUp ? null : open.id);
  await endRefusedQuestions(trx, now, [addressId]);
  return findOpenAsk(trx, addressId);
}

/** For a row of `flow_run`: its text, and whether that had been given to the carrier by then, and not in vain. */
const textOf = (run: string, writtenBy: Date): RawBuilder<unknown> => sql`(
  select d.message_id, d.state, exists (
    select from delivery_attempt t where t.message_id = d.message_id and t.request_started_at <= ${writtenBy}
      and t.state not in ('failed', 'abandoned')) as is_asked
  from nudge_recipient r join delivery d on d.message_id = r.message_id
  where r.nudge_run_id = ${sql.ref(`${run}.nudge_run_id`)} and r.address_id = ${sql.ref(`${run}.address_id`)})`;

interface Turn {
  isAsked: boolean;
  /** Its text will never go out. */
  isGivenUp: boolean;
  /** It is about a child nobody at the number may be contacted about now. */
  isRefused: boolean;
  /** The question that waits for this one. */
  putsAside: string | null;
  /** The same, where it has been asked since. */
  askedSince: string | null;
}

async function readTurn(
  trx: Transaction<Database>,
  now: Date,
  flowRunId: string,
  writtenBy: Date,
): Promise<Turn> {
  const rows = await sql<Turn>`
    select coalesce(own.is_asked, true) as is_asked, coalesce(own.state in ('failed', 'dropped'), false) as is_given_up,
      (f.student_id is not null and not exists (
        select from guardian_address ga join contact_allowed(${now}) c on c.guardian_id = ga.guardian_id
        where ga.address_id = f.address_id and ga.retired_at is null and c.student_id = f.student_id)) as is_refused,
      f.puts_aside, case when other.is_asked then f.puts_aside end as asked_since
    from flow_run f
    left join lateral ${textOf('f', writtenBy)} own on true
    left join flow_run waiting on waiting.id = f.puts_aside and waiting.state = 'running' and waiting.ask is not null
    left join lateral ${textOf('waiting', writtenBy)} other on true
    where f.id = ${flowRunId}`.execute(trx);
  const [turn] = rows.rows;
  if (!turn) throw new Error('The open question is not there.');
  return turn;
}

/** So far back a question that gave way is looked for. */
const lookBackDays = 30;

/** The question a number was asked last by then, where it gave way to another one and has no answer. */
async function askedLastBy(
  trx: Transaction<Database>,
  addressId: string,
  writtenBy: Date,
): Promise<string | undefined> {
  const rows = await sql<{ id: string; isUnanswered: boolean }>`
    select f.id, f.state = 'superseded' and f.ask is not null
      and not exists (select from response rs where rs.flow_run_id = f.id) as is_unanswered
    from conversation c
    join message m on m.conversation_id = c.id and m.direction = 'out' and m.purpose = 'learning'
      and m.created_at > ${writtenBy}::timestamptz - ${lookBackDays} * interval '1 day'
    join nudge_recipient r on r.message_id = m.id
    join flow_run f on f.nudge_run_id = r.nudge_run_id and f.address_id = r.address_id
    cross join lateral (
      select max(t.request_started_at) as at from delivery_attempt t
      where t.message_id = m.id and t.request_started_at <= ${writtenBy} and t.state not in ('failed', 'abandoned')) asked
    where c.address_id = ${addressId} and asked.at is not null
    order by asked.at desc limit 1`.execute(trx);
  const [last] = rows.rows;
  return last?.isUnanswered === true ? last.id : undefined;
}

async function supersede(trx: Transaction<Database>, now: Date, flowRunId: string): Promise<void> {
  await trx
    .updateTable('flowRun')
    .set({ state: 'superseded', endedAt: now })
    .where('id', '=', flowRunId)
    .execute();
}

async function putAside(trx: Transaction<Database>, flowRunId: string): Promise<void> {
  await trx.updateTable('flowRun').set({ state: 'running' }).where('id', '=', flowRunId).execute();
}

async function askAgain(
  trx: Transaction<Database>,
  flowRunId: string,
  putsAside: string | null,
): Promise<void> {
  await trx
    .updateTable('flowRun')
    .set({ state: 'asking', endedAt: null, putsAside })
    .where('id', '=', flowRunId)
    .execute();
}
