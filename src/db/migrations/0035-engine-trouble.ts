import { sql, type Kysely } from 'kysely';

/** Why an engine last gave nothing, and when it last answered, so that the settings can say what to do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table engine_use
         -- A sentence for staff, with no word of a text in it.
         add column failure text,
         add column failed_at timestamptz,
         add column worked_at timestamptz`,
    )
    .execute(db);
}
