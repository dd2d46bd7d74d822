import type { Kysely, Transaction } from 'kysely';
import type { Database } from './database.js';

/**
 * Reads as of one moment: every statement sees what the first one saw, whatever others commit in between. One statement
 * after another, for a connection does one thing at a time; nothing can be written.
 */
export function asOfOneMoment<T>(
  db: Kysely<Database>,
  read: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}
