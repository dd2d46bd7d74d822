import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { ContactDays } from './consent.table.js';

/**
 * Notes that the family is told who writes and how to stop.
 * @returns false where it has been told before
 */
export async function markWelcomed(
  trx: Transaction<Database>,
  now: Date,
  addressId: string,
): Promise<boolean> {
  const marked = await sql`
    insert into contact_preference (address_id, welcomed_at, updated_at) values (${addressId}, ${now}, ${now})
    on conflict (address_id) do update set welcomed_at = excluded.welcomed_at, updated_at = excluded.updated_at
      where contact_preference.welcomed_at is null
    returning address_id`.execute(trx);
  return marked.rows.length > 0;
}

/** Notes the same of many addresses, for a district whose families know who writes. */
export async function markAllWelcomed(
  trx: Transaction<Database>,
  now: Date,
  addressIds: readonly string[],
): Promise<void> {
  await sql`
    insert into contact_preference (address_id, welcomed_at, updated_at)
    select id, ${now}, ${now} from unnest(${[...addressIds]}::uuid[]) id
    on conflict (address_id) do nothing`.execute(trx);
}

/** The hours and days an address asked for; null: none, so the school's count. `wantHours` writes down how that came. */
export async function setHours(
  trx: Transaction<Database>,
  now: Date,
  addressId: string,
  hours: { from: string; until: string } | null,
  days: ContactDays | null,
): Promise<void> {
  const asked = {
    contactFrom: hours?.from ?? null,
    contactUntil: hours?.until ?? null,
    contactDays: days,
    updatedAt: now,
  };
  await trx
    .insertInto('contactPreference')
    .values({ addressId, welcomedAt: null, languageOffered: null, ...asked })
    .onConflict((conflict) => conflict.column('addressId').doUpdateSet(asked))
    .execute();
}

/**
 * Notes that a language was offered to a family that wrote in it.
 * @returns false where that very language was offered before
 */
export async function markLanguageOffered(
  trx: Transaction<Database>,
  now: Date,
  addressId: string,
  language: string,
): Promise<boolean> {
  const marked = await sql`
    insert into contact_preference (address_id, language_offered, updated_at) values (${addressId}, ${language}, ${now})
    on conflict (address_id) do update set language_offered = excluded.language_offered, updated_at = excluded.updated_at
      where contact_preference.language_offered is distinct from excluded.language_offered
    returning address_id`.execute(trx);
  return marked.rows.length > 0;
}

/** The days of the week an address asked for; null: any. */
export async function readDays(db: Kysely<Database>, addressId: string): Promise<ContactDays | null> {
  const row = await db
    .selectFrom('contactPreference')
    .select('contactDays')
    .where('addressId', '=', addressId)
    .executeTakeFirst();
  return row?.contactDays ?? null;
}

/** What an address asked for about hours. */
export async function readHours(
  db: Kysely<Database>,
  addressId: string,
): Promise<{ from: string; until: string } | null> {
  const row = await db
    .selectFrom('contactPreference')
    .select(['contactFrom', 'contactUntil'])
    .where('addressId', '=', addressId)
    .executeTakeFirst();
  if (!row || row.contactFrom === null || row.contactUntil === null) return null;
  return { from: row.contactFrom.slice(0, 5), until: row.contactUntil.slice(0, 5) };
}
