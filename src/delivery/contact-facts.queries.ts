import { sql, type RawBuilder } from 'kysely';
import { languageHours } from '../consent/contact-rules.js';
import type { WeekFacts } from '../consent/weekly-budget.js';

/** Who a text of this row of `message` comes from, as far as the family's week goes. */
const senderOf = (message: 'm' | 'em'): RawBuilder<string> => {
  const of = (column: string): RawBuilder<unknown> => sql.ref(`${message}.${column}`);
  return sql`coalesce(${of('sender_staff_id')}::text, ${of('purpose')} || ':' || coalesce(${of('subtype')}, ''))`;
};

/**
 * For a due text `d` with its message `m`, in the family's week that begins on `zone.monday`; `own.week` is the week it
 * has a place of: what is known of that week, the text's sender, and the places that others have taken.
 */
export function weekOf(): RawBuilder<(WeekFacts & { sender: string; takenSlots: number[] }) | null> {
  return sql`(
    with taught as (
      select gs.student_id, cs.staff_id from guardian_address ga
      join guardian_student gs on gs.guardian_id = ga.guardian_id
      join enrollment e on e.student_id = gs.student_id
      join class_staff cs on cs.class_id = e.class_id
      where ga.address_id = d.address_id and ga.retired_at is null),
    places as (
      select s.slot, s.sender, s.by_teacher from contact_slot s
      where s.address_id = d.address_id and s.message_id <> d.message_id and s.week = zone.monday),
    under_way as materialized (
      select e.message_id, e.state from delivery e
      where e.address_id = d.address_id and e.state in ('waiting', 'sending') and e.turn_since is not null),
    waiting as (
      select e.message_id, ${senderOf('em')} as sender,
        (select max(s.reserved_at) from contact_slot s
         where s.address_id = d.address_id and s.sender = ${senderOf('em')}) as last_place
      from under_way e join message em on em.id = e.message_id
      where e.state = 'waiting')
    select json_build_object(
      'sender', ${senderOf('m')},
      'taken', (select count(*) from places),
      'takenSlots', array(select places.slot from places),
      'hasPlace', coalesce(own.week = zone.monday, false),
      'byTeacher', exists (select from taught t where t.staff_id = m.sender_staff_id),
      'senderServed', exists (select from places where places.sender = ${senderOf('m')}),
      'teachersServed', (select count(distinct places.sender) from places where places.by_teacher),
      'taughtChildren', (select count(distinct t.student_id) from taught t),
      'ahead', (
        select count(distinct w.sender) from waiting w
        where w.sender <> ${senderOf('m')}
          and coalesce(w.last_place, '-infinity') < coalesce(mine.last_place, '-infinity')),
      'earlierWaits', exists (
        select from waiting w where w.message_id < d.message_id and w.sender = ${senderOf('m')}))
    from (select max(s.reserved_at) as last_place from contact_slot s
      where s.address_id = d.address_id and s.sender = ${senderOf('m')} and s.message_id <> d.message_id) mine)`;
}

/**
 * For a due text `d` to the address `a`, with `zone.knows_language` where one of its guardians told it: since when the
 * family has been asked which language it reads; else null.
 */
export function languageAskedAt(now: Date): RawBuilder<Date | null> {
  return sql`case when a.language is null and not zone.knows_language then (
    select f.started_at from flow_run f
    where f.address_id = d.address_id and f.state = 'asking' and f.dialogue = 'language'
      and f.started_at > ${now}::timestamptz - ${languageHours} * interval '1 hour') end`;
}
