import type { Transaction } from 'kysely';
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
