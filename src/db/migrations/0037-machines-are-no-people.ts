import { sql, type Kysely } from 'kysely';

/** Members of staff that are a machine's token: work is given to people alone. The mark is that of their source id. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table staff add column is_machine boolean not null
        generated always as (source_id is not null and left(source_id, 10) = 'api-token:') stored`,
    )
    .execute(db);
}
