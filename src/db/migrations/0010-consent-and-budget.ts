import { sql, type Kysely } from 'kysely';

/** Consent by purpose, decisions about unclear opt-outs, the weekly budget, the school calendar, and welcomes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const consent = `
alter table consent_event
  -- What staff or the carrier said to it, in words.
  add column note text,
  -- The event a member of staff took back.
  add column undoes_event_id uuid references consent_event,
  -- Until when a pause lasts; null: as long as pauses last.
  add column until timestamptz;
alter table consent_event drop constraint consent_event_kind_check;
alter table consent_event add constraint consent_event_kind_check check (kind in
  ('opt_in', 'opt_out', 'pause', 'fewer', 'alerts_only', 'wrong_number', 'suspend', 'go_on', 'undo'));
create unique index consent_event_undone_once on consent_event (undoes_event_id) where undoes_event_id is not null;

-- What the ledger comes to for each purpose, so that a text need not read it all. Where it is older than consent_state
-- (written by a worker of the version before), consent_state counts.
create table consent_purpose (
  address_id uuid not null references address on delete cascade,
  purpose text not null check (purpose in ('alert', 'learning', 'pulse', 'reply')),
  state text not null check (state in ('subscribed', 'fewer', 'alerts_only', 'paused', 'opted_out')),
  paused_until timestamptz,
  -- A text that may be an opt-out waits for a decision.
  suspended boolean not null default false,
  -- The event that made the state what it is; null: nothing was ever said.
  event_id uuid references consent_event,
  -- The newest event of the ledger this was made from.
  as_of timestamptz not null,
  primary key (address_id, purpose)
);

-- What an address said to a purpose, as it stands at a moment: the one place that reads both tables. No row: nothing.
create function consent_of(which uuid, what text, at timestamptz)
returns table (state text, paused_until timestamptz, suspended boolean) language sql stable as $$
  select case when c.state = 'paused' and c.paused_until <= at then 'subscribed' else c.state end,
    case when c.state = 'paused' and c.paused_until > at then c.paused_until end, c.suspended
  from (
    select coalesce(cp.state, cs.state) as state, coalesce(cp.suspended, false) as suspended,
      case when cp.address_id is null then cs.paused_until else cp.paused_until end as paused_until
    from consent_state cs
    left join consent_purpose cp on cp.address_id = cs.address_id and cp.as_of >= cs.decided_at
      and cp.purpose = case what when 'system' then 'reply' else what end
    where cs.address_id = which) c
$$;

create table consent_decision (
  id uuid primary key,
  address_id uuid not null references address on delete cascade,
  conversation_id uuid not null references conversation,
  school_id uuid not null references school,
  -- The text that may be an opt-out.
  message_id uuid not null unique references message,
  owner_staff_id uuid references staff,
  created_at timestamptz not null,
  due_at timestamptz not null,
  escalated_at timestamptz,
  decided_at timestamptz,
  decided_by_staff_id uuid references staff,
  decision text check (decision in ('stop', 'go_on', 'settled')),
  check ((decided_at is null) = (decision is null))
);
create index consent_decision_open on consent_decision (due_at) where decided_at is null;
create index consent_decision_by_conversation on consent_decision (conversation_id, created_at);
create index consent_decision_by_address on consent_decision (address_id) where decided_at is null;
`;

const contact = `
-- What an address asked for, and whether it knows who writes.
create table contact_preference (
  address_id uuid primary key references address on delete cascade,
  -- When the family was told who writes and how to stop; null: it has not been yet.
  welcomed_at timestamptz,
  -- Local hours the family asked for; null: the school's.
  contact_from time,
  contact_until time,
  -- A language was offered because the family wrote in it; asked once.
  language_offered text,
  updated_at timestamptz not null,
  check ((contact_from is null) = (contact_until is null))
);
-- Whoever has had a text of ours has been told by whom.
insert into contact_preference (address_id, welcomed_at, updated_at)
select c.address_id, min(m.created_at), min(m.created_at)
from message m join conversation c on c.id = m.conversation_id where m.direction = 'out' group by c.address_id;

-- One learning text or pulse of a family's week.
create table contact_slot (
  address_id uuid not null references address on delete cascade,
  -- The Monday of the family's week.
  week date not null,
  slot smallint not null check (slot > 0),
  message_id uuid not null unique references message,
  -- Who sent it: staff, or what else texts families by itself.
  sender text not null,
  -- The sender teaches a child of the family.
  by_teacher boolean not null,
  reserved_at timestamptz not null,
  primary key (address_id, week, slot)
);

-- One automatic text of a family's day.
create table contact_day (
  address_id uuid not null references address on delete cascade,
  day date not null,
  slot smallint not null check (slot > 0),
  message_id uuid not null unique references message,
  primary key (address_id, day, slot)
);

-- A text that never goes out gives its place back.
create function give_place_back() returns trigger language plpgsql as $$
begin
  delete from contact_slot where message_id = new.message_id;
  delete from contact_day where message_id = new.message_id;
  return null;
end $$;
create trigger delivery_gives_place_back after update of state on delivery for each row
  when (new.state in ('dropped', 'failed') and old.state is distinct from new.state)
  execute function give_place_back();

alter table delivery
  -- Since when it waits for its turn in the family's week.
  add column turn_since timestamptz;
create index delivery_waiting_turn on delivery (address_id) where state = 'waiting' and turn_since is not null;
`;

const calendar = `
create table school_day (
  school_id uuid not null references school on delete cascade,
  day date not null,
  kind text not null check (kind in ('holiday', 'half_day', 'closure')),
  note text,
  set_by_staff_id uuid references staff,
  updated_at timestamptz not null,
  primary key (school_id, day)
);
`;

const dialogues = `
-- Short exchanges about the texting itself: which language, which hours.
alter table flow_run add column dialogue text check (dialogue in ('language', 'language_check', 'hours'));
`;

const statements = [consent, contact, calendar, dialogues];
