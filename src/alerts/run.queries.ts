import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { StaffRole } from '../roster/roster.table.js';
import type { AlertOrigin, AlertTable } from './alerts.table.js';
import type { LanguageWords } from './words.js';

/** An alert with everything its texts are made of. */
export interface AlertToSend extends Pick<
  Selectable<AlertTable>,
  'id' | 'kind' | 'day' | 'atTime' | 'ownText' | 'staffId' | 'cancelsNudges' | 'state' | 'expiresAt'
> {
  staffName: string;
  staffRole: StaffRole;
  schools: { schoolId: string; lineId: string; name: string }[];
}

export async function readAlertToSend(
  db: Kysely<Database>,
  alertId: string,
): Promise<AlertToSend | undefined> {
  const alert = await db
    .selectFrom('alert')
    .innerJoin('staff', 'staff.id', 'alert.staffId')
    .select(['alert.id', 'alert.kind', 'alert.day', 'alert.atTime', 'alert.ownText', 'alert.staffId'])
    .select(['alert.cancelsNudges', 'alert.state', 'alert.expiresAt'])
    .select(['staff.name as staffName', 'staff.role as staffRole'])
    .where('alert.id', '=', alertId)
    .executeTakeFirst();
  if (!alert) return undefined;
  const schools = await db
    .selectFrom('alertSchool')
    .innerJoin('school', 'school.id', 'alertSchool.schoolId')
    .select(['alertSchool.schoolId', 'alertSchool.lineId', 'school.name'])
    .where('alertSchool.alertId', '=', alertId)
    .orderBy('school.name')
    .orderBy('school.id')
    .execute();
  return { ...alert, schools };
}

/** The words that were settled for an alert, language by language. */
export async function readAlertWords(db: Kysely<Database>, alertId: string): Promise<LanguageWords[]> {
  return db
    .selectFrom('alertText')
    .select(['language', 'origin', 'body', 'engine', 'reason'])
    .where('alertId', '=', alertId)
    .execute();
}

/** Settles the words of a language; another worker's that are there already stay. */
export async function insertAlertWords(
  db: Kysely<Database>,
  alertId: string,
  words: readonly LanguageWords[],
): Promise<void> {
  if (words.length === 0) return;
  await db
    .insertInto('alertText')
    .values(words.map((one) => ({ alertId, ...one })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface NewAlertRecipient {
  schoolId: string;
  addressId: string | null;
  studentId: string | null;
  guardianId: string | null;
  language: string | null;
  outcome: 'queued' | 'left_out';
  origin: AlertOrigin | null;
  reason: string | null;
}

/**
 * Takes families for an alert that is still being sent: whoever has the row is the one who sends.
 * @returns the addresses that are new
 */
export async function insertAlertRecipients(
  trx: Transaction<Database>,
  alertId: string,
  recipients: readonly NewAlertRecipient[],
): Promise<Set<string>> {
  if (recipients.length === 0) return new Set();
  const rows = recipients.map((one) => ({
    id: newId(),
    school_id: one.schoolId,
    address_id: one.addressId,
    student_id: one.studentId,
    guardian_id: one.guardianId,
    language: one.language,
    outcome: one.outcome,
    origin: one.origin,
    reason: one.reason,
  }));
  const inserted = await sql<{ addressId: string | null }>`
    insert into alert_recipient (id, alert_id, school_id, address_id, student_id, guardian_id, language, outcome,
      origin, reason)
    select t.id, ${alertId}, t.school_id, t.address_id, t.student_id, t.guardian_id, t.language, t.outcome, t.origin,
      t.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, school_id uuid, address_id uuid,
      student_id uuid, guardian_id uuid, language text, outcome text, origin text, reason text)
    where exists (select from alert where id = ${alertId} and state = 'open')
    on conflict do nothing
    returning address_id`.execute(trx);
  return new Set(inserted.rows.flatMap((row) => row.addressId ?? []));
}

/** Says which message each recipient gets. */
export async function setAlertMessages(
  trx: Transaction<Database>,
  alertId: string,
  messages: readonly { addressId: string; messageId: string }[],
): Promise<void> {
  await sql`
    update alert_recipient r set message_id = t.message_id
    from unnest(${messages.map((one) => one.addressId)}::uuid[], ${messages.map((one) => one.messageId)}::uuid[])
      as t (address_id, message_id)
    where r.alert_id = ${alertId} and r.address_id = t.address_id`.execute(trx);
}

/** All texts are queued; from now on the lines have the word. */
export async function finishAlert(
  db: Kysely<Database>,
  now: Date,
  alertId: string,
  lastFamilyAt: Date | null,
): Promise<void> {
  await db
    .updateTable('alert')
    .set({ state: 'done', finishedAt: now, lastFamilyAt })
    .where('id', '=', alertId)
    .where('state', '=', 'open')
    .execute();
}

/** For so long after its last sign of work an alert is left to whoever works on it. */
const leaseSeconds = 10;

/** Says that this alert is being worked on. By the database's own clock, which all workers share. */
export async function noteWorkOnAlert(db: Kysely<Database>, alertId: string): Promise<void> {
  await sql`
    update alert set worked_on_until = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    where id = ${alertId}`.execute(db);
}

/** Alerts that are still being sent, and that nobody works on, the oldest first. */
export async function readOpenAlerts(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('alert')
    .select('id')
    .where('state', '=', 'open')
    .where(sql<boolean>`coalesce(worked_on_until < clock_timestamp(), true)`)
    .orderBy('createdAt')
    .execute();
  return rows.map((row) => row.id);
}

/** How many texts of an alert wait on each of its lines, with the line's pace and what waits before them. */
export async function readLineShares(
  db: Kysely<Database>,
  alertId: string,
): Promise<{ texts: number; ahead: number; messagesPerSecond: number; isStopped: boolean }[]> {
  const rows = await sql<{ texts: number; ahead: number; messagesPerSecond: number; isStopped: boolean }>`
    select count(*) filter (where r.alert_id is not null)::integer as texts,
      count(*) filter (where r.alert_id is null)::integer as ahead,
      l.messages_per_second, l.stopped_at is not null as is_stopped
    from delivery d
    join line l on l.id = d.line_id
    left join alert_recipient r on r.message_id = d.message_id and r.alert_id = ${alertId}
    where d.state = 'waiting' and d.purpose = 'alert'
      and d.line_id in (select line_id from alert_school where alert_id = ${alertId})
    group by l.id`.execute(db);
  return rows.rows;
}
