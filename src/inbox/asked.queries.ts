import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { reachOf } from '../auth/visibility.js';
import type { AnswerValue } from '../conversations/readings.table.js';
import type { Database } from '../db/database.js';
import type { Ask } from '../flows/flow.js';

/** A text that came later than this after a question, or after more texts, is not offered as its answer. */
const askedWithin = { days: 14, texts: 30 };

/**
 * For a row of `message` in its `conversation`, as `asked`: the question of a nudge that it answers, or that a person
 * spoke of at it, else the one asked last before it. Of nudges to classes this person may not write to: nothing.
 */
export const askedOfText = (staff: SignedInStaff): RawBuilder<unknown> => sql`
  left join lateral (
    select fr.id as flow_run_id, fr.address_id, fr.student_id, fr.nudge_run_id,
      jsonb_path_query_first(fr.document, '$.steps[*] ? (@.do == "ask").ask ? (@.key == $key || $key == null)',
        jsonb_build_object('key', one.ask)) as ask
    from (
      select rs.flow_run_id, rs.ask, 1 as rank, rs.created_at as at from response rs
      where rs.message_id = message.id
      union all
      select ch.flow_run_id, ch.ask, 2, ch.changed_at from reading_change ch
      where ch.message_id = message.id and ch.part = 'answer' and ch.taken_back_at is null
      union all
      (select f.id, null, 3, q.created_at
       from message q join nudge_recipient r on r.message_id = q.id
       join delivery qd on qd.message_id = q.id and qd.state not in ('held', 'dropped')
       join flow_run f on f.nudge_run_id = r.nudge_run_id and f.address_id = r.address_id
       where q.conversation_id = message.conversation_id and q.direction = 'out' and q.position < message.position
         and q.position >= message.position - ${askedWithin.texts}::integer
         and q.created_at > message.created_at - ${askedWithin.days} * interval '1 day'
       order by q.position desc limit 1)) one
    join flow_run fr on fr.id = one.flow_run_id
    where ${isOfOwnClass(staff)}
    order by one.rank, one.at desc limit 1
  ) asked on message.direction = 'in' and message.processing <> 'pending'`;

/** For a row of `flow_run` as `fr`: this person may read what the families of its class answer. */
function isOfOwnClass(staff: SignedInStaff): RawBuilder<boolean> {
  if (reachOf(staff) !== 'classes') return sql`true`;
  return sql`exists (select from nudge_run onr join nudge own on own.id = onr.nudge_id
    join class_staff cs on cs.class_id = own.class_id
    where onr.id = fr.nudge_run_id and cs.staff_id = ${staff.id})`;
}

export interface AskedOfText {
  flowRunId: string;
  addressId: string;
  studentId: string | null;
  nudgeId: string;
  ask: Ask;
}

/** The question a text answers, or could answer; undefined where none was asked. */
export async function readAsked(
  db: Kysely<Database>,
  staff: SignedInStaff,
  messageId: string,
): Promise<AskedOfText | undefined> {
  const found = await sql<AskedOfText>`
    select asked.flow_run_id, asked.address_id, asked.student_id, asked.ask, nr.nudge_id
    from message join conversation on conversation.id = message.conversation_id
    ${askedOfText(staff)}
    join nudge_run nr on nr.id = asked.nudge_run_id
    where message.id = ${messageId} and asked.ask is not null`.execute(db);
  return found.rows[0];
}

/** The question at a text as the thread shows it. */
export interface AskedRow extends Omit<Ask, 'key'> {
  libraryKey: string | null;
  ownText: string | null;
  /** What counts as its answer, from whichever text; null: nothing does. */
  counts: AnswerValue | null;
  /** It is this text that answers it. */
  isHere: boolean;
}

/** {@link AskedRow}, beside {@link askedOfText}. */
export const askedAsJson: RawBuilder<AskedRow | null> = sql`(
  select asked.ask - 'key' || jsonb_build_object('libraryKey', n.library_key, 'ownText', n.own_text,
    'counts', counted.value -> 'value', 'isHere', coalesce(counted.message_id = message.id, false))
  from nudge_run nr join nudge n on n.id = nr.nudge_id
  left join response counted on counted.flow_run_id = asked.flow_run_id and counted.ask = asked.ask ->> 'key'
  where nr.id = asked.nudge_run_id and asked.ask is not null)`;

export interface PutRightRow {
  id: string;
  part: 'answer' | 'topic' | 'urgent' | 'request';
  /** What they said of it. */
  said: AnswerValue | null;
  /** What counted as the answer before; null: nothing did, or it is about something else. */
  before: AnswerValue | null;
  /** Null: the family itself changed its answer by this text. */
  by: string | null;
  /** As PostgreSQL writes it. */
  at: string;
}

/** What of a text people put right and stands, or an answer the family changed by it: the last of each part. */
export const putRightAsJson: RawBuilder<PutRightRow[]> = sql`coalesce((
  select jsonb_agg(jsonb_build_object('id', last.id, 'part', last.part, 'by', last.name, 'at', last.changed_at,
    'before', last.was -> 'answer' -> 'value', 'said', coalesce(last.became -> 'value', last.became -> 'topic', last.became -> 'urgent', last.became -> 'needed'))
    order by last.changed_at, last.id)
  from (
    select distinct on (ch.part) ch.id, ch.part, ch.changed_at, ch.was, ch.became, who.name
    from reading_change ch left join staff who on who.id = ch.staff_id
    where ch.message_id = message.id and ch.taken_back_at is null
    order by ch.part, ch.changed_at desc, ch.id desc) last), '[]')`;
