import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** Rollovers whose day has come without their being applied: a person has to look at them. The oldest first. */
export function readMissedRollovers(db: Kysely<Database>, today: string) {
  return (
    db
      .selectFrom('import')
      .select(['id', 'name', 'effectiveOn'])
      .where('kind', '=', 'import')
      // One that is tried again and again because its files cannot be got at is late too.
      .where(
        sql<boolean>`(state in ('planned', 'stopped', 'failed') or (state = 'reading' and reason is not null))`,
      )
      .where('effectiveOn', '<=', today)
      // Whatever nobody let go waits for nothing: its own page asks for a decision.
      .where(sql<boolean>`coalesce((options->>'letGo')::boolean, (options->>'missedDay')::boolean, false)`)
      .orderBy('effectiveOn')
      .orderBy('createdAt')
      .execute()
  );
}
