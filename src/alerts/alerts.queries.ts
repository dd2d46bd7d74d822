import { sql, type Insertable, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { ofOwnSchools } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { AlertOrigin, AlertTable } from './alerts.table.js';

/** A school an alert can go to, with its line as it stands. */
export interface AlertPlace {
  schoolId: string;
  name: string;
  timeZone: string;
  /** Null where the school has no number to text from. */
  lineId: string | null;
  messagesPerSecond: number;
  /** Nothing leaves the line now: a hold stands, or the carrier stopped it. */
  isStopped: boolean;
  /** Other alert texts that wait on the line. */
  ahead: number;
  segmentsPerDay: number | null;
  usedToday: number;
}

/** The schools of this person, with their lines. `day` is the carriers' day. */
export async function readPlaces(
  db: Kysely<Database>,
  staff: SignedInStaff,
  day: string,
): Promise<AlertPlace[]> {
  const rows = await sql<AlertPlace>`
    select school.id as school_id, school.name, school.time_zone, line.id as line_id,
      coalesce(line.messages_per_second, 1) as messages_per_second,
      line.stopped_at is not null or exists (select from hold h where h.lifted_at is null and (h.scope = 'district'
        or (h.scope = 'line' and h.line_id = line.id) or (h.scope = 'school' and h.school_id = school.id)))
        as is_stopped,
      (select count(*)::integer from delivery d
       where d.line_id = line.id and d.state = 'waiting' and d.priority = 0) as ahead,
      line.segments_per_day, coalesce(ld.segments, 0) as used_today
    from school
    left join lateral (select ls.line_id from line_school ls where ls.school_id = school.id
                       order by ls.line_id limit 1) first on true
    left join line on line.id = first.line_id
    left join line_day ld on ld.line_id = line.id and ld.day = ${day}
    where ${ofOwnSchools(staff, 'school.id')}
    order by school.name, school.id`.execute(db);
  return rows.rows;
}

/** Stores an alert, to be sent by a worker. */
export async function insertAlert(
  trx: Transaction<Database>,
  alert: Omit<Insertable<AlertTable>, 'id'>,
  schools: readonly { schoolId: string; lineId: string }[],
): Promise<string> {
  const id = newId();
  await trx
    .insertInto('alert')
    .values({ ...alert, id })
    .execute();
  await trx
    .insertInto('alertSchool')
    .values(schools.map(({ schoolId, lineId }) => ({ alertId: id, schoolId, lineId })))
    .execute();
  return id;
}

export interface AlertRow extends Pick<
  Selectable<AlertTable>,
  | 'id'
  | 'kind'
  | 'day'
  | 'atTime'
  | 'ownText'
  | 'state'
  | 'lastFamilyAt'
  | 'cancelsNudges'
  | 'createdAt'
  | 'expiresAt'
> {
  byName: string;
  schools: { id: string; name: string }[];
  families: number;
  waiting: number;
  accepted: number;
  delivered: number;
  failed: number;
  leftOut: number;
  untranslated: number;
  callsOpen: number;
}

/** Alerts to this person's schools, the newest first, each in numbers. Ids are made in the order of time. */
export async function readAlerts(
  db: Kysely<Database>,
  staff: SignedInStaff,
  page: { before: string | null; limit: number } | { id: string },
): Promise<AlertRow[]> {
  const which =
    'id' in page
      ? sql`alert.id = ${page.id}`
      : page.before === null
        ? sql`true`
        : sql`alert.id < ${page.before}`;
  const rows = await sql<AlertRow>`
    select alert.id, alert.kind, alert.day, alert.at_time, alert.own_text, alert.state, alert.last_family_at,
      alert.cancels_nudges, alert.created_at, alert.expires_at, staff.name as by_name, counts.*,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name, s.id)
       from alert_school x join school s on s.id = x.school_id where x.alert_id = alert.id) as schools,
      (select count(*)::integer from call_task c where c.alert_id = alert.id and c.state = 'open'
         and ${ofOwnSchools(staff, 'c.school_id')}) as calls_open
    from alert
    join staff on staff.id = alert.staff_id
    cross join lateral (
      select count(r.message_id)::integer as families,
        count(*) filter (where d.state in ('waiting', 'sending', 'held'))::integer as waiting,
        count(*) filter (where d.state in ('accepted', 'sent'))::integer as accepted,
        count(*) filter (where d.state = 'delivered')::integer as delivered,
        count(*) filter (where d.state in ('failed', 'dropped'))::integer as failed,
        count(*) filter (where r.outcome = 'left_out')::integer as left_out,
        count(*) filter (where r.origin = 'untranslated')::integer as untranslated
      from alert_recipient r left join delivery d on d.message_id = r.message_id
      where r.alert_id = alert.id) counts
    where exists (select from alert_school x where x.alert_id = alert.id and ${ofOwnSchools(staff, 'x.school_id')})
      and ${which}
    order by alert.id desc
    limit ${'id' in page ? 1 : page.limit}`.execute(db);
  return rows.rows;
}

export interface AlertLanguageRow {
  language: string;
  families: number;
  origin: AlertOrigin;
  body: string;
}

/** An alert's words as they went out, by language; the most frequent body of each. */
export async function readAlertLanguages(db: Kysely<Database>, alertId: string): Promise<AlertLanguageRow[]> {
  const rows = await sql<AlertLanguageRow>`
    select r.language, count(*)::integer as families, min(r.origin) as origin,
      mode() within group (order by d.body) as body
    from alert_recipient r join delivery d on d.message_id = r.message_id
    where r.alert_id = ${alertId}
    group by r.language
    order by families desc, r.language`.execute(db);
  return rows.rows;
}

export interface LeftOutRow {
  id: string;
  guardian: string | null;
  student: string | null;
  school: string;
  reason: string;
}

/** Whom of this person's schools an alert did not reach by text. */
export async function readLeftOut(
  db: Kysely<Database>,
  staff: SignedInStaff,
  alertId: string,
  page: { after: string | null; limit: number },
): Promise<LeftOutRow[]> {
  const rows = await sql<LeftOutRow>`
    select r.id, g.name as guardian, s.given_name || ' ' || s.family_name as student, school.name as school,
      coalesce(r.reason, d.reason, 'it is not known why') as reason
    from alert_recipient r
    join school on school.id = r.school_id
    left join guardian g on g.id = r.guardian_id
    left join student s on s.id = r.student_id
    left join delivery d on d.message_id = r.message_id
    where r.alert_id = ${alertId} and ${ofOwnSchools(staff, 'r.school_id')}
      and (r.outcome = 'left_out' or d.state in ('failed', 'dropped'))
      and (${page.after}::uuid is null or r.id > ${page.after})
    order by r.id
    limit ${page.limit}`.execute(db);
  return rows.rows;
}
