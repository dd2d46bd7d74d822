import { sql, type Kysely } from 'kysely';

/** What people look over: texts that wait for a speaker, texts families did not understand, texts of each language. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const reviews = `
create table translation_review (
  message_id uuid primary key references message,
  school_id uuid not null references school,
  -- The language of the family, which whoever looks at it should read.
  language text not null,
  reason text not null,
  -- Texts to many at once: nobody is called about one of them.
  is_bulk boolean not null,
  owner_staff_id uuid references staff,
  due_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'released', 'discarded', 'called')),
  -- The words that waited, and those that went out instead.
  before_text text,
  after_text text,
  opened_at timestamptz not null,
  -- When the family was offered a call, or somebody else was given the text, because nobody had looked in time.
  overdue_since timestamptz,
  settled_at timestamptz,
  settled_by_staff_id uuid references staff
);
create index translation_review_open on translation_review (due_at, message_id) where state = 'open';
create index translation_review_owner on translation_review (owner_staff_id) where state = 'open';

alter table flow_run
  drop constraint flow_run_dialogue_check,
  add constraint flow_run_dialogue_check check (dialogue in ('language', 'language_check', 'hours', 'call')),
  -- The text the family is offered a call about.
  add column message_id uuid references message;
`;

const flags = `
-- A text of ours somebody did not understand.
create table translation_flag (
  message_id uuid primary key references message,
  -- The family's words that say so.
  flagged_by_message_id uuid not null references message,
  flagged_at timestamptz not null,
  -- The text that says it anew.
  corrected_by_message_id uuid unique references message,
  corrected_at timestamptz
);
`;

const approvals = `
-- A speaker saw every text of a part of a language and approved it; other words need another approval.
create table language_approval (
  id uuid primary key,
  language text not null,
  part text not null check (part in ('consent', 'crisis', 'alerts')),
  texts_hash text not null,
  speaker_name text not null,
  approved_by_staff_id uuid not null references staff,
  approved_at timestamptz not null,
  unique (language, part, texts_hash)
);
`;

const statements = [reviews, flags, approvals];
