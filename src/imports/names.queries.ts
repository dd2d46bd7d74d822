import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import type { Named, Reference } from './describe.js';

/**
 * What schools, classes, students and staff are called that a difference names by their ids: as its own rows say, else
 * as the roster does. Classes and students come with the id of their school.
 */
export async function readNames(
  db: Kysely<Database>,
  { id, source }: { id: string; source: string },
  wanted: readonly Reference[],
): Promise<(Reference & Named)[]> {
  if (wanted.length === 0) return [];
  const found = await sql<Reference & Named>`
    with wanted as (
      select entity, id from unnest(
        ${wanted.map(({ entity }) => entity)}::text[], ${wanted.map((one) => one.id)}::text[]) as w (entity, id)),
    named as (
      select w.entity, w.id, r.label as name, coalesce(r.after, r.before)->>'school' as school, 1 as rank
      from wanted w join import_row r
        on r.import_id = ${id} and r.entity = w.entity and r.source_id = w.id and r.action in ('add', 'change', 'remove')
      union all
      select w.entity, w.id, s.name, null, 2
      from wanted w join school s on s.source = ${source} and s.source_id = w.id where w.entity = 'school'
      union all
      select w.entity, w.id, c.name, s.source_id, 2
      from wanted w join class c on c.source = ${source} and c.source_id = w.id join school s on s.id = c.school_id
      where w.entity = 'class'
      union all
      select w.entity, w.id, k.given_name || ' ' || k.family_name, s.source_id, 2
      from wanted w join student k on k.source = ${source} and k.source_id = w.id join school s on s.id = k.school_id
      where w.entity = 'student'
      union all
      select w.entity, w.id, s.name, null, 2
      from wanted w join staff s on s.id::text = w.id where w.entity = 'owner')
    select distinct on (entity, id) entity, id, name, school from named order by entity, id, rank`.execute(
    db,
  );
  return found.rows;
}
