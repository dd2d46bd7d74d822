import { sql, type Kysely } from 'kysely';

/** Speakers approve the everyday answers of a language too: receipts, thanks, and the offer of a call. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table language_approval
         drop constraint language_approval_part_check,
         add constraint language_approval_part_check
           check (part in ('consent', 'crisis', 'alerts', 'answers', 'replies', 'library'))`,
    )
    .execute(db);
}
