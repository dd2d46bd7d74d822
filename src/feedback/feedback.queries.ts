import type { Transaction } from 'kysely';
import type { KeptAnswer } from '../conversations/readings.table.js';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

/** Keeps one answer; the first to a question of a run stands, until it is changed ({@link countInstead}). */
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

export interface CountedAnswer {
  messageId: string;
  value: boolean | number | string;
  comment: string | null;
  createdAt: Date;
}

/** As it stands in the record of a change. */
export const toKeep = ({ createdAt, ...answer }: CountedAnswer): KeptAnswer => ({
  ...answer,
  createdAt: createdAt.toISOString(),
});

/** What counts as the answer to a question, its row locked; undefined where nothing does. */
export async function lockAnswer(
  trx: Transaction<Database>,
  { flowRunId, ask }: { flowRunId: string; ask: string },
): Promise<CountedAnswer | undefined> {
  const row = await trx
    .selectFrom('response')
    .select(['messageId', 'value', 'comment', 'createdAt'])
    .where('flowRunId', '=', flowRunId)
    .where('ask', '=', ask)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, value: row.value.value };
}

/** Another answer counts to a question, in the place of what did: a person says so, or the family; null: nothing does. */
export async function countInstead(
  trx: Transaction<Database>,
  question: { flowRunId: string; ask: string; addressId: string; studentId: string | null },
  answer: CountedAnswer | null,
): Promise<void> {
  const { flowRunId, ask } = question;
  if (answer === null) {
    await trx.deleteFrom('response').where('flowRunId', '=', flowRunId).where('ask', '=', ask).execute();
    return;
  }
  const row = { ...answer, value: JSON.stringify({ value: answer.value }) };
  await trx
    .insertInto('response')
    .values({ ...question, ...row, id: newId() })
    .onConflict((conflict) => conflict.columns(['flowRunId', 'ask']).doUpdateSet(row))
    .execute();
}
