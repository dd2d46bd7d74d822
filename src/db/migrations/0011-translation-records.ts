import { sql, type Kysely } from 'kysely';

/** What the district knows and decides about translation: approved words, its terms, which engine may do what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const memory = `
create table translation_memory (
  id uuid primary key,
  from_language text not null,
  to_language text not null,
  -- As it is compared: tidy, with {0}, {1} … for names, numbers and links where the target has each of them too.
  source_form text not null,
  source text not null,
  target text not null,
  origin text not null check (origin in ('correction', 'release', 'import', 'review')),
  message_id uuid references message,
  staff_id uuid references staff,
  created_at timestamptz not null,
  retired_at timestamptz,
  retired_by_staff_id uuid references staff,
  retired_reason text
);
-- Of the whole text, which may be longer than an index takes.
create unique index translation_memory_once
  on translation_memory (from_language, to_language, md5(source_form)) where retired_at is null;
create index translation_memory_by_time on translation_memory (id desc) where retired_at is null;
`;

const glossary = `
create table glossary_term (
  id uuid primary key,
  term text not null,
  -- Null: in every language, the term is kept as it is.
  to_language text,
  target text not null,
  note text,
  staff_id uuid references staff,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index glossary_term_once on glossary_term (lower(term), to_language) nulls not distinct
  where retired_at is null;
`;

const engines = `
create table engine_agreement (
  engine text primary key,
  -- Which agreement with the provider, in the district's own words.
  reference text not null,
  -- Null: texts about anything.
  topics text[],
  mask_names boolean not null default true,
  agreed_by_staff_id uuid not null references staff,
  agreed_at timestamptz not null
);

create table language_pair (
  from_language text not null,
  to_language text not null,
  -- The engines in the order they are tried, each with how far it is trusted (null: as its quality says).
  engines jsonb not null,
  changed_by_staff_id uuid not null references staff,
  changed_at timestamptz not null,
  primary key (from_language, to_language)
);

create table engine_use (
  day date not null,
  engine text not null,
  from_language text not null,
  to_language text not null,
  texts integer not null,
  characters bigint not null,
  refused integer not null,
  primary key (day, engine, from_language, to_language)
);

alter table message_translation
  -- How far it was trusted when it was made: sent as it is, sent with a mark, or held for a person.
  add column tier text check (tier in ('send', 'mark', 'hold'));
`;

const statements = [memory, glossary, engines];
