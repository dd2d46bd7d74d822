import { sql, type Kysely } from 'kysely';

/** Looking for texts the webhook missed, fetching what families send along, and holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const backfill = `
create table line_backfill (
  line_id uuid primary key references line on delete cascade,
  -- Everything the carrier received on the line before this moment has been looked at.
  looked_until timestamptz not null
);
`;

const media = `
alter table message
  add column media_tries integer not null default 0,
  -- When what was sent along is to be fetched; null: nothing is left to fetch.
  add column next_media_at timestamptz;
create index message_with_media_to_fetch on message (next_media_at) where next_media_at is not null;

-- Also what came before this version: all of it still lies at the carrier.
update message set next_media_at = created_at
where direction = 'in' and jsonb_path_exists(media, '$[*] ? (!exists(@.refused))');
`;

const holds = `
create table hold (
  id uuid primary key,
  scope text not null check (scope in ('district', 'school', 'line')),
  school_id uuid references school,
  line_id uuid references line,
  reason text not null,
  placed_at timestamptz not null,
  placed_by_staff_id uuid not null references staff,
  lifted_at timestamptz,
  lifted_by_staff_id uuid references staff,
  -- What became of the texts that were held.
  held_texts text check (held_texts in ('send', 'drop')),
  check ((scope = 'school') = (school_id is not null)),
  check ((scope = 'line') = (line_id is not null)),
  check ((lifted_at is null) = (held_texts is null))
);
create unique index hold_once on hold (scope, school_id, line_id) nulls not distinct where lifted_at is null;
`;

const statements = [backfill, media, holds];
