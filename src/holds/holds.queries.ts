import { sql, type Kysely, type Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { ofOwnSchools } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { HoldScope } from './holds.table.js';

/** What a hold stops. */
export type HoldSubject =
  { scope: 'district' } | { scope: 'school'; schoolId: string } | { scope: 'line'; lineId: string };

export interface StandingHold {
  id: string;
  scope: HoldScope;
  schoolId: string | null;
  lineId: string | null;
  /** The school or the line it stops; null for the district. */
  subjectName: string | null;
  reason: string;
  placedAt: Date;
  placedBy: string;
}

/** The holds that stand and concern this person's schools, the widest first. */
export async function standingHolds(db: Kysely<Database>, staff: SignedInStaff): Promise<StandingHold[]> {
  const rows = await sql<StandingHold>`
    select h.id, h.scope, h.school_id, h.line_id, coalesce(school.name, line.name) as subject_name,
      h.reason, h.placed_at, staff.name as placed_by
    from hold h
    join staff on staff.id = h.placed_by_staff_id
    left join school on school.id = h.school_id
    left join line on line.id = h.line_id
    where h.lifted_at is null and (h.scope = 'district'
      or (h.scope = 'school' and ${ofOwnSchools(staff, 'h.school_id')})
      or (h.scope = 'line' and exists (select from line_school ls
            where ls.line_id = h.line_id and ${ofOwnSchools(staff, 'ls.school_id')})))
    order by case h.scope when 'district' then 1 when 'line' then 2 else 3 end, h.placed_at`.execute(db);
  return rows.rows;
}

export interface VisibleLine {
  id: string;
  name: string;
  stoppedAt: Date | null;
  stoppedReason: string | null;
  schoolIds: string[];
}

/** The lines that serve this person's schools, with all the schools each serves; a district admin sees every line. */
export async function visibleLines(db: Kysely<Database>, staff: SignedInStaff): Promise<VisibleLine[]> {
  const rows = await sql<VisibleLine>`
    select line.id, line.name, line.stopped_at, line.stopped_reason,
      coalesce(array_agg(ls.school_id) filter (where ls.school_id is not null), '{}') as school_ids
    from line left join line_school ls on ls.line_id = line.id
    group by line.id
    having bool_or(coalesce(${ofOwnSchools(staff, 'ls.school_id')}, false))
    order by line.name, line.id`.execute(db);
  return rows.rows;
}

export interface LockedHold {
  id: string;
  scope: HoldScope;
  schoolId: string | null;
  lineId: string | null;
  liftedAt: Date | null;
}

/** A hold, locked, so that two people cannot lift it with different choices. */
export function lockHold(trx: Transaction<Database>, id: string): Promise<LockedHold | undefined> {
  return trx
    .selectFrom('hold')
    .select(['id', 'scope', 'schoolId', 'lineId', 'liftedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Places a hold. One that stands already on the same is left as it is.
 * @returns its id, and whether it is new
 */
export async function placeHold(
  trx: Transaction<Database>,
  now: Date,
  subject: HoldSubject,
  by: { staffId: string; reason: string },
): Promise<{ id: string; isNew: boolean }> {
  const schoolId = subject.scope === 'school' ? subject.schoolId : null;
  const lineId = subject.scope === 'line' ? subject.lineId : null;
  const placed = await trx
    .insertInto('hold')
    .values({
      id: newId(),
      scope: subject.scope,
      schoolId,
      lineId,
      reason: by.reason,
      placedAt: now,
      placedByStaffId: by.staffId,
      liftedAt: null,
      liftedByStaffId: null,
      heldTexts: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['scope', 'schoolId', 'lineId']).where('liftedAt', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (placed) return { id: placed.id, isNew: true };
  const standing = await trx
    .selectFrom('hold')
    .select('id')
    .where('scope', '=', subject.scope)
    .where(sql<boolean>`school_id is not distinct from ${schoolId}`)
    .where(sql<boolean>`line_id is not distinct from ${lineId}`)
    .where('liftedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return { id: standing.id, isNew: false };
}

export async function markLifted(
  trx: Transaction<Database>,
  now: Date,
  id: string,
  by: { staffId: string; heldTexts: 'send' | 'drop' },
): Promise<void> {
  await trx
    .updateTable('hold')
    .set({ liftedAt: now, liftedByStaffId: by.staffId, heldTexts: by.heldTexts })
    .where('id', '=', id)
    .execute();
}
