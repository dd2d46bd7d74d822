import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { planOnce } from '../db/prepared.js';

/** A text that is about to be sent and takes a place of the family's week, its day, or both. */
export interface PlacesToTake {
  addressId: string;
  messageId: string;
  /** Local date, and the Monday of its week. */
  today: string;
  monday: string;
  /** Which place of the week, from 1; null: none. */
  ofWeek: { slot: number; sender: string; byTeacher: boolean } | null;
  /** Which automatic text of the day, from 1; null: none. */
  ofDay: number | null;
}

/**
 * Takes these places, of one text an address at most. Two who take the same one at the same moment cannot both have it.
 * @returns the texts that have all they were to take
 */
export async function takePlaces(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly PlacesToTake[],
): Promise<Set<string>> {
  if (texts.length === 0) return new Set();
  const rows = texts.map(({ addressId, messageId, today, monday, ofWeek, ofDay }) => ({
    address_id: addressId,
    message_id: messageId,
    day: today,
    week: monday,
    week_slot: ofWeek?.slot,
    sender: ofWeek?.sender,
    by_teacher: ofWeek?.byTeacher,
    day_slot: ofDay,
  }));
  const missed = await sql<{ messageId: string }>`
    ${planOnce} with t as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (address_id uuid, message_id uuid, day date,
        week date, week_slot smallint, sender text, by_teacher boolean, day_slot smallint) order by address_id),
    of_week as (
      insert into contact_slot (address_id, week, slot, message_id, sender, by_teacher, reserved_at)
      select address_id, week, week_slot, message_id, sender, by_teacher, ${now} from t where week_slot is not null
      on conflict do nothing
      returning message_id),
    of_day as (
      insert into contact_day (address_id, day, slot, message_id)
      select address_id, day, day_slot, message_id from t where day_slot is not null
      on conflict do nothing
      returning message_id)
    (select message_id from t where week_slot is not null except all select message_id from of_week)
    union all
    (select message_id from t where day_slot is not null except all select message_id from of_day)`.execute(
    trx,
  );
  const without = new Set(missed.rows.map((row) => row.messageId));
  return new Set(texts.map((text) => text.messageId).filter((id) => !without.has(id)));
}

/**
 * Gives back what these texts took of another week or day than today's: a text that was put off takes its place in the
 * week and on the day it goes out in.
 */
export async function giveOldPlacesBack(
  trx: Transaction<Database>,
  texts: readonly Pick<PlacesToTake, 'messageId' | 'today' | 'monday'>[],
): Promise<void> {
  if (texts.length === 0) return;
  const ids = texts.map((text) => text.messageId);
  // The ids twice: so that no plan made while the tables are small reads them whole.
  await sql`
    ${planOnce} with t as (
      select * from unnest(${ids}::uuid[], ${texts.map((text) => text.today)}::date[],
        ${texts.map((text) => text.monday)}::date[]) as r (message_id, day, week)),
    days as (
      delete from contact_day d using t
      where d.message_id = any(${ids}::uuid[]) and d.message_id = t.message_id and d.day <> t.day)
    delete from contact_slot s using t
    where s.message_id = any(${ids}::uuid[]) and s.message_id = t.message_id and s.week <> t.week`.execute(
    trx,
  );
}
