import { sql, type Kysely } from 'kysely';

/** Finds the texts that hold a file, and the uploads that are old enough to be forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Few texts hold files: the others cost the index next to nothing.
  `create index message_media on message using gin (media jsonb_path_ops)`,
  `create index uploaded_picture_by_age on uploaded_picture (created_at)`,
];
