import { sql, type Insertable, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import type { DeliveryState } from '../delivery/delivery.table.js';
import { newId } from '../lib/ids.js';
import { mayUseClass } from './classes.queries.js';
import type { NudgeRecipientTable, NudgeRunTable, NudgeTable } from './nudges.table.js';
import type { Occurrence } from './schedule.js';

export async function insertNudge(
  trx: Transaction<Database>,
  now: Date,
  nudge: Omit<Insertable<NudgeTable>, 'id' | 'createdAt' | 'state' | 'nextRunAt' | 'nextOccurrence'>,
  first: Occurrence,
): Promise<string> {
  const id = newId();
  await trx
    .insertInto('nudge')
    .values({ ...nudge, id, nextRunAt: first.at, nextOccurrence: first.date, createdAt: now })
    .execute();
  return id;
}

export type LockedNudge = Pick<
  Selectable<NudgeTable>,
  'id' | 'schoolId' | 'state' | 'startsLocal' | 'timeZone' | 'repeats' | 'endsOn'
>;

/** A nudge to a class this person may write to, locked. */
export function lockNudge(
  trx: Transaction<Database>,
  staff: SignedInStaff,
  nudgeId: string,
): Promise<LockedNudge | undefined> {
  return trx
    .selectFrom('nudge')
    .innerJoin('class', 'class.id', 'nudge.classId')
    .select(['nudge.id', 'nudge.schoolId', 'nudge.state', 'nudge.startsLocal', 'nudge.timeZone'])
    .select(['nudge.repeats', 'nudge.endsOn'])
    .where('nudge.id', '=', nudgeId)
    .where(mayUseClass(staff))
    .forUpdate('nudge')
    .executeTakeFirst();
}

/** Sets a nudge's state and when it runs next; without a next time it does not run. */
export async function setNudgeState(
  trx: Transaction<Database>,
  nudgeId: string,
  state: 'scheduled' | 'paused' | 'cancelled',
  next: Occurrence | null,
): Promise<void> {
  await trx
    .updateTable('nudge')
    .set({ state, nextRunAt: next?.at ?? null, nextOccurrence: next?.date ?? null })
    .where('id', '=', nudgeId)
    .execute();
}

/** Stops what is left of a nudge's run; what is queued already goes its way. */
export async function cancelOpenRuns(trx: Transaction<Database>, now: Date, nudgeId: string): Promise<void> {
  await trx
    .updateTable('nudgeRun')
    .set({ state: 'cancelled', finishedAt: now })
    .where('nudgeId', '=', nudgeId)
    .where('state', '=', 'open')
    .execute();
}

export interface NudgeRow extends Pick<
  Selectable<NudgeTable>,
  'id' | 'libraryKey' | 'ownText' | 'askKind' | 'repeats' | 'state' | 'nextRunAt' | 'asksAgainRunId'
> {
  classId: string;
  className: string;
  schoolId: string;
  schoolName: string;
  timeZone: string;
  byName: string;
  runId: string | null;
  runOpenedAt: Date | null;
  runState: Selectable<NudgeRunTable>['state'] | null;
  recipients: number;
  delivered: number;
  failed: number;
  held: number;
  leftOut: number;
  answered: number;
}

/** Nudges to classes this person may write to, the newest first, each with its last run in numbers. */
export async function readNudges(
  db: Kysely<Database>,
  staff: SignedInStaff,
  page: { before: string | null; limit: number } | { id: string },
): Promise<NudgeRow[]> {
  // Ids are made in the order of time.
  const which =
    'id' in page
      ? sql`nudge.id = ${page.id}`
      : page.before === null
        ? sql`true`
        : sql`nudge.id < ${page.before}`;
  const rows = await sql<NudgeRow>`
    select nudge.id, nudge.library_key, nudge.own_text, nudge.ask_kind, nudge.repeats, nudge.state,
      nudge.next_run_at, nudge.asks_again_run_id, class.id as class_id, class.name as class_name, school.id as school_id,
      school.name as school_name, school.time_zone, staff.name as by_name,
      run.id as run_id, run.opened_at as run_opened_at, run.state as run_state, counts.*, answers.answered
    from nudge
    join class on class.id = nudge.class_id
    join school on school.id = nudge.school_id
    join staff on staff.id = nudge.staff_id
    left join lateral (
      select id, opened_at, state from nudge_run nr where nr.nudge_id = nudge.id
      order by nr.occurrence desc, nr.step desc limit 1) run on true
    cross join lateral (
      select count(r.message_id)::integer as recipients,
        count(*) filter (where d.state = 'delivered')::integer as delivered,
        count(*) filter (where d.state in ('failed', 'dropped'))::integer as failed,
        count(*) filter (where d.state = 'held')::integer as held,
        count(*) filter (where r.outcome = 'left_out')::integer as left_out
      from nudge_recipient r left join delivery d on d.message_id = r.message_id
      where r.nudge_run_id = run.id) counts
    cross join lateral (
      select count(distinct fr.id)::integer as answered
      from flow_run fr join response rs on rs.flow_run_id = fr.id where fr.nudge_run_id = run.id) answers
    where ${mayUseClass(staff)} and ${which}
    order by nudge.id desc
    limit ${'id' in page ? 1 : page.limit}`.execute(db);
  return rows.rows;
}

export interface RecipientRow {
  outcome: NudgeRecipientTable['outcome'];
  reason: string | null;
  guardians: string | null;
  students: string | null;
  language: string | null;
  conversationId: string | null;
  deliveryState: DeliveryState | null;
  deliveryReason: string | null;
  answerValue: boolean | number | string | null;
  answerText: string | null;
  answerLanguage: string | null;
  answerTranslation: string | null;
  answeredAt: Date | null;
  /** Who put the answer right last; null: it is as the program read it. */
  answerPutRightBy: string | null;
}

/** A run, family by family: who it is, what became of its text, and what it answered. */
export async function readRecipients(db: Kysely<Database>, nudgeRunId: string): Promise<RecipientRow[]> {
  const rows = await sql<RecipientRow>`
    select r.outcome, r.reason, coalesce(people.guardians, g.name) as guardians,
      coalesce(people.students, s.given_name || ' ' || s.family_name) as students,
      d.language, m.conversation_id, d.state as delivery_state, d.reason as delivery_reason,
      answer.value as answer_value, answer.text as answer_text, answer.language as answer_language,
      answer.translation as answer_translation, answer.at as answered_at,
      answer.put_right_by as answer_put_right_by
    from nudge_recipient r
    join nudge_run nr on nr.id = r.nudge_run_id
    join nudge n on n.id = nr.nudge_id
    left join guardian g on g.id = r.guardian_id
    left join student s on s.id = r.student_id
    left join message m on m.id = r.message_id
    left join delivery d on d.message_id = r.message_id
    left join lateral (
      select string_agg(distinct pg.name, ', ') as guardians,
        string_agg(distinct ps.given_name || ' ' || ps.family_name, ', ') as students
      from guardian_address ga
      join guardian pg on pg.id = ga.guardian_id
      join contact_allowed(nr.opened_at) gs on gs.guardian_id = pg.id
      join enrollment e on e.student_id = gs.student_id and e.class_id = n.class_id
      join student ps on ps.id = gs.student_id
      where ga.address_id = r.address_id and (ga.retired_at is null or ga.retired_at > nr.opened_at)) people on true
    left join lateral (
      select rs.value -> 'value' as value, am.text, am.language, mt.text as translation, rs.created_at as at,
        (select who.name from reading_change ch join staff who on who.id = ch.staff_id
          where ch.flow_run_id = fr.id and ch.ask = rs.ask and ch.taken_back_at is null
          order by ch.changed_at desc, ch.id desc limit 1) as put_right_by
      from flow_run fr
      join response rs on rs.flow_run_id = fr.id
      join message am on am.id = rs.message_id
      left join message_translation mt on mt.message_id = am.id and mt.language = 'en'
      where fr.nudge_run_id = r.nudge_run_id and fr.address_id = r.address_id
      order by rs.created_at limit 1) answer on true
    where r.nudge_run_id = ${nudgeRunId}
    order by students, guardians, r.id`.execute(db);
  return rows.rows;
}
