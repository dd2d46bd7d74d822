import { sql, type Kysely } from 'kysely';

/** Finds the text that answered before the family itself changed its answer: its teacher goes on seeing it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create index reading_change_by_former_answer on reading_change (((was->'answer'->>'messageId')::uuid))
         where staff_id is null`,
    )
    .execute(db);
}
