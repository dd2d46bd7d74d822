import { sql, type Kysely } from 'kysely';

/** Everything the main loop stands on. Frozen once landed: a later change is a later migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const deployment = `
create table deployment (
  only_row boolean primary key default true check (only_row),
  kind text not null check (kind in ('demo', 'live')),
  district_name text not null,
  created_at timestamptz not null
);

-- A demo database can never gain a real line, nor a live one a simulated line; the mark itself never changes.
create function keep_deployment_kind() returns trigger language plpgsql as $$
begin
  if new.kind is distinct from old.kind then
    raise exception 'a % database stays one', old.kind using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger deployment_kind_stays before update on deployment
  for each row execute function keep_deployment_kind();
`;

const roster = `
create table school (
  id uuid primary key,
  source_id text unique,
  name text not null,
  time_zone text not null,
  -- Local hours in which families are texted; equal values mean the whole day.
  contact_from time not null default '09:00',
  contact_until time not null default '20:00',
  created_at timestamptz not null
);

create table staff (
  id uuid primary key,
  source_id text unique,
  name text not null,
  email text not null,
  role text not null check (role in ('teacher', 'liaison', 'school_admin', 'district_admin')),
  languages text[] not null default '{en}',
  auth_user_id uuid unique,
  active boolean not null default true,
  created_at timestamptz not null
);
create unique index staff_email on staff (lower(email));

create table staff_school (
  staff_id uuid not null references staff on delete cascade,
  school_id uuid not null references school on delete cascade,
  primary key (staff_id, school_id)
);
create index staff_school_by_school on staff_school (school_id);

create table class (
  id uuid primary key,
  source_id text unique,
  school_id uuid not null references school,
  name text not null,
  grade text not null,
  subject text,
  created_at timestamptz not null
);
create index class_by_school on class (school_id);

create table class_staff (
  class_id uuid not null references class on delete cascade,
  staff_id uuid not null references staff on delete cascade,
  primary key (class_id, staff_id)
);
create index class_staff_by_staff on class_staff (staff_id);

create table student (
  id uuid primary key,
  source_id text unique,
  school_id uuid not null references school,
  given_name text not null,
  family_name text not null,
  grade text not null,
  created_at timestamptz not null
);
create index student_by_school on student (school_id);

create table enrollment (
  class_id uuid not null references class on delete cascade,
  student_id uuid not null references student on delete cascade,
  primary key (class_id, student_id)
);
create index enrollment_by_student on enrollment (student_id);

create table guardian (
  id uuid primary key,
  source_id text unique,
  name text not null,
  home_language text,
  time_zone text,
  created_at timestamptz not null
);

create table guardian_student (
  guardian_id uuid not null references guardian on delete cascade,
  student_id uuid not null references student on delete cascade,
  relationship text not null,
  may_contact boolean not null default true,
  primary key (guardian_id, student_id)
);
create index guardian_student_by_student on guardian_student (student_id);

create table address (
  id uuid primary key,
  e164 text not null unique,
  -- What the family chose by text; wins over the guardian's home language.
  language text,
  unreachable_since timestamptz,
  unreachable_reason text,
  created_at timestamptz not null
);

create table guardian_address (
  guardian_id uuid not null references guardian on delete cascade,
  address_id uuid not null references address on delete cascade,
  primary key (guardian_id, address_id)
);
create index guardian_address_by_address on guardian_address (address_id);

create table line (
  id uuid primary key,
  e164 text not null unique,
  name text not null,
  carrier text not null check (carrier in ('twilio', 'simulator')),
  messaging_service_sid text,
  messages_per_second integer not null default 10 check (messages_per_second > 0),
  -- Set when the carrier refuses the line itself: its texts wait, other lines go on.
  stopped_at timestamptz,
  stopped_reason text,
  created_at timestamptz not null
);

create function keep_line_kind() returns trigger language plpgsql as $$
declare kind_here text;
begin
  select kind into kind_here from deployment;
  if kind_here is null then
    raise exception 'mark the deployment before adding a line' using errcode = 'check_violation';
  end if;
  if (kind_here = 'demo') <> (new.carrier = 'simulator') then
    raise exception 'a % database takes no % line', kind_here, new.carrier using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger line_fits_deployment before insert or update of carrier on line
  for each row execute function keep_line_kind();

create table line_school (
  line_id uuid not null references line on delete cascade,
  school_id uuid not null references school on delete cascade,
  primary key (line_id, school_id)
);
create index line_school_by_school on line_school (school_id);
`;

const conversations = `
create table conversation (
  id uuid primary key,
  address_id uuid not null references address,
  school_id uuid not null references school,
  line_id uuid not null references line,
  state text not null default 'closed' check (state in ('open', 'waiting', 'snoozed', 'closed')),
  urgent boolean not null default false,
  assignee_staff_id uuid references staff,
  last_position integer not null default 0,
  last_message_at timestamptz not null,
  -- Since when the family waits for a person; null when nobody waits.
  waiting_since timestamptz,
  -- The child the family is talking about, when a question, a nudge or a person settled it.
  student_id uuid references student,
  lease_token uuid,
  lease_until timestamptz,
  created_at timestamptz not null,
  unique (address_id, school_id)
);
create index conversation_by_recency on conversation (school_id, last_message_at desc, id desc);
create index conversation_needing_work on conversation (school_id, waiting_since) where state <> 'closed';
create index conversation_by_assignee on conversation (assignee_staff_id, last_message_at desc) where assignee_staff_id is not null;

create table message (
  id uuid primary key,
  conversation_id uuid not null references conversation,
  position integer not null,
  direction text not null check (direction in ('in', 'out')),
  -- Out: why it was sent and in whose name; in: null.
  purpose text check (purpose in ('alert', 'learning', 'pulse', 'reply', 'system')),
  subtype text,
  sender_role text check (sender_role in ('teacher', 'liaison', 'school_admin', 'district_admin', 'system')),
  sender_staff_id uuid references staff,
  line_id uuid not null references line,
  guardian_id uuid references guardian,
  student_id uuid references student,
  -- The original words, never rewritten, and the language they are in (null: not known yet).
  text text not null,
  language text,
  media jsonb not null default '[]',
  carrier_sid text unique,
  carrier_at timestamptz,
  -- In: how far the text has been understood; out: always 'done'.
  processing text not null default 'done' check (processing in ('pending', 'done', 'parked')),
  processing_tries integer not null default 0,
  processing_error text,
  next_processing_at timestamptz,
  understood jsonb,
  -- In: towards staff's language; out: towards the family's.
  translation_state text not null default 'none_needed'
    check (translation_state in ('none_needed', 'pending', 'translated', 'untranslated')),
  translation_reason text,
  translation_tries integer not null default 0,
  next_translation_at timestamptz,
  created_at timestamptz not null,
  unique (conversation_id, position),
  check ((direction = 'out') = (purpose is not null)),
  check ((direction = 'out') = (sender_role is not null))
);
create index message_to_process on message (next_processing_at) where processing = 'pending';
create index message_to_translate on message (next_translation_at) where next_translation_at is not null;

create table request (
  id uuid primary key,
  conversation_id uuid not null references conversation,
  message_id uuid not null unique references message,
  student_id uuid references student,
  topic text not null,
  urgent boolean not null default false,
  status text not null default 'open' check (status in ('open', 'done')),
  assignee_staff_id uuid references staff,
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_by_staff_id uuid references staff
);
create index request_open on request (conversation_id) where status = 'open';
create index request_open_by_assignee on request (assignee_staff_id) where status = 'open';

create table assignment (
  id uuid primary key,
  conversation_id uuid not null references conversation,
  staff_id uuid references staff,
  by_staff_id uuid references staff,
  reason text not null,
  created_at timestamptz not null
);
create index assignment_by_conversation on assignment (conversation_id, created_at);

create table route_decision (
  id uuid primary key,
  message_id uuid not null unique references message,
  assignee_staff_id uuid references staff,
  list text not null check (list in ('urgent', 'normal')),
  topic text not null,
  reasons jsonb not null,
  created_at timestamptz not null
);

create table message_translation (
  message_id uuid not null references message,
  language text not null,
  text text not null,
  -- 'library', 'phrasebook', an engine's name, or 'person'.
  engine text not null,
  quality text not null check (quality in ('approved', 'machine', 'draft')),
  staff_id uuid references staff,
  created_at timestamptz not null,
  primary key (message_id, language)
);
`;

const consent = `
create table consent_event (
  id uuid primary key,
  address_id uuid not null references address,
  -- Null: every purpose.
  purpose text check (purpose in ('alert', 'learning', 'pulse', 'reply')),
  kind text not null check (kind in ('opt_in', 'opt_out', 'pause', 'fewer', 'alerts_only', 'wrong_number')),
  basis text not null,
  message_id uuid references message,
  staff_id uuid references staff,
  -- When it happened by the carrier's clock; an older event never beats a newer one.
  happened_at timestamptz not null,
  recorded_at timestamptz not null
);
create index consent_event_by_address on consent_event (address_id, happened_at);
create unique index consent_event_once_a_message on consent_event (message_id, kind) where message_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append only', tg_table_name using errcode = 'check_violation';
end $$;
create trigger consent_event_append_only before update or delete on consent_event
  for each row execute function refuse_change();

create table consent_state (
  address_id uuid primary key references address,
  state text not null check (state in ('subscribed', 'fewer', 'alerts_only', 'paused', 'opted_out')),
  paused_until timestamptz,
  decided_at timestamptz not null,
  event_id uuid not null references consent_event
);

create table carrier_block (
  address_id uuid not null references address,
  line_id uuid not null references line,
  since timestamptz not null,
  -- Only the family's own START lifts it; kept as a fact of its own, beside our reading of consent.
  lifted_at timestamptz,
  primary key (address_id, line_id)
);
`;

const flows = `
create table flow_run (
  id uuid primary key,
  address_id uuid not null references address,
  conversation_id uuid not null references conversation,
  nudge_run_id uuid not null,
  student_id uuid references student,
  language text not null,
  document jsonb not null,
  step integer not null default 0,
  -- The question it waits on; null when it waits on none.
  ask jsonb,
  unclear_count integer not null default 0,
  state text not null check (state in ('running', 'asking', 'done', 'superseded')),
  started_at timestamptz not null,
  ended_at timestamptz
);
create unique index flow_run_one_open_ask on flow_run (address_id) where state = 'asking';
create index flow_run_by_nudge_run on flow_run (nudge_run_id);

create table response (
  id uuid primary key,
  flow_run_id uuid not null references flow_run,
  ask text not null,
  message_id uuid not null references message,
  address_id uuid not null references address,
  student_id uuid references student,
  value jsonb not null,
  comment text,
  created_at timestamptz not null,
  unique (flow_run_id, ask)
);
create index response_by_message on response (message_id);
`;

const nudges = `
create table nudge (
  id uuid primary key,
  school_id uuid not null references school,
  class_id uuid not null references class,
  staff_id uuid not null references staff,
  -- A prompt of the library, or a text of one's own in staff's language.
  library_key text,
  own_text text,
  own_language text,
  ask_kind text not null check (ask_kind in ('yesno', 'rating', 'open')),
  -- The first occurrence in floating time, and the school's zone it is placed in.
  starts_local timestamp not null,
  time_zone text not null,
  repeats text not null check (repeats in ('once', 'weekly')),
  ends_on date,
  state text not null default 'scheduled' check (state in ('scheduled', 'paused', 'done', 'cancelled')),
  next_run_at timestamptz,
  next_occurrence date,
  created_at timestamptz not null,
  check ((library_key is null) <> (own_text is null))
);
create index nudge_due on nudge (next_run_at) where state = 'scheduled';
create index nudge_by_class on nudge (class_id, created_at desc);

create table nudge_run (
  id uuid primary key,
  nudge_id uuid not null references nudge,
  occurrence date not null,
  step integer not null default 0,
  state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  opened_at timestamptz not null,
  finished_at timestamptz,
  unique (nudge_id, occurrence, step)
);
create index nudge_run_open on nudge_run (opened_at) where state = 'open';
alter table flow_run add foreign key (nudge_run_id) references nudge_run;

create table nudge_recipient (
  id uuid primary key,
  nudge_run_id uuid not null references nudge_run,
  address_id uuid references address,
  student_id uuid references student,
  guardian_id uuid references guardian,
  message_id uuid unique references message,
  outcome text not null check (outcome in ('queued', 'held', 'left_out')),
  reason text,
  unique nulls not distinct (nudge_run_id, address_id, student_id)
);
`;

const delivery = `
create table delivery (
  message_id uuid primary key references message,
  line_id uuid not null references line,
  address_id uuid not null references address,
  school_id uuid not null references school,
  purpose text not null check (purpose in ('alert', 'learning', 'pulse', 'reply', 'system')),
  subtype text,
  -- What the carrier is given; null while the words are not there yet (held).
  body text,
  language text not null,
  encoding text,
  segments integer,
  -- Smaller goes first: 0 alerts, 1 consent and crisis answers, 2 staff replies, 3 other answers, 5 nudges.
  priority smallint not null,
  -- held: waits for a person; waiting: for its time; sending: one attempt is under way or unsettled;
  -- sent … delivered: what the carrier said last; failed, dropped: over, with a reason.
  state text not null check (state in ('held', 'waiting', 'sending', 'accepted', 'sent', 'delivered', 'failed', 'dropped')),
  reason text,
  error_code integer,
  next_attempt_at timestamptz,
  expires_at timestamptz,
  tries integer not null default 0,
  created_at timestamptz not null,
  settled_at timestamptz
);
create index delivery_due on delivery (line_id, priority, next_attempt_at) where state = 'waiting';
create index delivery_by_address_due on delivery (address_id) where state in ('waiting', 'sending');

create table delivery_attempt (
  id uuid primary key,
  message_id uuid not null references delivery,
  part integer not null default 1,
  n integer not null,
  line_id uuid not null references line,
  address_id uuid not null references address,
  state text not null check (state in ('claimed', 'sending', 'accepted', 'sent', 'delivered', 'failed', 'abandoned')),
  claim_token uuid not null,
  claimed_at timestamptz not null,
  request_started_at timestamptz,
  carrier_sid text unique,
  carrier_status text,
  error_code integer,
  error_class text,
  -- Look-ups that surely found none; the second at least ten minutes after the request frees the text.
  empty_lookups integer not null default 0,
  next_lookup_at timestamptz,
  settled_at timestamptz,
  unique (message_id, part, n)
);
create unique index delivery_attempt_one_unsettled on delivery_attempt (line_id, address_id)
  where state in ('claimed', 'sending');
create index delivery_attempt_unsettled on delivery_attempt (claimed_at) where state in ('claimed', 'sending');
create index delivery_attempt_moving on delivery_attempt (request_started_at) where state in ('accepted', 'sent');

create table line_slot (
  line_id uuid primary key references line on delete cascade,
  -- The next moment the line may send; workers push it forward as they reserve.
  free_at timestamptz not null
);

create table incident (
  id uuid primary key,
  kind text not null,
  subject text not null,
  detail jsonb not null,
  created_at timestamptz not null,
  resolved_at timestamptz
);
create unique index incident_open_once on incident (kind, subject) where resolved_at is null;

create table idempotency_key (
  actor text not null,
  key text not null,
  request_hash text not null,
  result jsonb not null,
  created_at timestamptz not null,
  primary key (actor, key)
);

create table audit_event (
  id uuid primary key,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}',
  happened_at timestamptz not null
);
create index audit_event_by_subject on audit_event (subject, happened_at);
create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function refuse_change();

create table api_token (
  id uuid primary key,
  name text not null,
  token_hash text not null unique,
  staff_id uuid not null references staff,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null
);
`;

const statements = [deployment, roster, conversations, consent, flows, nudges, delivery];
