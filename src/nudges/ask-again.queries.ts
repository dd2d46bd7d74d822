import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../db/database.js';
import type { NudgeTable } from './nudges.table.js';

/** The addresses that got a run of a nudge, as far as the carrier says, and have not answered it. */
export async function silentAddresses(db: Kysely<Database>, nudgeRunId: string): Promise<Set<string>> {
  const rows = await sql<{ addressId: string }>`
    select r.address_id from nudge_recipient r join delivery d on d.message_id = r.message_id
    where r.nudge_run_id = ${nudgeRunId} and r.address_id is not null and d.state in ('sent', 'delivered')
      and not exists (select from flow_run fr join response rs on rs.flow_run_id = fr.id
        where fr.nudge_run_id = r.nudge_run_id and fr.address_id = r.address_id)`.execute(db);
  return new Set(rows.rows.map(({ addressId }) => addressId));
}

export type NudgeWords = Pick<
  Selectable<NudgeTable>,
  'schoolId' | 'classId' | 'timeZone' | 'libraryKey' | 'ownText' | 'ownLanguage' | 'askKind'
>;

/** What a nudge says, and to which class. */
export function readNudgeWords(db: Kysely<Database>, nudgeId: string): Promise<NudgeWords> {
  return db
    .selectFrom('nudge')
    .select(['schoolId', 'classId', 'timeZone', 'libraryKey', 'ownText', 'ownLanguage', 'askKind'])
    .where('id', '=', nudgeId)
    .executeTakeFirstOrThrow();
}

/** The nudge that asks those again who did not answer a run. */
export async function findAskingAgain(db: Kysely<Database>, nudgeRunId: string): Promise<string | null> {
  const found = await db
    .selectFrom('nudge')
    .select('id')
    .where('asksAgainRunId', '=', nudgeRunId)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  return found?.id ?? null;
}
