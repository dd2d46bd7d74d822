import { sql, type Kysely } from 'kysely';

/** What families asked for about hours: when, how, and who wrote it down. And texts of a language by their day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table contact_hours_event (
     id uuid primary key,
     address_id uuid not null references address,
     -- What is in force from here on, all of it; null: any hour the school texts in, any day.
     hours_from time,
     hours_until time,
     days text check (days in ('weekdays', 'weekends')),
     -- Whose word is in force: the family's own text, or staff's who wrote its wish down.
     said_by text not null check (said_by in ('family', 'staff')),
     -- The text that said it.
     message_id uuid references message,
     -- Who wrote it down, or took what was written down back.
     staff_id uuid references staff,
     -- Who asked staff for it, and on which day.
     asked_by_guardian_id uuid references guardian,
     asked_on date,
     note text,
     -- A mistake that was taken back: what stood before it is in force again.
     undoes_event_id uuid unique references contact_hours_event,
     happened_at timestamptz not null,
     check ((hours_from is null) = (hours_until is null)),
     check ((asked_by_guardian_id is null) = (asked_on is null)),
     check (said_by = 'family' or staff_id is not null)
   )`,
  `create index contact_hours_event_by_address on contact_hours_event (address_id, happened_at, id)`,
  `create trigger contact_hours_event_append_only before update or delete on contact_hours_event
     for each row execute function refuse_change()`,
  // Until now only families could ask, by text; the moment is that of the last change of the row.
  `insert into contact_hours_event (id, address_id, hours_from, hours_until, days, said_by, happened_at)
     select gen_random_uuid(), address_id, contact_from, contact_until, contact_days, 'family', updated_at
     from contact_preference where contact_from is not null or contact_days is not null`,
  // Whoever got a withdrawn wording is found by its words, in the texts of a month. A text changes its state four times
  // and every change is an entry in each index that names no state, so this one is of the kind that costs next to none.
  `create index delivery_by_time on delivery using brin (created_at)`,
];
