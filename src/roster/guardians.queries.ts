import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { ownField } from './owners.queries.js';

/** Sets a guardian's home language for good: no import overwrites it. @returns the one before */
export async function setHomeLanguage(
  trx: Transaction<Database>,
  guardianId: string,
  language: string | null,
): Promise<string | null> {
  const { homeLanguage } = await trx
    .selectFrom('guardian')
    .select('homeLanguage')
    .where('id', '=', guardianId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await trx.updateTable('guardian').set({ homeLanguage: language }).where('id', '=', guardianId).execute();
  await ownField(trx, 'guardian', guardianId, 'homeLanguage', 'staff');
  return homeLanguage;
}

/** The languages the district's families speak at home or chose to be written to in. */
export async function languagesOfFamilies(db: Kysely<Database>): Promise<string[]> {
  const rows = await sql<{ language: string }>`
    select home_language as language from guardian where home_language is not null and left_at is null
    union select language from address where language is not null
    order by 1`.execute(db);
  return rows.rows.map(({ language }) => language);
}
