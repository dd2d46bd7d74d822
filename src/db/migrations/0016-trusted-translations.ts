import { sql, type Kysely } from 'kysely';

/** What became of translations: who changed them, which were withdrawn and who relied on those, what waits for an interpreter. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const edits = `
-- Words that stood beside a text before, append only.
create table translation_edit (
  id uuid primary key,
  message_id uuid not null references message,
  language text not null,
  what text not null check (what in ('edited', 'approved', 'withdrawn', 'restored')),
  before_text text not null,
  before_engine text not null,
  before_quality text not null,
  -- Null where the words were withdrawn and none took their place.
  after_text text,
  -- Null where a machine did it.
  staff_id uuid references staff,
  reason text,
  edited_at timestamptz not null
);
create index translation_edit_of_message on translation_edit (message_id, id);
`;

const withdrawals = `
create table translation_withdrawal (
  id uuid primary key,
  direction text not null check (direction in ('to_family', 'to_staff')),
  from_language text not null,
  to_language text not null,
  -- The words, without the lines that say whom they are from.
  source text not null,
  wrong text not null,
  -- The same as they are compared: with {0}, {1} … for names, numbers and links.
  source_form text not null,
  wrong_form text not null,
  -- Where it began: a text, or an approved translation.
  message_id uuid references message,
  memory_id uuid references translation_memory,
  -- Null where it began with an approved translation, which is the whole district's.
  school_id uuid references school,
  reason text not null,
  withdrawn_by_staff_id uuid not null references staff,
  withdrawn_at timestamptz not null,
  -- Who is to write what is right, and until when.
  owner_staff_id uuid references staff,
  due_at timestamptz not null,
  -- What an engine proposes instead, for a speaker to look at.
  draft text,
  correction text,
  state text not null default 'open' check (state in ('open', 'corrected', 'undone')),
  settled_at timestamptz,
  settled_by_staff_id uuid references staff,
  -- Texts with the same words at schools whoever withdrew them does not see.
  elsewhere integer not null default 0
);
create index translation_withdrawal_words
  on translation_withdrawal (from_language, to_language, md5(source_form)) where state <> 'undone';
create index translation_withdrawal_open on translation_withdrawal (due_at, id) where state = 'open';

-- What relied on withdrawn words.
create table withdrawn_text (
  withdrawal_id uuid not null references translation_withdrawal,
  message_id uuid not null references message,
  conversation_id uuid not null references conversation,
  address_id uuid not null references address,
  school_id uuid not null references school,
  -- family: a family got them; stopped: they had not gone out and are held; reading: staff read them; answer: staff wrote
  -- it after reading them.
  kind text not null check (kind in ('family', 'stopped', 'reading', 'answer')),
  -- What became of the correction: a text, a call, or nothing, and why.
  outcome text check (outcome in ('text', 'call', 'none')),
  outcome_reason text,
  correction_message_id uuid references message,
  primary key (withdrawal_id, message_id)
);
create index withdrawn_text_of_message on withdrawn_text (message_id);

-- Staff who read withdrawn words, answered them or sent them.
create table withdrawal_reader (
  withdrawal_id uuid not null references translation_withdrawal,
  staff_id uuid not null references staff,
  -- Of opened, answered, sent, notified.
  how text[] not null,
  seen_at timestamptz,
  primary key (withdrawal_id, staff_id)
);
create index withdrawal_reader_unseen on withdrawal_reader (staff_id) where seen_at is null;

alter table message_translation add column withdrawal_id uuid references translation_withdrawal;
alter table translation_memory add column withdrawal_id uuid references translation_withdrawal;

-- How far each member of staff has read a conversation.
create table conversation_reader (
  conversation_id uuid not null references conversation,
  staff_id uuid not null references staff,
  position integer not null,
  read_at timestamptz not null,
  primary key (conversation_id, staff_id)
);
`;

const reviews = `
-- Texts with the same words in the same language are decided about together.
alter table translation_review add column group_key text;
create index translation_review_group on translation_review (group_key) where state = 'open';
`;

const interpreters = `
-- A family's text no engine translates: a person has to.
create table interpreter_task (
  message_id uuid primary key references message,
  school_id uuid not null references school,
  language text not null,
  reason text not null,
  owner_staff_id uuid references staff,
  due_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'done')),
  opened_at timestamptz not null,
  overdue_since timestamptz,
  settled_at timestamptz,
  settled_by_staff_id uuid references staff,
  -- Who said what the text means, where that was nobody of the staff.
  interpreter text
);
create index interpreter_task_open on interpreter_task (due_at, message_id) where state = 'open';
`;

const parts = `
alter table language_approval
  drop constraint language_approval_part_check,
  add constraint language_approval_part_check
    check (part in ('consent', 'crisis', 'alerts', 'replies', 'library'));
`;

const statements = [edits, withdrawals, reviews, interpreters, parts];
