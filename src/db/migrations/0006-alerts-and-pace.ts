import { sql, type Kysely } from 'kysely';

/** Alerts, calls to make, what a line may send a day, and turns between the schools of a line. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const pace = `
alter table line
  -- What the carriers let this line's brand send a day, in segments; null: no such limit.
  add column segments_per_day integer check (segments_per_day > 0),
  -- Percent of it that is kept for alerts.
  add column alert_share smallint not null default 20 check (alert_share between 0 and 100);

alter table line_slot
  -- A carrier asked for rest: until then only alerts go out.
  add column rests_until timestamptz,
  add column rests_reason text;

create table line_day (
  line_id uuid not null references line on delete cascade,
  -- The carriers' day, which begins at midnight Pacific.
  day date not null,
  segments integer not null default 0,
  alert_segments integer not null default 0,
  primary key (line_id, day)
);

-- When a school last had its turn on a line, so that no school's many texts hold up another's few.
create table line_turn (
  line_id uuid not null references line on delete cascade,
  school_id uuid not null references school on delete cascade,
  served_at timestamptz not null,
  primary key (line_id, school_id)
);

drop index delivery_due;
create index delivery_due on delivery (line_id, priority, school_id, next_attempt_at, message_id)
  where state = 'waiting';
`;

const alerts = `
create table alert (
  id uuid primary key,
  kind text not null check (kind in ('closure', 'delay', 'early_release', 'lockdown', 'all_clear', 'free')),
  -- The local day it is about, and the local time where the kind has one.
  day date not null,
  at_time time,
  -- Free text, in the language of the staff.
  own_text text,
  staff_id uuid not null references staff,
  -- What was promised when it was sent; null where nobody gets it.
  last_family_at timestamptz,
  cancels_nudges boolean not null,
  state text not null default 'open' check (state in ('open', 'done')),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  -- Somebody works on it, and the sweep lets them; by the database's clock.
  worked_on_until timestamptz,
  check ((kind = 'free') = (own_text is not null))
);
create index alert_open on alert (created_at) where state = 'open';

create table alert_school (
  alert_id uuid not null references alert on delete cascade,
  school_id uuid not null references school,
  line_id uuid not null references line,
  primary key (alert_id, school_id)
);
create index alert_school_by_school on alert_school (school_id, alert_id);

-- The words of an own text in each language, translated once.
create table alert_text (
  alert_id uuid not null references alert on delete cascade,
  language text not null,
  body text not null,
  origin text not null check (origin in ('written', 'approved', 'machine', 'untranslated')),
  engine text,
  reason text,
  primary key (alert_id, language)
);

create table alert_recipient (
  id uuid primary key,
  alert_id uuid not null references alert on delete cascade,
  school_id uuid not null references school,
  address_id uuid references address,
  -- Where there is no number: the child nobody is reached for.
  student_id uuid references student,
  guardian_id uuid references guardian,
  message_id uuid unique references message,
  language text,
  outcome text not null check (outcome in ('queued', 'left_out')),
  origin text,
  reason text,
  unique nulls not distinct (alert_id, address_id, student_id)
);

create table alert_answer (
  id uuid primary key,
  alert_id uuid not null references alert on delete cascade,
  staff_id uuid not null references staff,
  text text not null,
  families integer not null,
  held integer not null,
  created_at timestamptz not null
);
create index alert_answer_by_alert on alert_answer (alert_id, created_at);

-- Days on which a school sends no nudges, because an alert said that there is no usual school.
create table nudge_day_off (
  school_id uuid not null references school on delete cascade,
  day date not null,
  reason text not null,
  created_at timestamptz not null,
  primary key (school_id, day)
);
`;

const calls = `
create table call_task (
  id uuid primary key,
  school_id uuid not null references school,
  address_id uuid not null references address,
  guardian_id uuid references guardian,
  -- Why a text does not do, in words for staff.
  reason text not null,
  -- What the family was to be told.
  alert_id uuid references alert on delete set null,
  message_id uuid references message,
  state text not null default 'open' check (state in ('open', 'done')),
  created_at timestamptz not null,
  done_at timestamptz,
  done_by_staff_id uuid references staff,
  -- What came of the call.
  outcome text,
  check ((state = 'done') = (done_at is not null)),
  check ((state = 'done') = (done_by_staff_id is not null))
);
-- One call a family for an alert, and one for a text.
create unique index call_task_by_alert on call_task (alert_id, address_id) where alert_id is not null;
create unique index call_task_by_message on call_task (message_id) where message_id is not null;
create index call_task_by_school on call_task (school_id, state, id desc);
`;

const statements = [pace, alerts, calls];
