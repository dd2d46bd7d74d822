import { sql, type RawBuilder } from 'kysely';

/** What an import compares and changes. */
export type RosterEntity = 'school' | 'staff' | 'class' | 'student' | 'guardian';

/**
 * The roster of one source as documents, one row each: `source_id`, `id`, `owners`, `label`, `doc`. A document holds
 * the fields an import sets and, as lists of source ids, what the source itself tied to the row. Rows that ended are
 * in it only where they are asked for: their fields still have owners when they are back.
 */
export function rosterDocuments(
  entity: RosterEntity,
  source: string,
  ended: 'without' | 'with' = 'without',
): RawBuilder<unknown> {
  const isThere = ended === 'with' ? sql`true` : notEnded[entity];
  return documents[entity](source, isThere);
}

const notEnded: Record<RosterEntity, RawBuilder<unknown>> = {
  school: sql`true`,
  staff: sql`s.active`,
  class: sql`c.ended_at is null`,
  student: sql`s.left_at is null`,
  guardian: sql`g.left_at is null`,
};

const documents: Record<RosterEntity, (source: string, isThere: RawBuilder<unknown>) => RawBuilder<unknown>> =
  {
    school: (source) => sql`
    select source_id, id, owners, name as label, jsonb_build_object('name', name) as doc
    from school where source = ${source}`,
    staff: (source, isThere) => sql`
    select s.source_id, s.id, s.owners, s.name as label,
      jsonb_build_object('name', s.name, 'email', lower(s.email), 'role', s.role,
        'schools', coalesce(at.list, '[]'), 'classes', coalesce(t.list, '[]')) as doc
    from staff s
    left join (
      select ss.staff_id, jsonb_agg(school.source_id order by school.source_id collate "C") as list
      from staff_school ss join school on school.id = ss.school_id and school.source = ${source}
      where ss.owner = 'sis' group by 1) at on at.staff_id = s.id
    left join (
      select cs.staff_id, jsonb_agg(c.source_id order by c.source_id collate "C") as list
      from class_staff cs join class c on c.id = cs.class_id and c.source = ${source} and c.ended_at is null
      where cs.owner = 'sis' group by 1) t on t.staff_id = s.id
    where s.source = ${source} and ${isThere}`,
    class: (source, isThere) => sql`
    select c.source_id, c.id, c.owners, c.name as label,
      jsonb_build_object('school', school.source_id, 'name', c.name, 'grade', c.grade, 'subject', c.subject) as doc
    from class c join school on school.id = c.school_id
    where c.source = ${source} and ${isThere}`,
    student: (source, isThere) => sql`
    select s.source_id, s.id, s.owners, s.given_name || ' ' || s.family_name as label,
      jsonb_build_object('school', school.source_id, 'givenName', s.given_name, 'familyName', s.family_name,
        'grade', s.grade, 'classes', coalesce(e.list, '[]')) as doc
    from student s
    join school on school.id = s.school_id
    left join (
      select e.student_id, jsonb_agg(c.source_id order by c.source_id collate "C") as list
      from enrollment e join class c on c.id = e.class_id and c.source = ${source} and c.ended_at is null
      where e.owner = 'sis' group by 1) e on e.student_id = s.id
    where s.source = ${source} and ${isThere}`,
    guardian: (source, isThere) => sql`
    select g.source_id, g.id, g.owners, g.name as label,
      jsonb_build_object('name', g.name, 'homeLanguage', g.home_language,
        'students', coalesce(k.list, '{}'), 'phones', coalesce(p.list, '[]')) as doc
    from guardian g
    left join (
      select gs.guardian_id, jsonb_object_agg(s.source_id, gs.relationship) as list
      from guardian_student gs join student s on s.id = gs.student_id and s.source = ${source} and s.left_at is null
      where gs.owner = 'sis' group by 1) k on k.guardian_id = g.id
    left join (
      select ga.guardian_id, jsonb_agg(a.e164 order by a.e164 collate "C") as list
      from guardian_address ga join address a on a.id = ga.address_id
      where ga.owner = 'sis' and ga.retired_at is null group by 1) p on p.guardian_id = g.id
    where g.source = ${source} and ${isThere}`,
  };
