import { sql, type RawBuilder } from 'kysely';
import type { SignedInStaff } from './signed-in-staff.js';
import { reachOf } from './visibility.js';

// The conditions below are put inside the queries themselves, so that no page can forget them. The tables keep their
// own names in the query around them: `conversation`, `message`.

/** The students of the classes this person teaches. */
export function studentsTaughtBy(staffId: string): RawBuilder<string> {
  return sql`(select e.student_id from enrollment e join class_staff cs on cs.class_id = e.class_id
    where cs.staff_id = ${staffId})`;
}

/** For a row of `conversation` (or another table with its school): is it of this person's schools? */
export function ofOwnSchools(staff: SignedInStaff, schoolColumn: string): RawBuilder<boolean> {
  if (reachOf(staff) === 'district') return sql`true`;
  const [only, ...others] = staff.schoolIds;
  // Of one school, an index that begins with it gives rows in order; of several, they are sorted.
  if (only !== undefined && others.length === 0) return sql`${sql.ref(schoolColumn)} = ${only}::uuid`;
  return sql`${sql.ref(schoolColumn)} = any(${[...staff.schoolIds]}::uuid[])`;
}

/**
 * For a row of `conversation`: may this person see that it exists? District admins see all; school admins and
 * liaisons their schools'; a teacher those of her schools that are about a student of hers, were given to her, or hold
 * a text she may see.
 */
export function seesConversation(staff: SignedInStaff): RawBuilder<boolean> {
  if (reachOf(staff) !== 'classes') return ofOwnSchools(staff, 'conversation.school_id');
  return sql`(${ofOwnSchools(staff, 'conversation.school_id')} and (
    conversation.assignee_staff_id = ${staff.id}
    or conversation.student_id in ${studentsTaughtBy(staff.id)}
    or exists (select from message where message.conversation_id = conversation.id and ${seesMessage(staff)})))`;
}

/**
 * For a row of `message` whose `conversation` this person sees: may she read it? A teacher reads texts attributed to a
 * student of hers, answers to her nudges, also those the family itself changed later, and what she said is one or is none,
 * requests given to her, what she sent, and, in a conversation given to her, what is attributed to no child at all; the
 * rest of a family's thread is for liaisons and admins.
 */
export function seesMessage(staff: SignedInStaff): RawBuilder<boolean> {
  if (reachOf(staff) !== 'classes') return sql`true`;
  const me = staff.id;
  return sql`(message.student_id in ${studentsTaughtBy(me)}
    or message.sender_staff_id = ${me}
    or (message.student_id is null and conversation.assignee_staff_id = ${me})
    or exists (select from request r where r.message_id = message.id and r.assignee_staff_id = ${me})
    or exists (select from response rs join flow_run fr on fr.id = rs.flow_run_id
      join nudge_run nr on nr.id = fr.nudge_run_id join nudge n on n.id = nr.nudge_id
      where rs.message_id = message.id and n.staff_id = ${me})
    or exists (select from reading_change ch where ch.message_id = message.id and ch.part = 'answer'
      and ch.staff_id = ${me} and ch.taken_back_at is null)
    or exists (select from reading_change ch join flow_run fr on fr.id = ch.flow_run_id
      join nudge_run nr on nr.id = fr.nudge_run_id join nudge n on n.id = nr.nudge_id
      where (ch.was->'answer'->>'messageId')::uuid = message.id and ch.staff_id is null and n.staff_id = ${me})
    or exists (select from nudge_recipient rc join nudge_run nr on nr.id = rc.nudge_run_id
      join nudge n on n.id = nr.nudge_id where rc.message_id = message.id and n.staff_id = ${me}))`;
}
