import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** Whoever gets wrong words to put right from somebody else is told, until she has seen it. */
export async function tellNewOwners(
  db: Kysely<Database>,
  withdrawals: readonly { id: string; ownerId: string | null }[],
): Promise<void> {
  const owned = withdrawals.flatMap(({ id, ownerId }) => (ownerId === null ? [] : [{ id, owner: ownerId }]));
  if (owned.length === 0) return;
  await sql`
    insert into withdrawal_reader as r (withdrawal_id, staff_id, how, seen_at)
    select t.id, t.owner, '{passed_on}', null
    from jsonb_to_recordset(${JSON.stringify(owned)}::jsonb) as t (id uuid, owner uuid)
    on conflict (withdrawal_id, staff_id) do update
      set how = array_remove(r.how, 'passed_on') || '{passed_on}', seen_at = null`.execute(db);
}

/**
 * Gives wrong words nobody put right in time to somebody else, each once: to another reader of the language who sees
 * the school's texts, else to who answers for the school. Who gets them is told.
 */
export async function passOnOverdueWithdrawals(
  db: Kysely<Database>,
  now: Date,
): Promise<{ id: string; schoolId: string | null }[]> {
  return db.transaction().execute(async (trx) => {
    const passed = await sql<{
      id: string;
      schoolId: string | null;
      ownerId: string | null;
      before: string | null;
    }>`
    update translation_withdrawal w set overdue_since = ${now}, owner_staff_id = coalesce((
      select s.id from staff s
      where s.active and not s.is_machine and s.id is distinct from w.owner_staff_id
        and (s.role = 'district_admin' or (s.role in ('liaison', 'school_admin') and (w.school_id is null
          or exists (select from staff_school ss where ss.staff_id = s.id and ss.school_id = w.school_id))))
        and (s.role <> 'liaison' or ${readsLanguage})
      order by not ${readsLanguage}, array_position(array['school_admin', 'liaison', 'district_admin'], s.role), s.id
      limit 1), w.owner_staff_id)
    from translation_withdrawal was
    where was.id = w.id and w.state = 'open' and w.overdue_since is null and w.due_at <= ${now}
    returning w.id, w.school_id, w.owner_staff_id as owner_id, was.owner_staff_id as before`.execute(trx);
    await tellNewOwners(
      trx,
      passed.rows.filter(({ ownerId, before }) => ownerId !== before),
    );
    return passed.rows.map(({ id, schoolId }) => ({ id, schoolId }));
  });
}

const readsLanguage = sql<boolean>`(
  case w.direction when 'to_staff' then w.from_language else w.to_language end = any(s.languages))`;
