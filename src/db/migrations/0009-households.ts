import { sql, type Kysely } from 'kysely';

/** Rights of guardians, links that retire, identity checks, questions about which child, and search by name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const rights = `
-- A decision about one right of one guardian for one child. The decision that was set last among those whose dates
-- hold today counts; where there is none, the school's records do (guardian_student.may_contact for contact).
create table guardian_right (
  id uuid primary key,
  guardian_id uuid not null references guardian on delete cascade,
  student_id uuid not null references student on delete cascade,
  kind text not null check (kind in ('contact', 'records', 'pick_up')),
  allowed boolean not null,
  -- Days at the child's school; without a last day it holds until another decision.
  from_date date not null,
  until_date date check (until_date >= from_date),
  order_summary text,
  source text not null check (source in ('sis', 'staff')),
  set_by_staff_id uuid references staff,
  set_at timestamptz not null,
  -- Taken back as a mistake: it counts for nothing and stays to be read.
  withdrawn_at timestamptz,
  withdrawn_by_staff_id uuid references staff
);
create index guardian_right_by_pair on guardian_right (guardian_id, student_id, kind, set_at desc);
create index guardian_right_by_student on guardian_right (student_id);

create function keep_right() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null or (new.id, new.guardian_id, new.student_id, new.kind, new.allowed, new.from_date,
      new.until_date, new.order_summary, new.source, new.set_at) is distinct from (old.id, old.guardian_id,
      old.student_id, old.kind, old.allowed, old.from_date, old.until_date, old.order_summary, old.source, old.set_at)
  then
    raise exception 'a decision about a right stays as it was made; it can only be taken back'
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guardian_right_stays before update on guardian_right for each row execute function keep_right();

-- Who may be contacted about which child at a moment: the one place that says so, read on every road out.
create function contact_allowed(at timestamptz) returns table (guardian_id uuid, student_id uuid)
language sql stable as $$
  select gs.guardian_id, gs.student_id
  from guardian_student gs
  join student s on s.id = gs.student_id and s.left_at is null
  join guardian g on g.id = gs.guardian_id and g.left_at is null
  join school sc on sc.id = s.school_id
  left join lateral (
    select r.allowed from guardian_right r
    where r.guardian_id = gs.guardian_id and r.student_id = gs.student_id and r.kind = 'contact'
      and r.withdrawn_at is null
      and r.from_date <= (at at time zone sc.time_zone)::date
      and (r.until_date is null or r.until_date >= (at at time zone sc.time_zone)::date)
    order by r.set_at desc, r.id desc limit 1) decided on true
  where coalesce(decided.allowed, gs.may_contact)
$$;
`;

const links = `
-- A guardian who is no longer reached at a number: the row stays, so that an import does not bring it back.
alter table guardian_address
  add column retired_at timestamptz,
  add column retired_reason text check (retired_reason in ('wrong_number', 'moved', 'reassigned', 'mistake')),
  add column retired_by_staff_id uuid references staff,
  add check ((retired_at is null) = (retired_reason is null));

-- How staff made sure who writes from a number before they linked it.
create table identity_check (
  id uuid primary key,
  address_id uuid not null references address,
  guardian_id uuid not null references guardian on delete cascade,
  conversation_id uuid not null references conversation,
  how text not null check (how in ('called_back', 'in_person', 'knew_details')),
  note text,
  staff_id uuid not null references staff,
  checked_at timestamptz not null,
  -- The guardian's earlier number that retired with it.
  retired_address_id uuid references address,
  -- What the number's consent read before the link, for taking it back.
  consent_before text,
  undone_at timestamptz,
  undone_by_staff_id uuid references staff
);
create index identity_check_by_guardian on identity_check (guardian_id, checked_at);
create index identity_check_by_address on identity_check (address_id) where undone_at is null;
`;

const questions = `
-- A question of ours about a request: which of these children is it about?
alter table flow_run
  alter column nudge_run_id drop not null,
  add column request_id uuid references request,
  -- The children its options stand for, in their order.
  add column option_student_ids uuid[],
  -- The question it put aside and gives back when it is answered.
  add column puts_aside uuid references flow_run;
create unique index flow_run_once_a_request on flow_run (request_id) where request_id is not null;
`;

const search = `
-- Names for comparing: lower case, without accents, vowel points and long strokes, with the letters one Arabic hand
-- writes for another brought together. The same as foldName in families.queries.ts.
create function fold_name(name text) returns text language sql immutable parallel safe as $$
  select translate(regexp_replace(normalize(lower(name), NFD),
    '[\\u0300-\\u036f\\u0640\\u064b-\\u065f\\u0670]', '', 'g'), 'đłøıىة', 'dloiيه')
$$;

-- What a name is found by: every two letters in a row, the beginning of each word, and each Han character alone, so
-- that names of two characters are found in an index too. The same as gramsOf in search.ts.
create function name_grams(name text) returns text[] language sql immutable parallel safe as $$
  with words as (select word from regexp_split_to_table(fold_name(name), '[\\s.,;:()/''"’ʼ-]+') as word where word <> '')
  select coalesce(array_agg(distinct gram), '{}') from (
    select substr(word, n, 2) as gram from words, generate_series(1, length(word) - 1) as n
    union all
    select ' ' || left(word, 1) from words
    union all
    select letter from words, regexp_split_to_table(word, '') as letter
    where letter between '㐀' and '鿿') grams
$$;

alter table guardian
  add column name_folded text generated always as (fold_name(name)) stored,
  add column name_grams text[] generated always as (name_grams(name)) stored;
alter table student
  add column name_folded text generated always as (fold_name(given_name || ' ' || family_name)) stored,
  add column name_grams text[] generated always as (name_grams(given_name || ' ' || family_name)) stored;
create index guardian_by_grams on guardian using gin (name_grams);
create index student_by_grams on student using gin (name_grams);
create index guardian_by_name on guardian (name, id);
create index address_by_last_four on address (right(e164, 4));
`;

const statements = [rights, links, questions, search];
