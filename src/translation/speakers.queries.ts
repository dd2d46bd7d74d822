import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/**
 * Who is to see to words of a language: somebody of the school who speaks it, a liaison before an administrator, the
 * least busy first; else the school's liaison, its administrator, or one of the district.
 * @param schoolId null: anybody of the district
 */
export async function readOwner(
  trx: Transaction<Database>,
  schoolId: string | null,
  language: string,
): Promise<{ id: string; speaks: boolean } | undefined> {
  const found = await sql<{ id: string; speaks: boolean }>`
    select s.id, ${language} = any(s.languages) as speaks
    from staff s
    where s.active and not s.is_machine and (s.role = 'district_admin' or (s.role in ('liaison', 'school_admin') and (
      ${schoolId}::uuid is null
      or exists (select from staff_school ss where ss.staff_id = s.id and ss.school_id = ${schoolId}::uuid))))
    order by not ${language} = any(s.languages),
      array_position(array['liaison', 'school_admin', 'district_admin'], s.role),
      (select count(*) from translation_review r where r.owner_staff_id = s.id and r.state = 'open'), s.id
    limit 1`.execute(trx);
  return found.rows[0];
}
