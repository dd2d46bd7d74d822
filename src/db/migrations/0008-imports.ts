import { sql, type Kysely } from 'kysely';

/** Rosters from outside: where each row came from, who owns which of its fields, and imports with all they did. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const entities = ['school', 'staff', 'class', 'student', 'guardian'];
const links = ['staff_school', 'class_staff', 'enrollment', 'guardian_student', 'guardian_address'];

const origins = [
  ...entities.flatMap((table) => [
    // 'recado' for rows made here. A source_id is unique per source.
    `alter table ${table} add column source text not null default 'recado'`,
    `alter table ${table} drop constraint ${table}_source_id_key`,
    `alter table ${table} add constraint ${table}_of_source unique (source, source_id)`,
    // Fields of an imported row that a family or staff set: {"homeLanguage": "family"}. An import leaves them alone.
    `alter table ${table} add column owners jsonb not null default '{}'`,
  ]),
  ...links.map(
    (table) =>
      `alter table ${table} add column owner text not null default 'staff' check (owner in ('sis', 'family', 'staff'))`,
  ),
  'alter table class add column ended_at timestamptz',
  'alter table student add column left_at timestamptz',
  'alter table guardian add column left_at timestamptz',
  // Ids of rows that are made in SQL, by the tens of thousands: UUIDv7 as everywhere (RFC 9562, section 5.7).
  `create function new_id(at timestamptz) returns uuid language sql volatile as $$
    select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
      placing substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
      'hex')::uuid
  $$`,
];

const imports = `
create table import (
  id uuid primary key,
  kind text not null check (kind in ('import', 'undo')),
  -- Of whom the ids in the files are; another source's rows are never touched.
  source text not null,
  -- The file or folder as it was called.
  name text not null,
  format text check (format in ('oneroster-1.1', 'oneroster-1.2', 'csv')),
  options jsonb not null default '{}',
  -- A rollover: the day the new school year begins.
  effective_on date,
  -- waiting: to be read; planned: the difference is there; stopped: a guard wants a person's word;
  -- scheduled: applied on its day; failed, discarded: nothing was changed; applied, undone.
  state text not null check (state in
    ('waiting', 'reading', 'planned', 'stopped', 'scheduled', 'applying', 'applied', 'undone', 'failed', 'discarded')),
  reason text,
  progress jsonb not null default '{}',
  counts jsonb not null default '{}',
  undoes uuid references import,
  staff_id uuid references staff,
  created_at timestamptz not null,
  planned_at timestamptz,
  applied_at timestamptz,
  undone_at timestamptz,
  -- Somebody works on it; a sweep wakes the next one afterwards.
  worked_on_until timestamptz
);
create index import_by_time on import (created_at desc, id desc);
create index import_to_do on import (state) where state in ('waiting', 'reading', 'scheduled', 'applying');

create table import_row (
  import_id uuid not null references import on delete cascade,
  n bigint generated always as identity,
  -- add, change, remove; refuse: not taken over; keep: the file disagrees with what a family or staff set.
  action text not null check (action in ('add', 'change', 'remove', 'refuse', 'keep')),
  entity text not null,
  source_id text,
  entity_id uuid,
  label text,
  before jsonb,
  after jsonb,
  file text,
  line integer,
  column_name text,
  value text,
  reason text,
  primary key (import_id, n)
);
create index import_row_by_action on import_row (import_id, action, n);
create index import_row_by_entity on import_row (import_id, entity, action);

-- What was read from the files, until the difference is made. Lost in a crash: then the files are read again.
create unlogged table import_staged (
  import_id uuid not null,
  entity text not null,
  source_id text not null,
  file text not null,
  line integer not null,
  -- good; refused: in the file but not usable, so neither taken over nor missing; gone: the file says it ended.
  state text not null,
  label text,
  reason text,
  data jsonb not null
);
create index import_staged_by_id on import_staged (import_id, entity, source_id);

create unlogged table import_staged_link (
  import_id uuid not null,
  kind text not null,
  a text not null,
  b text not null,
  detail text,
  file text not null,
  line integer not null
);
create index import_staged_link_by_a on import_staged_link (import_id, kind, a);
`;

const statements = [...origins, imports];
