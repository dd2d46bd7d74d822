import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** An import whose planned rows are applied; they lie in `import_row`. */
export interface AppliedImport {
  importId: string;
  source: string;
  /** Of schools that are new; an IANA name. */
  timeZone: string | null;
}

/** Rows of a kind, from the plan. */
export function planned(
  { importId }: AppliedImport,
  entity: string,
  ...actions: ('add' | 'change' | 'remove')[]
): RawBuilder<unknown> {
  return sql`(
    select r.entity_id, r.source_id, r.after from import_row r
    where r.import_id = ${importId} and r.entity = ${entity} and r.action = any(${actions}::text[]))`;
}

export interface Rows {
  table: 'staff' | 'class' | 'student' | 'guardian';
  /** Whether each belongs to one school. */
  hasSchool?: boolean;
  /** Columns, with the field of the plan each is set from. */
  fields: Readonly<Record<string, string>>;
  /** What is set where somebody or something that was over is back. */
  back: RawBuilder<unknown>;
}

/**
 * Adds and changes rows. A field the plan does not name stays, and so does one that a family or staff own; that is asked
 * of the row as it is when it is written, because they may have set it a moment ago.
 */
export async function applyRows(
  trx: Transaction<Database>,
  now: Date,
  applied: AppliedImport,
  { table, hasSchool = false, fields, back }: Rows,
): Promise<void> {
  const { source } = applied;
  const columns = Object.entries(fields).map(([column, field]) => ({ column: sql.id(column), field }));
  const list = (parts: RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(parts, sql`, `);
  const set = columns.map(
    ({ column, field }) =>
      sql`${column} = case when ${sql.id(table)}.owners ? ${field} then ${sql.id(table)}.${column} else excluded.${column} end`,
  );
  const values = columns.map(
    ({ column, field }) => sql`case when r.after ? ${field} then r.after->>${field} else known.${column} end`,
  );
  await sql`
    insert into ${sql.id(table)}
      (id, source, source_id, ${list(columns.map(({ column }) => column))}, created_at${hasSchool ? sql`, school_id` : sql``})
    select coalesce(r.entity_id, new_id(${now})), ${source}, r.source_id, ${list(values)}, ${now}::timestamptz
      ${hasSchool ? sql`, school.id` : sql``}
    from ${planned(applied, table, 'add', 'change')} r
    left join ${sql.id(table)} known on known.source = ${source} and known.source_id = r.source_id
    ${hasSchool ? sql`join school on school.source = ${source} and school.source_id = r.after->>'school'` : sql``}
    on conflict (source, source_id) do update
      set ${list(set)}, ${back}${hasSchool ? sql`, school_id = excluded.school_id` : sql``}`.execute(trx);
}

interface Ties {
  /** Its rows have the columns `<from>_id`, `<to>_id` and `owner`. */
  table: string;
  from: 'staff' | 'student' | 'guardian';
  to: 'school' | 'class' | 'student' | 'address';
  /** The field of the plan with all that a row is tied to: ids of the source, or numbers. */
  field: string;
  /** Which of the ties there are follow the file. */
  ofFile?: RawBuilder<boolean>;
  /** What new ones may lead to. */
  isThere?: RawBuilder<boolean>;
}

const ties = {
  works: { table: 'staff_school', from: 'staff', to: 'school', field: 'schools' },
  teaches: {
    table: 'class_staff',
    from: 'staff',
    to: 'class',
    field: 'classes',
    isThere: sql`other.ended_at is null`,
  },
  enrolled: {
    table: 'enrollment',
    from: 'student',
    to: 'class',
    field: 'classes',
    isThere: sql`other.ended_at is null`,
  },
  // Whose guardian somebody was is kept for a student who left.
  guards: {
    table: 'guardian_student',
    from: 'guardian',
    to: 'student',
    field: 'students',
    ofFile: sql`other.left_at is null`,
  },
  // A number that was taken off stays, marked.
  phone: {
    table: 'guardian_address',
    from: 'guardian',
    to: 'address',
    field: 'phones',
    ofFile: sql`tie.retired_at is null`,
  },
} satisfies Record<string, Ties>;

/**
 * Ties the rows that were added or changed to what the plan names and to nothing else. What staff or a family tied by
 * hand stays as it is.
 */
export async function applyTies(
  trx: Transaction<Database>,
  applied: AppliedImport,
  kind: keyof typeof ties,
): Promise<void> {
  const { table, from, to, field, ofFile, isThere }: Ties = ties[kind];
  const { source } = applied;
  const [fromId, toId] = [sql.id(`${from}_id`), sql.id(`${to}_id`)];
  const key = to === 'address' ? sql`other.e164` : sql`other.source_id`;
  const ofSource = to === 'address' ? sql`true` : sql`other.source = ${source}`;
  const rows = planned(applied, from, 'add', 'change');
  await sql`
    delete from ${sql.id(table)} tie using ${rows} r, ${sql.id(from)} one, ${sql.id(to)} other
    where one.source = ${source} and one.source_id = r.source_id
      and tie.${fromId} = one.id and tie.owner = 'sis' and other.id = tie.${toId} and ${ofFile ?? sql`true`}
      and not coalesce(r.after->${field}, '[]') ? ${key}`.execute(trx);
  // Children stand in the plan with the relationship to each.
  const isGuards = kind === 'guards';
  await sql`
    insert into ${sql.id(table)} (${fromId}, ${toId}, owner${isGuards ? sql`, relationship` : sql``})
    select one.id, other.id, 'sis'${isGuards ? sql`, named.relationship` : sql``}
    from ${rows} r
    join ${sql.id(from)} one on one.source = ${source} and one.source_id = r.source_id
    cross join ${
      isGuards
        ? sql`jsonb_each_text(coalesce(r.after->${field}, '{}')) as named (key, relationship)`
        : sql`jsonb_array_elements_text(coalesce(r.after->${field}, '[]')) as named (key)`
    }
    join ${sql.id(to)} other on ${key} = named.key and ${ofSource} and ${isThere ?? sql`true`}
    on conflict ${
      isGuards
        ? sql`(guardian_id, student_id) do update set relationship = excluded.relationship
            where guardian_student.owner = 'sis'`
        : sql`do nothing`
    }`.execute(trx);
}
