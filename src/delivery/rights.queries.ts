import { sql, type RawBuilder, type Transaction } from 'kysely';
import { refusedByRights, type RightsFacts } from '../consent/rights-rules.js';
import type { Purpose } from '../conversations/conversations.table.js';
import type { Database } from '../db/database.js';
import { mentions } from '../roster/mentions.js';

/** What the rights of contact say of one text, its words where it may name somebody it must not. */
export interface RightsRow extends Omit<RightsFacts, 'namesBarredChild'> {
  /** Children of guardians at the number whom none of them may be contacted about. */
  barredNames: string[];
  words: string | null;
}

/**
 * For a query that has a delivery as `d` and its message as `m`: a row of what the rights of contact, as they are now,
 * say of that text.
 */
export function rightsOf(now: Date): RawBuilder<RightsRow> {
  return sql`(
    select at_number.is_known as "isKnown",
      case
        when at_number.class_id is not null then exists (select from enrollment e
          where e.student_id = any(reached.students) and e.class_id = at_number.class_id)
        else d.school_id = any(reached.schools) or exists (select from enrollment e join class c on c.id = e.class_id
          where e.student_id = any(reached.students) and c.school_id = d.school_id) end as "reachesAnyone",
      (m.student_id is not null and m.student_id <> all(reached.students)) as "aboutBarredChild",
      barred.names as "barredNames",
      case when barred.names <> '{}' then concat(m.text, chr(10), d.body) end as words,
      (at_number.changed_since or exists (select from guardian_address ga
        join guardian_right gr on gr.guardian_id = ga.guardian_id
        join student rs on rs.id = gr.student_id join school rsc on rsc.id = rs.school_id
        cross join lateral (select (d.created_at at time zone rsc.time_zone)::date as written,
          (${now}::timestamptz at time zone rsc.time_zone)::date as today) day
        where ga.address_id = d.address_id and gr.kind = 'contact'
          and (greatest(gr.set_at, gr.withdrawn_at) > d.created_at
            or (gr.from_date > day.written and gr.from_date <= day.today)
            or (gr.until_date >= day.written and gr.until_date < day.today)))) as "changedSince"
    from (
      select count(*) > 0 as is_known, coalesce(bool_or(ga.retired_at > d.created_at), false) as changed_since,
        (select n.class_id from nudge_recipient r join nudge_run nr on nr.id = r.nudge_run_id
         join nudge n on n.id = nr.nudge_id where r.message_id = d.message_id) as class_id
      from guardian_address ga where ga.address_id = d.address_id) at_number
    cross join lateral (
      select coalesce(array_agg(c.student_id), '{}') as students, coalesce(array_agg(s.school_id), '{}') as schools,
        coalesce(array_agg(s.given_name), '{}') as names
      from guardian_address ga
      join contact_allowed(${now}) c on c.guardian_id = ga.guardian_id
      join student s on s.id = c.student_id
      where ga.address_id = d.address_id and ga.retired_at is null) reached
    cross join lateral (
      select coalesce(array_agg(s.given_name), '{}') as names
      from guardian_address ga
      join guardian_student gs on gs.guardian_id = ga.guardian_id
      join student s on s.id = gs.student_id
      where ga.address_id = d.address_id and gs.student_id <> all(reached.students)
        and s.given_name <> all(reached.names)) barred)`;
}

/** Why they forbid it, or null. Pure. */
export function refusalOf(purpose: Purpose, { barredNames, words, ...facts }: RightsRow): string | null {
  const namesBarredChild = words !== null && barredNames.some((name) => mentions(words, name));
  return refusedByRights(purpose, { ...facts, namesBarredChild });
}

/**
 * After a right was withdrawn or a link retired: gives up what waits or is held for these numbers and may not go out
 * any more. What a worker has claimed at this moment may still go.
 * @param links of links that are gone, and so tell nothing of what they were: the numbers at which nobody is reached
 *   any more who was before
 * @returns the conversations that lost a text
 */
export async function dropRefusedTexts(
  trx: Transaction<Database>,
  now: Date,
  addressIds: readonly string[],
  links?: { handedOver: ReadonlySet<string> },
): Promise<{ conversationId: string; schoolId: string }[]> {
  if (addressIds.length === 0) return [];
  const waiting = await sql<RightsRow & { messageId: string; addressId: string; purpose: Purpose }>`
    with d as materialized (
      select message_id, address_id, school_id, purpose, body, created_at from delivery
      where address_id = any(${[...addressIds]}::uuid[]) and state in ('waiting', 'held')
      for update)
    select d.message_id, d.address_id, d.purpose, rights.*
    from d join message m on m.id = d.message_id
    cross join lateral ${rightsOf(now)} rights`.execute(trx);
  const refusals = waiting.rows.flatMap(({ messageId, addressId, purpose, ...rights }) => {
    const gone = links && afterLinksWent(rights, purpose, links.handedOver.has(addressId));
    const reason = refusalOf(purpose, { ...rights, ...gone });
    return reason === null ? [] : [{ messageId, reason }];
  });
  if (refusals.length === 0) return [];
  const dropped = await sql<{ conversationId: string; schoolId: string }>`
    with gone as (
      update delivery d set state = 'dropped', reason = t.reason, settled_at = ${now}, next_attempt_at = null
      from unnest(${refusals.map((one) => one.messageId)}::uuid[], ${refusals.map((one) => one.reason)}::text[])
        as t (message_id, reason)
      where d.message_id = t.message_id
      returning d.message_id, d.school_id)
    select distinct m.conversation_id, gone.school_id from gone join message m on m.id = gone.message_id`.execute(
    trx,
  );
  return dropped.rows;
}

/** An alert tells nothing of anybody, and whoever has the number now may have a child there as well. */
function afterLinksWent(
  { reachesAnyone }: RightsRow,
  purpose: Purpose,
  isHandedOver: boolean,
): Pick<RightsRow, 'isKnown' | 'changedSince' | 'reachesAnyone'> {
  const isForOthers = isHandedOver && purpose !== 'alert';
  return { isKnown: true, changedSince: true, reachesAnyone: reachesAnyone && !isForOthers };
}
