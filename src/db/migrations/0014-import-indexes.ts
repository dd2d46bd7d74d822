import { sql, type Kysely } from 'kysely';

/**
 * Indexes for rosters of a whole district: links are staged by the hundred thousand, and only those that are looked up
 * one by one are worth one; rows of a difference are looked up by their ids, to say what a class or a child is called.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'drop index import_staged_link_by_a',
  `create index import_staged_link_of_user on import_staged_link (import_id, a) where kind in ('role', 'language')`,
  'create index import_row_by_source_id on import_row (import_id, entity, source_id)',
  'drop index import_row_by_entity',
];
