import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { planOnce } from '../db/prepared.js';
import { automaticTextsADay } from './next-moment.js';

/** A text that is about to be sent and takes a place of the family's week. */
export interface PlaceOfWeek {
  addressId: string;
  messageId: string;
  timeZone: string;
  sender: string;
  byTeacher: boolean;
  /** How many places the family's week has. */
  budget: number;
}

/**
 * Takes a place of the week for each of these texts, one an address at most; a text that has its place keeps it. Two
 * who take the last place at the same moment cannot both have it.
 * @returns the texts that have their place now
 */
export async function takePlacesOfWeek(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly PlaceOfWeek[],
): Promise<Set<string>> {
  if (texts.length === 0) return new Set();
  const rows = texts.map((text) => ({
    address_id: text.addressId,
    message_id: text.messageId,
    zone: text.timeZone,
    sender: text.sender,
    by_teacher: text.byTeacher,
    budget: text.budget,
  }));
  const taken = await sql<{ messageId: string }>`
    ${planOnce} insert into contact_slot (address_id, week, slot, message_id, sender, by_teacher, reserved_at)
    select t.address_id, t.week, free.slot, t.message_id, t.sender, t.by_teacher, ${now}
    from (select r.*, date_trunc('week', ${now}::timestamptz at time zone r.zone)::date as week
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (address_id uuid, message_id uuid, zone text,
            sender text, by_teacher boolean, budget integer)) t
    cross join lateral (
      select n as slot from generate_series(1, t.budget) n
      where not exists (select from contact_slot s where s.address_id = t.address_id and s.week = t.week and s.slot = n)
      order by n limit 1) free
    order by t.address_id
    on conflict do nothing
    returning message_id`.execute(trx);
  return new Set(taken.rows.map((row) => row.messageId));
}

/**
 * Gives back what these texts took of another week or day than today's: a text that was put off takes its place in the
 * week and on the day it goes out in.
 */
export async function giveOldPlacesBack(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly Pick<PlaceOfWeek, 'messageId' | 'timeZone'>[],
): Promise<void> {
  if (texts.length === 0) return;
  const ids = texts.map((text) => text.messageId);
  const rows = texts.map((text) => ({ message_id: text.messageId, zone: text.timeZone }));
  await sql`
    ${planOnce} with t as (
      select r.message_id, (${now}::timestamptz at time zone r.zone)::date as day
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (message_id uuid, zone text)),
    days as (
      delete from contact_day d using t
      where d.message_id = any(${ids}::uuid[]) and d.message_id = t.message_id and d.day <> t.day)
    delete from contact_slot s using t
    where s.message_id = any(${ids}::uuid[]) and s.message_id = t.message_id and s.week <> date_trunc('week', t.day)::date`.execute(
    trx,
  );
}

/** The same for the automatic texts of a family's day. */
export async function takePlacesOfDay(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly Pick<PlaceOfWeek, 'addressId' | 'messageId' | 'timeZone'>[],
): Promise<Set<string>> {
  if (texts.length === 0) return new Set();
  const rows = texts.map((text) => ({
    address_id: text.addressId,
    message_id: text.messageId,
    zone: text.timeZone,
  }));
  const taken = await sql<{ messageId: string }>`
    ${planOnce} with t as (
      select r.*, (${now}::timestamptz at time zone r.zone)::date as day
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (address_id uuid, message_id uuid, zone text)),
    added as (
      insert into contact_day (address_id, day, slot, message_id)
      select t.address_id, t.day, free.slot, t.message_id
      from t cross join lateral (
        select n as slot from generate_series(1, ${automaticTextsADay}::integer) n
        where not exists (select from contact_day d where d.address_id = t.address_id and d.day = t.day and d.slot = n)
        order by n limit 1) free
      where not exists (select from contact_day d where d.message_id = t.message_id offset 0)
      order by t.address_id
      on conflict do nothing
      returning message_id)
    select message_id from added
    union
    select t.message_id from t join contact_day d on d.message_id = t.message_id and d.day = t.day
    where d.message_id = any(${texts.map((text) => text.messageId)}::uuid[])`.execute(trx);
  return new Set(taken.rows.map((row) => row.messageId));
}
