import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import { refusedByRights, type RightsFacts } from '../consent/rights-rules.js';
import type { Purpose } from '../conversations/conversations.table.js';
import type { Database } from '../db/database.js';
import { mentions } from '../roster/mentions.js';

interface RightsRow extends Omit<RightsFacts, 'namesBarredChild'> {
  messageId: string;
  purpose: Purpose;
  text: string;
  body: string | null;
  /** Children of guardians at the number whom none of them may be contacted about. */
  barredNames: string[];
}

/**
 * Why the rights of contact, as they are now, forbid these texts.
 * @param planning `planOnce` for claims, which alone run it all the time
 * @returns a reason for each text that is forbidden
 */
export async function readRefusals(
  db: Kysely<Database>,
  now: Date,
  messageIds: readonly string[],
  planning: RawBuilder<unknown> = sql``,
): Promise<Map<string, string>> {
  if (messageIds.length === 0) return new Map();
  const rows = await sql<RightsRow>`
    ${planning} with texts as materialized (
      select d.message_id, d.address_id, d.school_id, d.purpose, d.body, d.created_at, m.text, m.student_id,
        (select n.class_id from nudge_recipient r join nudge_run nr on nr.id = r.nudge_run_id
           join nudge n on n.id = nr.nudge_id where r.message_id = d.message_id) as class_id
      from delivery d join message m on m.id = d.message_id
      where d.message_id = any(${[...messageIds]}::uuid[]))
    select t.message_id, t.purpose, t.text, t.body, at_number.is_known,
      case
        when t.class_id is not null then exists (select from enrollment e
          where e.student_id = any(reached.students) and e.class_id = t.class_id)
        else t.school_id = any(reached.schools) or exists (select from enrollment e join class c on c.id = e.class_id
          where e.student_id = any(reached.students) and c.school_id = t.school_id) end as reaches_anyone,
      (t.student_id is not null and t.student_id <> all(reached.students)) as about_barred_child,
      array(select distinct s.given_name from guardian_address ga
        join guardian_student gs on gs.guardian_id = ga.guardian_id
        join student s on s.id = gs.student_id
        where ga.address_id = t.address_id and gs.student_id <> all(reached.students)
          and s.given_name <> all(reached.names)) as barred_names,
      (at_number.changed_since or exists (select from guardian_address ga
        join guardian_right gr on gr.guardian_id = ga.guardian_id
        where ga.address_id = t.address_id and gr.kind = 'contact'
          and greatest(gr.set_at, gr.withdrawn_at) > t.created_at)) as changed_since
    from texts t
    cross join lateral (
      select count(*) > 0 as is_known, coalesce(bool_or(ga.retired_at > t.created_at), false) as changed_since
      from guardian_address ga where ga.address_id = t.address_id) at_number
    cross join lateral (
      select coalesce(array_agg(c.student_id), '{}') as students, coalesce(array_agg(s.school_id), '{}') as schools,
        coalesce(array_agg(s.given_name), '{}') as names
      from guardian_address ga
      join contact_allowed(${now}) c on c.guardian_id = ga.guardian_id
      join student s on s.id = c.student_id
      where ga.address_id = t.address_id and ga.retired_at is null) reached`.execute(db);
  const refusals = new Map<string, string>();
  for (const row of rows.rows) {
    const words = `${row.text}\n${row.body ?? ''}`;
    const namesBarredChild = row.barredNames.some((name) => mentions(words, name));
    const reason = refusedByRights(row.purpose, { ...row, namesBarredChild });
    if (reason !== null) refusals.set(row.messageId, reason);
  }
  return refusals;
}

/**
 * After a right was withdrawn or a link retired: gives up what waits or is held for these numbers and may not go out
 * any more. What a worker has claimed at this moment may still go.
 * @returns the conversations that lost a text
 */
export async function dropRefusedTexts(
  trx: Transaction<Database>,
  now: Date,
  addressIds: readonly string[],
): Promise<{ conversationId: string; schoolId: string }[]> {
  if (addressIds.length === 0) return [];
  const waiting = await trx
    .selectFrom('delivery')
    .select('messageId')
    .where('addressId', 'in', addressIds)
    .where('state', 'in', ['waiting', 'held'])
    .forUpdate()
    .execute();
  const refusals = await readRefusals(
    trx,
    now,
    waiting.map((text) => text.messageId),
  );
  if (refusals.size === 0) return [];
  const dropped = await sql<{ conversationId: string; schoolId: string }>`
    with gone as (
      update delivery d set state = 'dropped', reason = t.reason, settled_at = ${now}, next_attempt_at = null
      from unnest(${[...refusals.keys()]}::uuid[], ${[...refusals.values()]}::text[]) as t (message_id, reason)
      where d.message_id = t.message_id
      returning d.message_id, d.school_id)
    select distinct m.conversation_id, gone.school_id from gone join message m on m.id = gone.message_id`.execute(
    trx,
  );
  return dropped.rows;
}
