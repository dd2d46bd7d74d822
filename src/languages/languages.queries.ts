import { sql, type Kysely } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { ofOwnSchools } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';

export interface LanguageUse {
  language: string;
  families: number;
  speakers: string[];
}

/** How many numbers of families, and who of the staff, speak each language in this person's schools. */
export async function readLanguageUse(db: Kysely<Database>, staff: SignedInStaff): Promise<LanguageUse[]> {
  const rows = await sql<LanguageUse>`
    with families as (
      select coalesce(a.language, g.home_language) as language, count(distinct a.id)::integer as families
      from address a
      join guardian_address ga on ga.address_id = a.id and ga.retired_at is null
      join guardian g on g.id = ga.guardian_id and g.left_at is null
      where exists (select from guardian_student gs join student s on s.id = gs.student_id
                    where gs.guardian_id = g.id and s.left_at is null and ${ofOwnSchools(staff, 's.school_id')})
      group by 1),
    speakers as (
      select spoken.language, array_agg(distinct s.name order by s.name) as speakers
      from staff s cross join unnest(s.languages) as spoken (language)
      where s.active and (s.role = 'district_admin' or exists (
        select from staff_school ss where ss.staff_id = s.id and ${ofOwnSchools(staff, 'ss.school_id')}))
      group by 1)
    select language, coalesce(families, 0) as families, coalesce(speakers, '{}') as speakers
    from families full join speakers using (language)
    where language is not null`.execute(db);
  return rows.rows;
}
