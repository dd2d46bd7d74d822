import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { ContactDays, ContactHoursEventTable } from './consent.table.js';
import { setHours } from './preferences.queries.js';

/** When an address wants texts. */
export interface WantedHours {
  /** Local hours, `HH:MM`; null: any the school texts in. */
  hours: { from: string; until: string } | null;
  /** Days of the week; null: any. */
  days: ContactDays | null;
}

/** Who said so: the family in a text, or staff for it; `undoesEventId`: by taking back what was written down. */
export type HoursSaid = Pick<ContactHoursEventTable, 'saidBy'> &
  Partial<
    Pick<
      ContactHoursEventTable,
      'messageId' | 'staffId' | 'askedByGuardianId' | 'askedOn' | 'note' | 'undoesEventId'
    >
  >;

/** Writes down what an address wants from now on; the latest counts, whoever said it. */
export async function wantHours(
  trx: Transaction<Database>,
  now: Date,
  addressId: string,
  { hours, days }: WantedHours,
  said: HoursSaid,
): Promise<string> {
  await setHours(trx, now, addressId, hours, days);
  const id = newId();
  await trx
    .insertInto('contactHoursEvent')
    .values({
      ...{ id, addressId, hoursFrom: hours?.from ?? null, hoursUntil: hours?.until ?? null, days },
      ...{ messageId: null, staffId: null, askedByGuardianId: null, askedOn: null, note: null },
      ...{ undoesEventId: null, ...said, happenedAt: now },
    })
    .execute();
  return id;
}

/** Nobody else changes the hours of an address before the end of the transaction, family or staff. */
export async function lockHours(trx: Transaction<Database>, now: Date, addressId: string): Promise<void> {
  await sql`
    insert into contact_preference (address_id, updated_at) values (${addressId}, ${now})
    on conflict (address_id) do update set address_id = excluded.address_id`.execute(trx);
}

export interface HoursEvent extends WantedHours {
  id: string;
  saidBy: 'family' | 'staff';
  undoesEventId: string | null;
  happenedAt: Date;
}

/** What an address asked for about hours, the latest first, of at most this many times. */
export async function readHoursEvents(
  db: Kysely<Database>,
  addressId: string,
  limit: number,
): Promise<HoursEvent[]> {
  const rows = await sql<Omit<HoursEvent, 'hours'> & { from: string | null; until: string | null }>`
    select id, to_char(hours_from, 'HH24:MI') as from, to_char(hours_until, 'HH24:MI') as until, days, said_by,
      undoes_event_id, happened_at
    from contact_hours_event where address_id = ${addressId}
    order by happened_at desc, id desc limit ${limit}`.execute(db);
  return rows.rows.map(({ from, until, ...event }) => ({
    ...event,
    hours: from === null || until === null ? null : { from, until },
  }));
}
