import { sql, type Kysely } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesConversation } from '../auth/visibility.queries.js';
import type { ConsentEventKind, ConsentStateName, ContactDays } from '../consent/consent.table.js';
import type { Database } from '../db/database.js';
import type { IdentityCheckHow, RetiredReason } from '../roster/roster.table.js';
import { seesGuardian, seesStudent } from './families-access.queries.js';

export interface PersonRow {
  id: string;
  name: string;
  homeLanguage: string | null;
  timeZone: string | null;
}

export function readPerson(
  db: Kysely<Database>,
  staff: SignedInStaff,
  guardianId: string,
): Promise<PersonRow | undefined> {
  return db
    .selectFrom('guardian')
    .select(['guardian.id', 'guardian.name', 'guardian.homeLanguage', 'guardian.timeZone'])
    .where('guardian.id', '=', guardianId)
    .where(seesGuardian(staff))
    .executeTakeFirst();
}

export interface ChildRow {
  id: string;
  name: string;
  grade: string;
  relationship: string;
  school: { id: string; name: string; timeZone: string };
  classes: string[];
  /** What the school's records say of contact, where no decision stands. */
  onRecord: boolean;
  mayContact: boolean;
  otherGuardians: { id: string; name: string; relationship: string }[];
}

/** A guardian's children this person may know of. */
export async function readChildren(
  db: Kysely<Database>,
  staff: SignedInStaff,
  now: Date,
  guardianId: string,
): Promise<ChildRow[]> {
  const rows = await sql<ChildRow>`
    select student.id, student.given_name || ' ' || student.family_name as name, student.grade, gs.relationship,
      jsonb_build_object('id', sc.id, 'name', sc.name, 'timeZone', sc.time_zone) as school,
      coalesce((select jsonb_agg(c.name order by c.name) from enrollment e join class c on c.id = e.class_id
        where e.student_id = student.id), '[]') as classes,
      gs.may_contact as on_record,
      exists (select from contact_allowed(${now}) ca
        where ca.guardian_id = gs.guardian_id and ca.student_id = student.id) as may_contact,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'relationship', o.relationship)
          order by g.name, g.id)
        from guardian_student o join guardian g on g.id = o.guardian_id
        where o.student_id = student.id and o.guardian_id <> gs.guardian_id), '[]') as other_guardians
    from guardian_student gs join student on student.id = gs.student_id join school sc on sc.id = student.school_id
    where gs.guardian_id = ${guardianId} and ${seesStudent(staff)}
    order by student.given_name, student.id`.execute(db);
  return rows.rows;
}

export interface NumberRow {
  addressId: string;
  e164: string;
  chosenLanguage: string | null;
  /** How it is to be written to; null: where it last wrote. */
  channel: 'sms' | 'mms' | 'whatsapp' | null;
  smsInstead: boolean;
  textOnlyReason: string | null;
  /** Some line it is texted from has a number on WhatsApp. */
  onWhatsapp: boolean;
  consent: ConsentStateName;
  consentSince: Date | null;
  pausedUntil: Date | null;
  unreachable: string | null;
  blocked: boolean;
  retiredAt: Date | null;
  retiredReason: RetiredReason | null;
  sharedWith: { id: string; name: string }[];
  conversations: { id: string; school: string }[];
  check: { id: string; how: IdentityCheckHow; note: string | null; by: string; at: string } | null;
  /** What was asked for about hours, the latest first; of a number that retired, nothing. */
  hours: HoursRow[];
}

export interface HoursRow {
  id: string;
  from: string | null;
  until: string | null;
  days: ContactDays | null;
  saidBy: 'family' | 'staff';
  by: string | null;
  askedBy: string | null;
  askedOn: string | null;
  note: string | null;
  at: string;
  undoes: string | null;
}

/** So many of the latest wishes about hours are shown. */
const shownHours = 10;

/** A guardian's numbers, those in use first. */
export async function readNumbers(
  db: Kysely<Database>,
  staff: SignedInStaff,
  now: Date,
  guardianId: string,
): Promise<NumberRow[]> {
  const rows = await sql<NumberRow>`
    select a.id as address_id, a.e164, a.language as chosen_language, a.channel, a.sms_instead, a.text_only_reason,
      exists (select from guardian_student k join student ks on ks.id = k.student_id
        join line_school ls on ls.school_id = ks.school_id join line l on l.id = ls.line_id
        where k.guardian_id = ga.guardian_id and l.whatsapp_sender is not null) as on_whatsapp,
      coalesce(consent_at(cs.state, cs.paused_until, cs.after_pause, ${now}), 'subscribed') as consent,
      cs.decided_at as consent_since,
      case when cs.state = 'paused' and cs.paused_until > ${now} then cs.paused_until end as paused_until,
      case when a.unreachable_since is not null
        then coalesce(a.unreachable_reason, 'the carrier does not say why') end as unreachable,
      exists (select from carrier_block b where b.address_id = a.id and b.lifted_at is null) as blocked,
      ga.retired_at, ga.retired_reason,
      coalesce((select jsonb_agg(jsonb_build_object('id', guardian.id, 'name', guardian.name) order by guardian.name)
        from guardian_address o join guardian on guardian.id = o.guardian_id
        where o.address_id = a.id and o.guardian_id <> ga.guardian_id and o.retired_at is null
          and ${seesGuardian(staff)}), '[]') as shared_with,
      coalesce((select jsonb_agg(jsonb_build_object('id', conversation.id, 'school', sc.name)
          order by conversation.last_message_at desc)
        from conversation join school sc on sc.id = conversation.school_id
        where conversation.address_id = a.id and ga.retired_at is null and ${seesConversation(staff)}), '[]')
        as conversations,
      (select jsonb_build_object('id', ic.id, 'how', ic.how, 'note', ic.note, 'by', st.name, 'at', ic.checked_at)
        from identity_check ic join staff st on st.id = ic.staff_id
        where ic.address_id = a.id and ic.guardian_id = ga.guardian_id and ic.undone_at is null
        order by ic.checked_at desc limit 1) as check,
      coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'from', to_char(e.hours_from, 'HH24:MI'),
          'until', to_char(e.hours_until, 'HH24:MI'), 'days', e.days, 'saidBy', e.said_by, 'by', st.name,
          'askedBy', (select guardian.name from guardian where guardian.id = e.asked_by_guardian_id
            and ${seesGuardian(staff)}), 'askedOn', e.asked_on, 'note', e.note, 'at', e.happened_at,
          'undoes', e.undoes_event_id) order by e.happened_at desc, e.id desc)
        from (select * from contact_hours_event o where o.address_id = a.id and ga.retired_at is null
          order by o.happened_at desc, o.id desc limit ${shownHours}) e
        left join staff st on st.id = e.staff_id), '[]') as hours
    from guardian_address ga join address a on a.id = ga.address_id
    left join consent_state cs on cs.address_id = a.id
    where ga.guardian_id = ${guardianId}
    order by ga.retired_at desc nulls first, a.created_at, a.id`.execute(db);
  return rows.rows;
}

export interface ConsentEventRow {
  id: string;
  addressId: string;
  kind: ConsentEventKind;
  basis: string;
  note: string | null;
  by: string | null;
  happenedAt: Date;
  undone: boolean;
  /** The number has retired: what was said there is over. */
  isOver: boolean;
}

/** What was said of the texting at a guardian's numbers, the latest first; after a number retired, nothing of it. */
export async function readConsentHistory(
  db: Kysely<Database>,
  guardianId: string,
): Promise<ConsentEventRow[]> {
  const rows = await sql<ConsentEventRow>`
    select ce.id, ce.address_id, ce.kind, ce.basis, ce.note, staff.name as by, ce.happened_at,
      exists (select from consent_event u where u.undoes_event_id = ce.id) as undone,
      ga.retired_at is not null as is_over
    from guardian_address ga join consent_event ce on ce.address_id = ga.address_id
    left join staff on staff.id = ce.staff_id
    where ga.guardian_id = ${guardianId} and (ga.retired_at is null or ce.happened_at <= ga.retired_at)
    order by ce.happened_at desc, ce.id desc
    limit 100`.execute(db);
  return rows.rows;
}

/** The number of a guardian's that an entry of the consent ledger is about; undefined where it is not in use. */
export async function addressOfEntry(
  db: Kysely<Database>,
  guardianId: string,
  eventId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('consentEvent')
    .innerJoin('guardianAddress', 'guardianAddress.addressId', 'consentEvent.addressId')
    .select('consentEvent.addressId')
    .where('consentEvent.id', '=', eventId)
    .where('guardianAddress.guardianId', '=', guardianId)
    .where('guardianAddress.retiredAt', 'is', null)
    .executeTakeFirst();
  return row?.addressId;
}
