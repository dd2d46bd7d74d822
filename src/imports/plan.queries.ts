import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { rosterDocuments } from '../roster/import-state.queries.js';
import type { Entity, ImportCounts } from './imports.table.js';

export interface Planned {
  importId: string;
  source: string;
  /** What the files hold of: rows of these that are missing have left. Schools never leave by a file. */
  complete: ReadonlySet<Entity>;
  /** Lists the files hold; a list no file holds stays as it is. */
  lists: ReadonlySet<'classes'>;
}

/**
 * Writes the difference between what was staged and the roster, entity by entity: what is added, changed and removed,
 * and where the files disagree with what a family or staff set.
 */
export async function planEntity(
  trx: Transaction<Database>,
  entity: Entity,
  planned: Planned,
): Promise<void> {
  const { importId, source, complete } = planned;
  await sql`
    insert into import_row (import_id, action, entity, source_id, entity_id, label, before, after, file, line, reason)
    select ${importId}, action, ${entity}, source_id, entity_id, label, before, after, file, line, reason
    from (
      select coalesce(s.source_id, c.source_id) as source_id, coalesce(c.id, made.id) as entity_id,
        coalesce(s.label, c.label) as label, c.doc as before, s.file, s.line,
        case when s.state = 'good' then coalesce(c.doc, '{}') || s.doc || owned.fields end as after,
        case
          when s.state = 'good' and c.id is null and made.id is null then 'add'
          when s.state = 'good' and (c.id is null or c.doc <> c.doc || s.doc || owned.fields) then 'change'
          when s.state = 'gone' and c.id is not null then 'remove'
          when s.source_id is null and ${complete.has(entity)} and not ${isOfRefused(entity, importId)} then 'remove'
        end as action,
        case
          when s.state = 'good' and c.id is null and made.id is not null then case when made.was_id is null
            then 'made by hand before; the file takes it over' else 'was here before, under another id' end
          when s.state = 'gone' then coalesce(s.reason, 'the file says that it ended')
          when s.source_id is null then 'it is not in the file any more'
        end as reason
      from (${stagedDocuments[entity](planned)}) s
      full join (${rosterDocuments(entity, source)}) c on c.source_id = s.source_id
      left join (${takenOver(entity, source)}) made
        on c.id is null and s.state = 'good' and made.key = ${takenOverKey(entity)}
        and (made.was_id is null or made.was_id <> s.source_id)
      cross join lateral (
        select coalesce(jsonb_object_agg(key, c.doc->key), '{}') as fields
        from jsonb_object_keys(coalesce(c.owners, '{}')) key where c.doc ? key) owned
      ) rows
    where action is not null
    order by action, label collate "C", source_id collate "C"`.execute(trx);
  await tellDisagreements(trx, entity, planned);
}

/** Where a file says something else than a family or staff did. */
async function tellDisagreements(
  trx: Transaction<Database>,
  entity: Entity,
  planned: Planned,
): Promise<void> {
  const { importId, source } = planned;
  await sql`
    insert into import_row
      (import_id, action, entity, source_id, entity_id, label, before, after, file, line, column_name, reason)
    select ${importId}, 'keep', ${entity}, s.source_id, c.id, c.label, jsonb_build_object(o.key, c.doc->o.key),
      jsonb_build_object(o.key, s.doc->o.key), s.file, s.line, o.key,
      case o.value when 'family' then 'the family set this' else 'staff set this' end
    from (${stagedDocuments[entity](planned)}) s
    join (${rosterDocuments(entity, source, 'with')}) c on c.source_id = s.source_id
    cross join lateral jsonb_each_text(c.owners) o
    where s.state = 'good' and c.owners <> '{}' and s.doc ? o.key and s.doc->o.key <> c.doc->o.key`.execute(
    trx,
  );
  if (entity !== 'guardian') return;
  await sql`
    insert into import_row
      (import_id, action, entity, source_id, entity_id, label, before, after, file, line, column_name, reason)
    select distinct on (s.source_id) ${importId}, 'keep', 'guardian', s.source_id, g.id, g.name,
      jsonb_build_object('homeLanguage', a.language), jsonb_build_object('homeLanguage', s.doc->'homeLanguage'),
      s.file, s.line, 'homeLanguage', 'the family chose this language by text'
    from (${stagedDocuments.guardian(planned)}) s
    join guardian g on g.source = ${source} and g.source_id = s.source_id
    join guardian_address ga on ga.guardian_id = g.id and ga.retired_at is null
    join address a on a.id = ga.address_id and a.language is not null
    where s.state = 'good' and s.doc->>'homeLanguage' <> a.language
    order by s.source_id`.execute(trx);
}

/** What was read, as documents like those of the roster. */
const stagedDocuments: Record<Entity, (planned: Planned) => RawBuilder<unknown>> = {
  school: ({ importId }) => staged(importId, 'school', sql`s.data`, sql``),
  staff: ({ importId, lists }) =>
    staged(
      importId,
      'staff',
      sql`s.data || jsonb_build_object('schools', coalesce(at.list, '[]'))
        ${lists.has('classes') ? sql`|| jsonb_build_object('classes', coalesce(t.list, '[]'))` : sql``}`,
      sql`left join ${linkLists(importId, 'works')} at on at.a = s.source_id
        left join ${linkLists(importId, 'teaches')} t on t.a = s.source_id`,
    ),
  class: ({ importId }) => staged(importId, 'class', sql`s.data`, sql``),
  student: ({ importId, lists }) =>
    staged(
      importId,
      'student',
      lists.has('classes')
        ? sql`s.data || jsonb_build_object('classes', coalesce(e.list, '[]'))`
        : sql`s.data`,
      sql`left join ${linkLists(importId, 'enrolled')} e on e.a = s.source_id`,
    ),
  guardian: ({ importId }) =>
    staged(
      importId,
      'guardian',
      sql`jsonb_build_object('name', s.data->'name', 'phones', coalesce(p.list, '[]'),
          'students', coalesce(
            (select jsonb_object_agg(child, s.data->>'relationship') from jsonb_array_elements_text(k.list) child), '{}'))
        || jsonb_strip_nulls(jsonb_build_object('homeLanguage', coalesce(s.data->>'homeLanguage', k.detail)))`,
      sql`left join ${linkLists(importId, 'phone')} p on p.a = s.source_id
        left join ${linkLists(importId, 'guards')} k on k.a = s.source_id`,
    ),
};

function staged(
  importId: string,
  entity: Entity,
  doc: RawBuilder<unknown>,
  joins: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select s.source_id, s.file, s.line, s.label, s.state, s.reason, ${doc} as doc
    from import_staged s ${joins}
    where s.import_id = ${importId} and s.entity = ${entity}`;
}

function linkLists(importId: string, kind: string): RawBuilder<unknown> {
  return sql`(
    select a, jsonb_agg(b order by b collate "C") as list, max(detail) as detail
    from (select a, b, max(detail) as detail from import_staged_link
          where import_id = ${importId} and kind = ${kind} group by a, b) one
    group by a)`;
}

/**
 * Schools and staff that were made by hand are taken over rather than made twice, and so is somebody who left and is
 * back with the same email under another id; `was_id` is the earlier one.
 */
function takenOver(entity: Entity, source: string): RawBuilder<unknown> {
  if (entity === 'school') {
    return sql`select id, lower(name) as key, null as was_id from school where source = 'recado'`;
  }
  if (entity === 'staff') {
    return sql`
      select id, lower(email) as key, null as was_id from staff where source = 'recado' and active
      union all select id, lower(email), source_id from staff where source = ${source} and not active`;
  }
  return sql`select null::uuid as id, null::text as key, null::text as was_id where false`;
}

function takenOverKey(entity: Entity): RawBuilder<unknown> {
  return entity === 'school' ? sql`lower(s.doc->>'name')` : sql`s.doc->>'email'`;
}

/** A guardian of a student whose row was refused is not known to be gone: a plain CSV names both in one row. */
function isOfRefused(entity: Entity, importId: string): RawBuilder<boolean> {
  if (entity !== 'guardian') return sql`false`;
  return sql`exists (
    select from import_staged r
    where r.import_id = ${importId} and r.entity = 'student' and r.state = 'refused' and c.doc->'students' ? r.source_id)`;
}

/** How many rows there are of each kind. */
export async function countRows(
  trx: Transaction<Database>,
  importId: string,
): Promise<NonNullable<ImportCounts['rows']>> {
  const rows = await trx
    .selectFrom('importRow')
    .select(['entity', 'action', sql<number>`count(*)::integer`.as('count')])
    .where('importId', '=', importId)
    .groupBy(['entity', 'action'])
    .execute();
  const counts: Record<string, Record<string, number>> = {};
  for (const { entity, action, count } of rows) (counts[entity] ??= {})[action] = count;
  return counts;
}

/**
 * Students there are, and those who would leave. In a rollover those in the highest grade of their school are expected
 * to: what counts is who else does.
 */
export async function countLeaving(
  trx: Transaction<Database>,
  { importId, source, isRollover }: { importId: string; source: string; isRollover: boolean },
): Promise<{ before: number; leaving: number; unexpected: number }> {
  const rank = sql`case when grade = 'PK' then -2 when grade = 'TK' then -1 when grade = 'K' then 0
    when grade ~ '^[0-9]{1,2}$' then grade::integer end`;
  const counted = await sql<{ before: number; leaving: number; unexpected: number }>`
    select count(*)::integer as before, count(r.n)::integer as leaving,
      count(r.n) filter (where not (${isRollover} and coalesce(s.rank = s.highest, false)))::integer as unexpected
    from (select source_id, ${rank} as rank, max(${rank}) over (partition by school_id) as highest
          from student where source = ${source} and left_at is null) s
    left join import_row r on r.import_id = ${importId} and r.entity = 'student' and r.action = 'remove'
      and r.source_id = s.source_id`.execute(trx);
  return counted.rows[0] ?? { before: 0, leaving: 0, unexpected: 0 };
}

/**
 * Staff and guardians there are, and who of them would leave: of guardians those who leave a child behind that gets no
 * other one. In a plain CSV whoever has another number is somebody else.
 */
export async function countOthersLeaving(
  trx: Transaction<Database>,
  { importId, source }: { importId: string; source: string },
): Promise<Required<Pick<ImportCounts, 'staff' | 'guardians'>>> {
  const removed = (entity: Entity): RawBuilder<unknown> => sql`(
    select entity_id from import_row where import_id = ${importId} and entity = ${entity} and action = 'remove')`;
  const staff = await sql<{ before: number; leaving: number }>`
    select count(*)::integer as before, count(r.entity_id)::integer as leaving
    from staff s left join ${removed('staff')} r on r.entity_id = s.id
    where s.source = ${source} and s.active`.execute(trx);
  const guardians = await sql<{ before: number; leaving: number }>`
    select count(*)::integer as before, count(r.entity_id) filter (where child.guardian_id is not null)::integer as leaving
    from guardian g left join ${removed('guardian')} r on r.entity_id = g.id
    left join (
      select distinct gs.guardian_id from guardian_student gs
      join student st on st.id = gs.student_id and st.left_at is null
      left join ${removed('student')} gone on gone.entity_id = st.id
      left join (
        select distinct jsonb_object_keys(after->'students') as source_id from import_row
        where import_id = ${importId} and entity = 'guardian' and action = 'add') another
        on another.source_id = st.source_id
      where gone.entity_id is null and another.source_id is null) child on child.guardian_id = g.id
    where g.source = ${source} and g.left_at is null`.execute(trx);
  const none = { before: 0, leaving: 0 };
  return { staff: staff.rows[0] ?? none, guardians: guardians.rows[0] ?? none };
}

/** Rows of the roster that are not as they were when the difference was made. */
export async function countStale(
  trx: Transaction<Database>,
  { importId, source }: { importId: string; source: string },
): Promise<number> {
  let stale = 0;
  for (const entity of ['school', 'staff', 'class', 'student', 'guardian'] as const) {
    const counted = await sql<{ count: number }>`
      select count(*)::integer as count
      from import_row r left join (${rosterDocuments(entity, source)}) c on c.source_id = r.source_id
      where r.import_id = ${importId} and r.entity = ${entity} and r.action in ('add', 'change', 'remove')
        and c.doc is distinct from r.before`.execute(trx);
    stale += counted.rows[0]?.count ?? 0;
  }
  return stale;
}
