import { sql, type Kysely } from 'kysely';

/** A family changes its answer by a later text: what counted before stays on record, as where a person put it right. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Null: the family itself, by the text.
  'alter table reading_change alter column staff_id drop not null',
  `alter table reading_change add constraint reading_change_by_family check (staff_id is not null or part = 'answer')`,
];
