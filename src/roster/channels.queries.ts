import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Channel } from '../vendors/carriers/carrier.js';

export interface WhatsappPair {
  addressId: string;
  lineId: string;
}

/** The family wrote on WhatsApp: for a day free words may be written back, and the channel works. */
export async function noteWhatsappInbound(
  trx: Transaction<Database>,
  { addressId, lineId }: WhatsappPair,
  at: Date,
): Promise<void> {
  await sql`
    insert into whatsapp_contact (address_id, line_id, last_inbound_at) values (${addressId}, ${lineId}, ${at})
    on conflict (address_id, line_id) do update
      set last_inbound_at = greatest(whatsapp_contact.last_inbound_at, excluded.last_inbound_at),
          unusable_reason = null`.execute(trx);
}

/** The carrier says that the window is closed, whatever our books say. */
export async function closeWhatsappWindow(
  trx: Transaction<Database>,
  { addressId, lineId }: WhatsappPair,
  at: Date,
): Promise<void> {
  await sql`
    insert into whatsapp_contact (address_id, line_id, closed_at) values (${addressId}, ${lineId}, ${at})
    on conflict (address_id, line_id) do update set closed_at = ${at}`.execute(trx);
}

/** WhatsApp does not reach this family; SMS may all the same. */
export async function markWhatsappUnusable(
  trx: Transaction<Database>,
  { addressId, lineId }: WhatsappPair,
  reason: string,
): Promise<void> {
  await sql`
    insert into whatsapp_contact (address_id, line_id, unusable_reason) values (${addressId}, ${lineId}, ${reason})
    on conflict (address_id, line_id) do update set unusable_reason = excluded.unusable_reason`.execute(trx);
}

/** The phone takes plain texts only, as the carrier found; what a person wrote down stays. */
export async function markTextOnly(
  trx: Transaction<Database>,
  addressId: string,
  reason: string,
): Promise<void> {
  await trx
    .updateTable('address')
    .set({ textOnlyReason: reason })
    .where('id', '=', addressId)
    .where('textOnlyReason', 'is', null)
    .execute();
}

/** The channel a family chose itself; SMS may still stand in where WhatsApp cannot be used. */
export async function chooseChannelOf(
  trx: Transaction<Database>,
  addressId: string,
  channel: 'sms' | 'whatsapp',
): Promise<void> {
  await trx.updateTable('address').set({ channel }).where('id', '=', addressId).execute();
}

/** How a family wants to be written to. */
export async function saveChannelPreference(
  db: Kysely<Database>,
  addressId: string,
  preference: { channel: Channel | null; smsInstead: boolean; textOnlyReason: string | null },
): Promise<void> {
  await db.updateTable('address').set(preference).where('id', '=', addressId).execute();
}

/** The lines that have a number on WhatsApp, by name. */
export function linesOnWhatsapp(db: Kysely<Database>): Promise<{ name: string; number: string }[]> {
  return db
    .selectFrom('line')
    .select(['name', 'whatsappSender as number'])
    .where('whatsappSender', 'is not', null)
    .$narrowType<{ number: string }>()
    .orderBy('name')
    .execute();
}
