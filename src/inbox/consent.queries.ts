import { sql, type Kysely } from 'kysely';
import type { ConsentEventKind, ConsentPurpose } from '../consent/consent.table.js';
import type { Database } from '../db/database.js';

export interface ConsentEntry {
  id: string;
  kind: ConsentEventKind;
  purpose: ConsentPurpose | null;
  basis: string;
  note: string | null;
  at: Date;
  /** The member of staff who did it. */
  by: string | null;
  /** What the family wrote, in its own words. */
  words: string | null;
  undone: boolean;
}

/** Who said when an address wants texts: the family in a text, or staff for it. */
export interface HoursSource {
  saidBy: 'family' | 'staff';
  /** The member of staff who wrote it down, or took back what was. */
  by: string | null;
  /** The guardian who asked for it, where one of the school's families. */
  askedBy: string | null;
  /** The day of the school on which, `YYYY-MM-DD`. */
  askedOn: string | null;
  at: Date;
  /** By taking back what had been written down. */
  isUndo: boolean;
}

/** Of the hours in force at an address; undefined where nobody ever asked for any. */
export async function readHoursSource(
  db: Kysely<Database>,
  { addressId, schoolId }: { addressId: string; schoolId: string },
): Promise<HoursSource | undefined> {
  const rows = await sql<HoursSource>`
    select e.said_by, staff.name as by, e.asked_on::text as asked_on, e.happened_at as at,
      e.undoes_event_id is not null as is_undo,
      (select guardian.name from guardian where guardian.id = e.asked_by_guardian_id and exists (
        select from guardian_student gs join student on student.id = gs.student_id
        where gs.guardian_id = guardian.id and student.school_id = ${schoolId})) as asked_by
    from contact_hours_event e left join staff on staff.id = e.staff_id
    where e.address_id = ${addressId}
    order by e.happened_at desc, e.id desc limit 1`.execute(db);
  return rows.rows[0];
}

/** The ledger of an address, the newest first. */
export async function readConsentEntries(
  db: Kysely<Database>,
  addressId: string,
  conversationId: string,
): Promise<ConsentEntry[]> {
  const rows = await sql<ConsentEntry>`
    select e.id, e.kind, e.purpose, e.basis, e.note, e.happened_at as at, s.name as by,
      case when m.conversation_id = ${conversationId} then m.text end as words,
      exists (select from consent_event u where u.undoes_event_id = e.id) as undone
    from consent_event e
    left join staff s on s.id = e.staff_id
    left join message m on m.id = e.message_id
    where e.address_id = ${addressId}
    order by e.happened_at desc, e.recorded_at desc, e.id desc
    limit 50`.execute(db);
  return rows.rows;
}
