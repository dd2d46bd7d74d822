import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** A family as one school knows it: who is reached at an address, and their children at that school. */
export interface Family {
  addressId: string;
  schoolId: string;
  e164: string;
  /** What the family chose by text; wins over the guardians' home language. */
  chosenLanguage: string | null;
  unreachableReason: string | null;
  guardians: { id: string; name: string; homeLanguage: string | null }[];
  students: FamilyStudent[];
}

export interface FamilyStudent {
  id: string;
  givenName: string;
  name: string;
  grade: string;
  relationships: string[];
  classes: { id: string; name: string }[];
  /** Enrolled in a class of the member of staff asked for. */
  taught: boolean;
}

interface FamilyRow {
  addressId: string;
  schoolId: string;
  e164: string;
  chosenLanguage: string | null;
  unreachableReason: string | null;
  guardians: Family['guardians'];
  students: FamilyStudent[];
}

/**
 * Families by address and school. Children of another school are left out, and so are guardians who only have
 * children there; a guardian no child is known of is kept. `taughtBy` says whose students are marked as `taught`.
 */
export async function readFamilies(
  db: Kysely<Database>,
  places: readonly { addressId: string; schoolId: string }[],
  taughtBy: string,
): Promise<Family[]> {
  if (places.length === 0) return [];
  const rows = await sql<FamilyRow>`
    select a.id as address_id, p.school_id, a.e164, a.language as chosen_language, a.unreachable_reason,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'homeLanguage', g.home_language)
                         order by g.name, g.id)
        from guardian_address ga join guardian g on g.id = ga.guardian_id
        where ga.address_id = a.id and ga.retired_at is null and (
          exists (select from guardian_student gs join student s on s.id = gs.student_id
                  where gs.guardian_id = g.id and s.school_id = p.school_id)
          or not exists (select from guardian_student gs where gs.guardian_id = g.id))
      ), '[]') as guardians,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', s.id, 'givenName', s.given_name, 'name', s.given_name || ' ' || s.family_name, 'grade', s.grade,
          'relationships', k.relationships,
          'classes', coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name)
            from enrollment e join class c on c.id = e.class_id where e.student_id = s.id), '[]'),
          'taught', exists (select from enrollment e join class_staff cs on cs.class_id = e.class_id
            where e.student_id = s.id and cs.staff_id = ${taughtBy})) order by s.given_name, s.family_name, s.id)
        from (select gs.student_id, jsonb_agg(distinct gs.relationship) as relationships
              from guardian_address ga join guardian_student gs on gs.guardian_id = ga.guardian_id
              where ga.address_id = a.id and ga.retired_at is null group by gs.student_id) k
        join student s on s.id = k.student_id
        where s.school_id = p.school_id
      ), '[]') as students
    from unnest(${places.map((place) => place.addressId)}::uuid[], ${places.map((place) => place.schoolId)}::uuid[])
      as p (address_id, school_id)
    join address a on a.id = p.address_id`.execute(db);
  return rows.rows;
}

const sameLetter: Record<string, string> = { đ: 'd', ł: 'l', ø: 'o', ı: 'i', ى: 'ي', ة: 'ه' };

/** A name for comparing: lower case, without accents. The same as `fold_name` of migration 0009. */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670]|\u0640/gu, '')
    .replace(/[đłøıىة]/gu, (letter) => sameLetter[letter] ?? letter);
}
