import { sql, type Kysely } from 'kysely';

/** What every text that is sent was checked or entered for twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Few texts have a picture, and every change of a text's state made a new entry of this index.
  'alter table delivery drop constraint delivery_picture_token_key',
  `create unique index delivery_by_picture_token on delivery (picture_token) where picture_token is not null`,
  // Where an attempt goes, its delivery says as well, which refers to both.
  'alter table delivery_attempt drop constraint delivery_attempt_line_id_fkey',
  'alter table delivery_attempt drop constraint delivery_attempt_address_id_fkey',
  // A text takes its places in the statement's own transaction, which writes the attempt at that text: that is checked.
  'alter table contact_slot drop constraint contact_slot_message_id_fkey',
  'alter table contact_day drop constraint contact_day_message_id_fkey',
];
