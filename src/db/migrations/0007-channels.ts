import { sql, type Kysely } from 'kysely';

/** MMS and WhatsApp beside SMS, missed calls, pictures staff send, and texts in several parts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const addresses = `
alter table address
  -- How the family wants to be written to; null: it never said, so it is answered where it last wrote.
  add column channel text check (channel in ('sms', 'mms', 'whatsapp')),
  -- Whether SMS may stand in where WhatsApp cannot be used.
  add column sms_instead boolean not null default true,
  -- Why it gets neither pictures, nor links, nor WhatsApp; null where it may.
  add column text_only_reason text;

alter table line
  -- The number this line has on WhatsApp; null where it has none.
  add column whatsapp_sender text unique,
  -- Numbers of the United States and Canada can send pictures.
  add column can_send_pictures boolean not null default true;

create table whatsapp_contact (
  address_id uuid not null references address on delete cascade,
  line_id uuid not null references line on delete cascade,
  -- Free words may be written for 24 hours after it.
  last_inbound_at timestamptz,
  -- Set where the carrier says that the window is closed already; a later text of the family opens it again.
  closed_at timestamptz,
  -- Why WhatsApp does not reach this family; its own text on WhatsApp takes that back.
  unusable_reason text,
  primary key (address_id, line_id)
);

create table whatsapp_template (
  id uuid primary key,
  -- The carrier's own name of the approved template (HX…).
  content_sid text not null,
  -- Which texts it may carry: those of a purpose, or only one kind of them.
  purpose text not null check (purpose in ('alert', 'learning', 'pulse', 'reply', 'system')),
  subtype text,
  language text not null,
  -- What stands for {{1}}, {{2}} …, in this order: text, school, district.
  variables text[] not null,
  created_at timestamptz not null
);
create unique index whatsapp_template_once on whatsapp_template (purpose, coalesce(subtype, ''), language);
`;

const messages = `
alter table message
  -- In: the road it came by; null for texts of before this version, which were all SMS or MMS.
  add column channel text check (channel in ('sms', 'mms', 'whatsapp', 'voice')),
  -- In: what the channel says besides the words, such as the name in a WhatsApp profile or a shared place.
  add column channel_details jsonb;

create table uploaded_picture (
  id uuid primary key,
  -- SHA-256 of the bytes, which lie in DATA_DIR/media.
  sha256 text not null,
  content_type text not null,
  bytes integer not null,
  staff_id uuid not null references staff,
  created_at timestamptz not null
);
`;

const deliveries = `
alter table delivery
  -- Whether a text that is too long for one goes out as several.
  add column may_split boolean not null default false,
  -- The texts it is split into, in order; null where it is one.
  add column parts text[],
  -- The part that goes next, from 1.
  add column next_part integer not null default 1,
  add column has_picture boolean not null default false,
  -- Names its picture to the carrier for a while.
  add column picture_token text unique,
  add column picture_until timestamptz;

alter table delivery_attempt
  add column channel text not null default 'sms' check (channel in ('sms', 'mms', 'whatsapp')),
  add column content_sid text,
  -- Why this channel and no other, in words.
  add column channel_reason text;
`;

const statements = [addresses, messages, deliveries];
