import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { NudgeState } from './nudges.table.js';

/** A nudge whose class ended or whose owner left, as it was and as it is. */
export interface ChangedNudge {
  nudgeId: string;
  title: string;
  before: { state: NudgeState; staffId: string; nextRunAt: string | null };
  after: { state: NudgeState; staffId: string };
}

/** Ends the nudges of classes that are over. */
export async function endNudgesOfEndedClasses(trx: Transaction<Database>): Promise<ChangedNudge[]> {
  const ended = await sql<ChangedNudge>`
    update nudge n set state = 'cancelled', next_run_at = null
    from nudge was join class c on c.id = was.class_id
    where n.id = was.id and was.state in ('scheduled', 'paused') and c.ended_at is not null
    returning n.id as nudge_id, c.name as title,
      jsonb_build_object('state', was.state, 'staffId', was.staff_id, 'nextRunAt', was.next_run_at) as before,
      jsonb_build_object('state', n.state, 'staffId', n.staff_id) as after`.execute(trx);
  return ended.rows;
}

/**
 * Gives the nudges of people who left to an heir: another teacher of the class, else a liaison of the school, else its
 * administrator. Where there is none, the nudge is paused.
 */
export async function handNudgesOver(
  trx: Transaction<Database>,
  leaverIds: readonly string[],
): Promise<ChangedNudge[]> {
  if (leaverIds.length === 0) return [];
  const handed = await sql<ChangedNudge>`
    update nudge n set staff_id = coalesce(heir.id, n.staff_id),
      state = case when heir.id is null then 'paused' else n.state end
    from nudge was join class c on c.id = was.class_id
    left join lateral (
      select s.id from staff s
      left join class_staff cs on cs.staff_id = s.id and cs.class_id = was.class_id
      where s.active and s.id <> all(${[...leaverIds]}::uuid[])
        and (cs.class_id is not null or (s.role in ('liaison', 'school_admin')
          and exists (select from staff_school ss where ss.staff_id = s.id and ss.school_id = was.school_id)))
      order by cs.class_id is null, s.role <> 'liaison', s.created_at, s.id limit 1) heir on true
    where n.id = was.id and was.state in ('scheduled', 'paused') and was.staff_id = any(${[...leaverIds]}::uuid[])
    returning n.id as nudge_id, c.name as title,
      jsonb_build_object('state', was.state, 'staffId', was.staff_id, 'nextRunAt', was.next_run_at) as before,
      jsonb_build_object('state', n.state, 'staffId', n.staff_id) as after`.execute(trx);
  return handed.rows;
}

/**
 * Brings the nudges an import changed back to how they were, where nobody changed them since and their owner is there
 * again. An occurrence that passed meanwhile is not sent late: the tick leaves it out.
 */
export async function restoreNudges(trx: Transaction<Database>, importId: string): Promise<number> {
  const restored = await sql`
    update nudge n set state = r.before->>'state', staff_id = (r.before->>'staffId')::uuid,
      next_run_at = (r.before->>'nextRunAt')::timestamptz
    from import_row r join staff s on s.id = (r.before->>'staffId')::uuid and s.active
    where r.import_id = ${importId} and r.entity = 'nudge' and n.id = r.entity_id
      and n.state = r.after->>'state' and n.staff_id = (r.after->>'staffId')::uuid
    returning n.id`.execute(trx);
  return restored.rows.length;
}
