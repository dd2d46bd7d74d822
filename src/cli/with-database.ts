import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** Does a command's work on its database, brought to this version; loads what it takes only then. */
export async function withDatabase(
  work: (db: Kysely<Database>, url: string) => Promise<void>,
): Promise<void> {
  const [{ loadConfig }, { createDatabase, createPool }, { migrate }, { openDatabase }] = await Promise.all([
    import('../config.js'),
    import('../db/database.js'),
    import('../db/migrate.js'),
    import('./open-database.js'),
  ]);
  const database = await openDatabase(loadConfig(process.env), (line) => process.stderr.write(`${line}\n`));
  try {
    await migrate(database.url);
    const db = createDatabase(createPool(database.url, 1));
    try {
      await work(db, database.url);
    } finally {
      await db.destroy();
    }
  } finally {
    await database.close();
  }
}
