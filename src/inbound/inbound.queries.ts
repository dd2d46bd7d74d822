import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

export async function isStored(db: Kysely<Database>, carrierSid: string): Promise<boolean> {
  const row = await db
    .selectFrom('message')
    .select('id')
    .where('carrierSid', '=', carrierSid)
    .executeTakeFirst();
  return row !== undefined;
}

/** What our books hold around a text that comes in. */
export interface Arrival {
  lineId: string;
  /** The schools the line serves, in the order of their names. */
  schoolIds: string[];
  /** Null where the number never wrote or was written to. */
  addressId: string | null;
  /** The carrier refuses this line for this address. */
  isBlocked: boolean;
  isUnreachable: boolean;
  /** The carrier told us of this text before. */
  isStored: boolean;
}

/** One look at everything receiving a text leans on; undefined when none of our lines has the number on that channel. */
export async function readArrival(
  db: Kysely<Database>,
  { sid, from, to, channel }: { sid: string; from: string; to: string; channel?: 'whatsapp' },
): Promise<Arrival | undefined> {
  const found = await sql<Arrival>`
    select l.id as line_id, a.id as address_id, a.unreachable_since is not null as is_unreachable,
      array(select ls.school_id from line_school ls join school s on s.id = ls.school_id
            where ls.line_id = l.id order by s.name) as school_ids,
      exists (select from carrier_block b
              where b.address_id = a.id and b.line_id = l.id and b.lifted_at is null) as is_blocked,
      exists (select from message m where m.carrier_sid = ${sid}) as is_stored
    from line l left join address a on a.e164 = ${from}
    where ${channel === 'whatsapp' ? sql`l.whatsapp_sender` : sql`l.e164`} = ${to}`.execute(db);
  return found.rows[0];
}

/**
 * The school a text on this line is for: where the open question was asked, else where the last text of ours on this
 * line came from, else a school of one of the family's children, else the line's first. A text that waits, is held or
 * failed did not reach the family, and asked it nothing.
 */
export async function resolveSchool(
  db: Kysely<Database>,
  addressId: string,
  line: { lineId: string; schoolIds: readonly string[] },
): Promise<string> {
  const gone = sql`t.request_started_at is not null and t.state not in ('failed', 'abandoned')`;
  const row = await sql<{ schoolId: string }>`
    select school_id from (
      select c.school_id, 1 as rank, f.started_at as at
      from flow_run f join conversation c on c.id = f.conversation_id
      where f.address_id = ${addressId} and f.state = 'asking' and (f.nudge_run_id is null or exists (
        select from nudge_recipient r join delivery_attempt t on t.message_id = r.message_id
        where r.nudge_run_id = f.nudge_run_id and r.address_id = f.address_id and ${gone}))
      union all
      select c.school_id, 2, t.request_started_at
      from conversation c join message m on m.conversation_id = c.id
      join delivery_attempt t on t.message_id = m.id and ${gone}
      where c.address_id = ${addressId} and m.line_id = ${line.lineId} and m.direction = 'out'
      union all
      select s.school_id, 3, s.created_at
      from guardian_address ga join guardian_student gs on gs.guardian_id = ga.guardian_id
      join student s on s.id = gs.student_id
      where ga.address_id = ${addressId} and ga.retired_at is null) places
    where school_id = any(${line.schoolIds}::uuid[])
    order by rank, at desc limit 1`.execute(db);
  const schoolId = row.rows[0]?.schoolId ?? line.schoolIds[0];
  if (schoolId === undefined) throw new Error('The line serves no school.');
  return schoolId;
}

/** A text and all that understanding and routing may lean on. */
export interface TextToUnderstand {
  messageId: string;
  text: string;
  media: { url: string }[];
  optOutType: string | null;
  createdAt: Date;
  carrierAt: Date | null;
  conversationId: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  e164: string;
  addressLanguage: string | null;
  conversationStudentId: string | null;
  assigneeStaffId: string | null;
  conversationState: string;
  schoolName: string;
  /** The school's local hours for texting. */
  contactFrom: string;
  contactUntil: string;
  timeZone: string;
  districtName: string;
  /** The line it came on has a number on WhatsApp. */
  lineOnWhatsapp: boolean;
}

/** The text with its conversation locked, or undefined when it is understood already. */
export async function lockText(
  trx: Transaction<Database>,
  messageId: string,
): Promise<TextToUnderstand | undefined> {
  const row = await trx
    .selectFrom('message as m')
    .innerJoin('conversation as c', 'c.id', 'm.conversationId')
    .innerJoin('address as a', 'a.id', 'c.addressId')
    .innerJoin('school as s', 's.id', 'c.schoolId')
    .innerJoin('deployment as d', (join) => join.onTrue())
    .innerJoin('line as l', 'l.id', 'm.lineId')
    .select([
      'm.id as messageId',
      'm.text',
      'm.media',
      'm.subtype as optOutType',
      'm.createdAt',
      'm.carrierAt',
    ])
    .select([
      'c.id as conversationId',
      'c.addressId',
      'c.schoolId',
      'm.lineId',
      'c.studentId as conversationStudentId',
    ])
    .select(['c.assigneeStaffId', 'c.state as conversationState', 'a.e164', 'a.language as addressLanguage'])
    .select(['s.name as schoolName', 's.contactFrom', 's.contactUntil', 's.timeZone', 'd.districtName'])
    .select((eb) => eb('l.whatsappSender', 'is not', null).$castTo<boolean>().as('lineOnWhatsapp'))
    .where('m.id', '=', messageId)
    .where('m.processing', '=', 'pending')
    .forUpdate(['m', 'c'])
    .executeTakeFirst();
  return row;
}

export interface FamilyAtAddress {
  guardians: { id: string; name: string; homeLanguage: string | null }[];
  /** Children of these guardians at the school. */
  students: { id: string; givenName: string }[];
}

export async function familyAtAddress(
  db: Kysely<Database>,
  addressId: string,
  schoolId: string,
): Promise<FamilyAtAddress> {
  const guardians = await db
    .selectFrom('guardianAddress')
    .innerJoin('guardian', 'guardian.id', 'guardianAddress.guardianId')
    .select(['guardian.id', 'guardian.name', 'guardian.homeLanguage'])
    .where('guardianAddress.addressId', '=', addressId)
    .where('guardianAddress.retiredAt', 'is', null)
    .orderBy('guardian.createdAt')
    .orderBy('guardian.id')
    .execute();
  const students = await db
    .selectFrom('guardianAddress')
    .innerJoin('guardianStudent', 'guardianStudent.guardianId', 'guardianAddress.guardianId')
    .innerJoin('student', 'student.id', 'guardianStudent.studentId')
    .select(['student.id', 'student.givenName'])
    .distinct()
    .where('guardianAddress.addressId', '=', addressId)
    .where('guardianAddress.retiredAt', 'is', null)
    .where('student.schoolId', '=', schoolId)
    .execute();
  return { guardians, students };
}

/** The language of the family's text before this one in its conversation. */
export async function lastWrittenIn(
  db: Kysely<Database>,
  conversationId: string,
  messageId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('message')
    .select('language')
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'in')
    .where('id', '<', messageId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.language ?? null;
}

/** How many texts of ours of a kind this conversation got since then: answers must not become a loop. */
export async function countSystemTexts(
  db: Kysely<Database>,
  conversationId: string,
  since: Date,
  subtype?: string,
): Promise<number> {
  const row = await db
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'out')
    .where('purpose', '=', 'system')
    .where('createdAt', '>', since)
    .$if(subtype !== undefined, (query) => query.where('subtype', '=', subtype ?? ''))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Who asked the question of a nudge run, for the family to be thanked in that name. */
export async function teacherOfRun(db: Kysely<Database>, nudgeRunId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('nudgeRun')
    .innerJoin('nudge', 'nudge.id', 'nudgeRun.nudgeId')
    .innerJoin('staff', 'staff.id', 'nudge.staffId')
    .select('staff.name')
    .where('nudgeRun.id', '=', nudgeRunId)
    .executeTakeFirst();
  return row?.name;
}

/** Names a text of this conversation may hold, which no engine may touch: family, children, staff, school, classes. */
export async function namesAround(
  db: Kysely<Database>,
  conversationId: string,
): Promise<{ names: string[]; familyNames: string[] }> {
  const rows = await sql<{ name: string; isOfFamily: boolean }>`
    with place as (select address_id, school_id from conversation where id = ${conversationId}),
    guardians as (select ga.guardian_id from guardian_address ga join place on place.address_id = ga.address_id
                  where ga.retired_at is null),
    students as (select distinct gs.student_id from guardian_student gs join guardians using (guardian_id))
    select g.name, true as is_of_family from guardian g join guardians on guardians.guardian_id = g.id
    union select s.given_name, true from student s join students on students.student_id = s.id
    union select s.family_name, true from student s join students on students.student_id = s.id
    union select s.given_name || ' ' || s.family_name, true from student s
      join students on students.student_id = s.id
    union select st.name, false from staff st join staff_school ss on ss.staff_id = st.id
      join place on place.school_id = ss.school_id
    union select sc.name, false from school sc join place on place.school_id = sc.id
    union select c.name, false from class c join enrollment e on e.class_id = c.id
      join students on students.student_id = e.student_id`.execute(db);
  return {
    names: [...new Set(rows.rows.map((row) => row.name))],
    familyNames: rows.rows.filter((row) => row.isOfFamily).map((row) => row.name),
  };
}

/**
 * Children of the school to choose from, by name: those the guardian who writes may be contacted about, or, where nobody
 * knows who writes, those everybody at the number may be. Nobody reads the name of a child that is not for them.
 */
export async function childrenToChooseFrom(
  db: Kysely<Database>,
  now: Date,
  { addressId, schoolId, guardianId }: { addressId: string; schoolId: string; guardianId: string | null },
): Promise<{ id: string; givenName: string }[]> {
  const rows = await sql<{ id: string; givenName: string }>`
    with here as (
      select ga.guardian_id from guardian_address ga
      where ga.address_id = ${addressId} and ga.retired_at is null
        and (${guardianId}::uuid is null or ga.guardian_id = ${guardianId}))
    select s.id, s.given_name
    from here join contact_allowed(${now}) c on c.guardian_id = here.guardian_id
    join student s on s.id = c.student_id and s.school_id = ${schoolId}
    group by s.id, s.given_name
    having count(*) = (select count(*) from here)
    order by s.given_name, s.id`.execute(db);
  return rows.rows;
}

/** The request a text opened, while it is open, and who has it. */
export function requestOfText(
  db: Kysely<Database>,
  messageId: string,
): Promise<{ id: string; studentId: string | null; assigneeName: string | null } | undefined> {
  return db
    .selectFrom('request')
    .leftJoin('staff', 'staff.id', 'request.assigneeStaffId')
    .select(['request.id', 'request.studentId', 'staff.name as assigneeName'])
    .where('request.messageId', '=', messageId)
    .where('request.status', '=', 'open')
    .executeTakeFirst();
}

/** Somebody who may have written from a phone. */
export interface WriterAtPhone {
  id: string;
  name: string;
  /** What is particular about them at the school: each right they have, and each a decision took from them. */
  rights: string[];
}

/** Everybody who shares a phone, with what they may at a school. */
export async function writersAt(
  db: Kysely<Database>,
  now: Date,
  addressId: string,
  schoolId: string,
): Promise<WriterAtPhone[]> {
  const rows = await sql<WriterAtPhone>`
    select g.id, g.name, array(
      select 'contact ' || c.student_id from contact_allowed(${now}) c join student s on s.id = c.student_id
      where c.guardian_id = g.id and s.school_id = ${schoolId}
      union all
      select r.kind || ' ' || r.student_id || ' ' || r.allowed from (
        select distinct on (r.student_id, r.kind) r.student_id, r.kind, r.allowed
        from guardian_right r join student s on s.id = r.student_id join school sc on sc.id = s.school_id
        where r.guardian_id = g.id and s.school_id = ${schoolId} and r.kind <> 'contact' and r.withdrawn_at is null
          and r.from_date <= (${now}::timestamptz at time zone sc.time_zone)::date
          and (r.until_date is null or r.until_date >= (${now}::timestamptz at time zone sc.time_zone)::date)
        order by r.student_id, r.kind, r.set_at desc, r.id desc) r) as rights
    from guardian_address ga join guardian g on g.id = ga.guardian_id
    where ga.address_id = ${addressId} and ga.retired_at is null
    order by g.created_at, g.id`.execute(db);
  return rows.rows;
}
