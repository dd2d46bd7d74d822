import { createDatabase, createPool } from '../../db/database.js';
import type { DatabaseHolds } from './choose-district.js';

/** What a migrated database holds: nothing yet, the demo district, or a real one with or without lines. */
export async function whatDatabaseHolds(databaseUrl: string): Promise<DatabaseHolds> {
  const db = createDatabase(createPool(databaseUrl, 1));
  try {
    const deployment = await db
      .selectFrom('deployment')
      .select((eb) => ['kind', eb.exists(eb.selectFrom('line').select('line.id')).as('hasLines')])
      .executeTakeFirst();
    if (!deployment) return 'nothing';
    if (deployment.kind === 'demo') return 'demo';
    return deployment.hasLines ? 'live with lines' : 'live without lines';
  } finally {
    await db.destroy();
  }
}
