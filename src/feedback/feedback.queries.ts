import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

/** Keeps one answer; the first answer to a question of a run stands. */
export async function recordResponse(
  trx: Transaction<Database>,
  now: Date,
  response: {
    flowRunId: string;
    ask: string;
    messageId: string;
    addressId: string;
    studentId: string | null;
    value: boolean | number | string;
    comment: string | null;
  },
): Promise<void> {
  const { value, ...row } = response;
  await trx
    .insertInto('response')
    .values({ ...row, id: newId(), value: JSON.stringify({ value }), createdAt: now })
    .onConflict((conflict) => conflict.columns(['flowRunId', 'ask']).doNothing())
    .execute();
}
