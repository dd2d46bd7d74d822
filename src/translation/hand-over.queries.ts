import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { tellNewOwners } from './pass-on.queries.js';
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

/** For a row of work: its owner has left, or works at its school no more and does not see it. */
const isOrphaned = sql`(owner_staff_id is not null and not exists (
  select from staff s where s.id = owner_staff_id and s.active and not s.is_machine
    and (s.role = 'district_admin' or work.school_id is null
      or exists (select from staff_school ss where ss.staff_id = s.id and ss.school_id = work.school_id))))`;

/**
 * Gives what people were to look at, say or put right who left, or went to another school, to an heir: somebody of the
 * school who speaks the language, else its liaison or administrator, else one of the district. Deadlines stay.
 * @returns how much there was
 */
export async function handWordsOver(trx: Transaction<Database>): Promise<number> {
  let handed = 0;
  for (const { table, language } of open) {
    const places = await sql<{ schoolId: string | null; language: string }>`
      select distinct school_id, ${language} as language from ${sql.table(table)} as work
      where state = 'open' and ${isOrphaned}`.execute(trx);
    for (const place of places.rows) {
      const heir = (await readOwner(trx, place.schoolId, place.language))?.id ?? null;
      const given = await sql<{ withdrawalId?: string }>`
        update ${sql.table(table)} as work set owner_staff_id = ${heir}
        where state = 'open' and ${isOrphaned}
          and school_id is not distinct from ${place.schoolId}::uuid and ${language} = ${place.language}
        ${table === 'translation_withdrawal' ? sql`returning id as withdrawal_id` : sql``}`.execute(trx);
      handed += Number(given.numAffectedRows ?? 0n);
      await tellNewOwners(
        trx,
        given.rows.flatMap(({ withdrawalId }) =>
          withdrawalId === undefined ? [] : [{ id: withdrawalId, ownerId: heir }],
        ),
      );
    }
  }
  return handed;
}
