import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { StaffRole } from '../roster/roster.table.js';
import type { NudgeAskKind, NudgeRecipientTable, NudgeRunTable, NudgeTable } from './nudges.table.js';
import type { Occurrence } from './schedule.js';

export type DueNudge = Pick<
  NudgeTable,
  'id' | 'schoolId' | 'startsLocal' | 'timeZone' | 'repeats' | 'endsOn'
> & {
  nextRunAt: Date;
  nextOccurrence: string;
};

/** The nudge that is due longest, locked; those another worker holds are passed over. */
export async function lockDueNudge(trx: Transaction<Database>, now: Date): Promise<DueNudge | undefined> {
  const row = await trx
    .selectFrom('nudge')
    .select(['id', 'schoolId', 'startsLocal', 'timeZone', 'repeats', 'endsOn', 'nextRunAt', 'nextOccurrence'])
    .where('state', '=', 'scheduled')
    .where('nextRunAt', '<=', now)
    .where('nextOccurrence', 'is not', null)
    .orderBy('nextRunAt')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row?.nextRunAt || row.nextOccurrence === null) return undefined;
  return { ...row, nextRunAt: row.nextRunAt, nextOccurrence: row.nextOccurrence };
}

/**
 * Opens the run of an occurrence, or notes it as cancelled.
 * @returns its id, or undefined where that occurrence has one already
 */
export async function insertRun(
  trx: Transaction<Database>,
  now: Date,
  run: { nudgeId: string; occurrence: string; state: 'open' | 'cancelled' },
): Promise<string | undefined> {
  const inserted = await trx
    .insertInto('nudgeRun')
    .values({ ...run, id: newId(), openedAt: now, finishedAt: run.state === 'open' ? null : now })
    .onConflict((conflict) => conflict.columns(['nudgeId', 'occurrence', 'step']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
}

/** Moves a nudge to its next occurrence; without one it is done. */
export async function moveNudge(
  trx: Transaction<Database>,
  nudgeId: string,
  next: Occurrence | null,
): Promise<void> {
  await trx
    .updateTable('nudge')
    .set(
      next === null
        ? { state: 'done', nextRunAt: null, nextOccurrence: null }
        : { nextRunAt: next.at, nextOccurrence: next.date },
    )
    .where('id', '=', nudgeId)
    .execute();
}

/** A run with everything its texts are made of. */
export interface RunToSend {
  id: string;
  state: Selectable<NudgeRunTable>['state'];
  openedAt: Date;
  nudgeId: string;
  classId: string;
  className: string;
  schoolId: string;
  schoolName: string;
  timeZone: string;
  staffId: string;
  staffName: string;
  staffRole: StaffRole;
  libraryKey: string | null;
  ownText: string | null;
  askKind: NudgeAskKind;
  /** It goes to those alone who got this run and have not answered it. */
  asksAgainRunId: string | null;
  /** Null where the school has no line to send from. */
  lineId: string | null;
}

export async function readRunToSend(
  db: Kysely<Database>,
  nudgeRunId: string,
): Promise<RunToSend | undefined> {
  return db
    .selectFrom('nudgeRun')
    .innerJoin('nudge', 'nudge.id', 'nudgeRun.nudgeId')
    .innerJoin('class', 'class.id', 'nudge.classId')
    .innerJoin('school', 'school.id', 'nudge.schoolId')
    .innerJoin('staff', 'staff.id', 'nudge.staffId')
    .select(['nudgeRun.id', 'nudgeRun.state', 'nudgeRun.openedAt', 'nudge.id as nudgeId'])
    .select(['nudge.classId', 'class.name as className', 'nudge.schoolId', 'school.name as schoolName'])
    .select(['school.timeZone', 'nudge.staffId', 'staff.name as staffName', 'staff.role as staffRole'])
    .select(['nudge.libraryKey', 'nudge.ownText', 'nudge.askKind', 'nudge.asksAgainRunId'])
    .select(lineOfSchool.as('lineId'))
    .where('nudgeRun.id', '=', nudgeRunId)
    .executeTakeFirst();
}

/** For a row of `school`: the line its texts go out from, one that may send first. */
export const lineOfSchool = sql<string | null>`(
  select l.id from line_school ls join line l on l.id = ls.line_id
  where ls.school_id = school.id
  order by l.stopped_at is not null, l.created_at, l.id limit 1)`;

/** The addresses a run has settled already, one way or the other. */
export async function settledAddresses(db: Kysely<Database>, nudgeRunId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('nudgeRecipient')
    .select('addressId')
    .where('nudgeRunId', '=', nudgeRunId)
    .where('addressId', 'is not', null)
    .execute();
  return new Set(rows.flatMap((row) => row.addressId ?? []));
}

export type NewRecipient = Pick<
  NudgeRecipientTable,
  'addressId' | 'studentId' | 'guardianId' | 'messageId' | 'outcome' | 'reason'
>;

/**
 * Notes recipients of a run that is still open; one that is noted already, by whomever, stays as it is. This is what
 * keeps a family from getting a nudge twice. Their texts have to be there when the transaction ends.
 * @returns the addresses that were new
 */
export async function insertRecipients(
  trx: Transaction<Database>,
  nudgeRunId: string,
  recipients: readonly NewRecipient[],
): Promise<Set<string>> {
  const rows = recipients.map((one) => ({
    id: newId(),
    address_id: one.addressId,
    student_id: one.studentId,
    guardian_id: one.guardianId,
    message_id: one.messageId,
    outcome: one.outcome,
    reason: one.reason,
  }));
  const inserted = await sql<{ addressId: string | null }>`
    insert into nudge_recipient (id, nudge_run_id, address_id, student_id, guardian_id, message_id, outcome, reason)
    select t.id, ${nudgeRunId}, t.address_id, t.student_id, t.guardian_id, t.message_id, t.outcome, t.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, address_id uuid, student_id uuid,
      guardian_id uuid, message_id uuid, outcome text, reason text)
    -- Locked, so that whoever cancels the run waits for this batch, and this batch for whoever was first.
    where exists (select from nudge_run where id = ${nudgeRunId} and state = 'open' for key share)
    on conflict do nothing
    returning address_id`.execute(trx);
  return new Set(inserted.rows.flatMap((row) => row.addressId ?? []));
}

/** Ends a run that is still open. */
export async function finishRun(
  db: Kysely<Database>,
  now: Date,
  nudgeRunId: string,
  state: 'done' | 'cancelled',
): Promise<void> {
  await db
    .updateTable('nudgeRun')
    .set({ state, finishedAt: now })
    .where('id', '=', nudgeRunId)
    .where('state', '=', 'open')
    .execute();
}

/** For so long after its last sign of work a run is left to whoever works on it. */
const leaseSeconds = 10;

/** Says that this run is being worked on. By the database's own clock, which all workers share. */
export async function noteWorkOnRun(db: Kysely<Database>, nudgeRunId: string): Promise<void> {
  await sql`
    update nudge_run set worked_on_until = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    where id = ${nudgeRunId}`.execute(db);
}

/** Runs that were opened and not finished, and that nobody works on, the oldest first. */
export async function readOpenRuns(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('nudgeRun')
    .select('id')
    .where('state', '=', 'open')
    .where(sql<boolean>`coalesce(worked_on_until < clock_timestamp(), true)`)
    .orderBy('openedAt')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
