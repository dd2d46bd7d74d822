import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../../db/database.js';
import { demoSource } from './demo-roster.js';

/** What the demo needs to know of a database before it touches it. */
export interface Standing {
  kind: 'demo' | 'live' | null;
  hasRealLine: boolean;
  hasSchools: boolean;
  isSeeded: boolean;
}

export async function readStanding(trx: Transaction<Database>): Promise<Standing> {
  const standing = await sql<Standing>`
    select (select kind from deployment) as kind,
      exists (select from line where carrier = 'twilio') as has_real_line,
      exists (select from school) as has_schools,
      exists (select from school where starts_with(source_id, ${demoSource})) as is_seeded`.execute(trx);
  return standing.rows[0] ?? { kind: null, hasRealLine: false, hasSchools: false, isSeeded: false };
}

/** The demo's people who cannot sign in yet. */
export function staffWithoutSignIn(
  db: Kysely<Database>,
): Promise<{ id: string; name: string; email: string }[]> {
  return db
    .selectFrom('staff')
    .select(['id', 'name', 'email'])
    .where(sql<boolean>`starts_with(source_id, ${demoSource})`)
    .where('authUserId', 'is', null)
    .orderBy('name')
    .execute();
}
