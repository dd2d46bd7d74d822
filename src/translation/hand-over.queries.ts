import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { readOwner } from './speakers.queries.js';

/** Where work on words waits for somebody, and the language whoever sees to it should read. */
const open = [
  { table: 'translation_review', language: sql`language` },
  { table: 'interpreter_task', language: sql`language` },
  {
    table: 'translation_withdrawal',
    language: sql`case direction when 'to_staff' then from_language else to_language end`,
  },
] as const;

/**
 * Gives what people who left were to look at, say or put right to an heir: somebody of the school who speaks the
 * language, else its liaison or administrator, else one of the district. Deadlines stay.
 * @returns how much there was
 */
export async function handWordsOver(
  trx: Transaction<Database>,
  leaverIds: readonly string[],
): Promise<number> {
  if (leaverIds.length === 0) return 0;
  const leavers = sql`${[...leaverIds]}::uuid[]`;
  let handed = 0;
  for (const { table, language } of open) {
    const places = await sql<{ schoolId: string | null; language: string }>`
      select distinct school_id, ${language} as language from ${sql.table(table)}
      where state = 'open' and owner_staff_id = any(${leavers})`.execute(trx);
    for (const place of places.rows) {
      const heir = (await readOwner(trx, place.schoolId, place.language))?.id ?? null;
      const given = await sql`
        update ${sql.table(table)} set owner_staff_id = ${heir}
        where state = 'open' and owner_staff_id = any(${leavers})
          and school_id is not distinct from ${place.schoolId}::uuid and ${language} = ${place.language}`.execute(
        trx,
      );
      handed += Number(given.numAffectedRows ?? 0n);
    }
  }
  return handed;
}
