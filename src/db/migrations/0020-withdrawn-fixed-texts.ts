import { sql, type Kysely } from 'kysely';

/** Texts of the language files people took back as wrong, and what is said instead. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table fixed_text_withdrawal (
     id uuid primary key,
     language text not null,
     -- Of the language file; of a counted text, one of its forms.
     key text not null,
     -- As the file said it: once a release says it in other words, the withdrawal is of no account.
     wrong text not null,
     -- What the English said then.
     english text not null,
     -- The text it was found in; null where it was found in the list of a language.
     message_id uuid references message,
     reason text not null,
     withdrawn_by_staff_id uuid not null references staff,
     withdrawn_at timestamptz not null,
     -- What is said instead, in the same language; null while the English alone is.
     correction text,
     corrected_by_staff_id uuid references staff,
     corrected_at timestamptz,
     undone_by_staff_id uuid references staff,
     undone_at timestamptz,
     check ((correction is null) = (corrected_by_staff_id is null) and (correction is null) = (corrected_at is null)),
     check ((undone_at is null) = (undone_by_staff_id is null))
   )`,
  // Of the same words, one withdrawal stands.
  `create unique index fixed_text_withdrawal_standing on fixed_text_withdrawal (language, key, md5(wrong))
     where undone_at is null`,
  `create index fixed_text_withdrawal_newest on fixed_text_withdrawal (withdrawn_at, id)`,
  `create table fixed_text_change (
     id uuid primary key,
     withdrawal_id uuid not null references fixed_text_withdrawal,
     -- withdrawn again: the correction turned out to be wrong as well.
     what text not null check (what in ('withdrawn', 'corrected', 'withdrawn_again', 'undone')),
     -- The words that were taken back, or those that are said from now on.
     words text not null,
     reason text,
     staff_id uuid not null references staff,
     changed_at timestamptz not null
   )`,
  `create index fixed_text_change_of_withdrawal on fixed_text_change (withdrawal_id, id)`,
  `create trigger fixed_text_change_append_only before update or delete on fixed_text_change
     for each row execute function refuse_change()`,
];
