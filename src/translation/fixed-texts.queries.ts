import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { WithdrawnText } from '../i18n/withdrawn-texts.js';
import { newId } from '../lib/ids.js';
import type { FixedTextChange, FixedTextWithdrawalTable } from './translation.table.js';

/** Everything that is withdrawn; whether the files still have those words is for the texts to say. */
export function readStandingWithdrawals(db: Kysely<Database>): Promise<WithdrawnText[]> {
  return db
    .selectFrom('fixedTextWithdrawal')
    .select(['language', 'key', 'wrong', 'correction'])
    .where('undoneAt', 'is', null)
    .execute();
}

export interface TakenBack {
  language: string;
  key: string;
  /** The words that were taken back. */
  wrong: string;
  correction: string | null;
}

/** Words that were taken back since a moment, and stayed so. */
export function readTakenBack(db: Kysely<Database>, since: Date): Promise<TakenBack[]> {
  return db
    .selectFrom('fixedTextChange as c')
    .innerJoin('fixedTextWithdrawal as w', 'w.id', 'c.withdrawalId')
    .select(['w.language', 'w.key', 'c.words as wrong', 'w.correction'])
    .where('c.what', 'in', ['withdrawn', 'withdrawn_again'])
    .where('c.changedAt', '>', since)
    .where('w.undoneAt', 'is', null)
    .whereRef('c.words', 'is distinct from', 'w.correction')
    .execute();
}

/** Notes texts the carrier has with words that were taken back. */
export async function noteUnderWay(
  trx: Transaction<Database>,
  now: Date,
  { withdrawalId, wrong }: { withdrawalId: string; wrong: string },
  messageIds: readonly string[],
): Promise<void> {
  await sql`
    insert into fixed_text_under_way (withdrawal_id, message_id, wrong, noted_at)
    select ${withdrawalId}::uuid, m.id, ${wrong}, ${now}::timestamptz
    from unnest(${[...messageIds]}::uuid[]) as m (id)
    on conflict (message_id, withdrawal_id) do update set wrong = excluded.wrong, noted_at = excluded.noted_at`.execute(
    trx,
  );
}

/** Words that were taken back, and texts with them that came back from the carrier and wait to be tried again. */
export interface CameBack extends TakenBack {
  messageIds: string[];
}

/**
 * Of the texts the carrier had with words that were taken back, those that came back, taken off the list; together with
 * those that will not come back, and those whose words are right after all.
 */
export async function takeCameBack(trx: Transaction<Database>, goneBefore: Date): Promise<CameBack[]> {
  const rows = await sql<CameBack>`
    with over as (
      delete from fixed_text_under_way u
      using delivery d, fixed_text_withdrawal w
      where d.message_id = u.message_id and w.id = u.withdrawal_id
        and (d.state not in ('sending', 'accepted', 'sent') or w.undone_at is not null or u.noted_at < ${goneBefore})
      returning u.message_id, u.wrong, w.language, w.key, w.correction, w.undone_at, d.state)
    select language, key, wrong, correction, array_agg(message_id) as message_ids from over
    where state = 'waiting' and undone_at is null and wrong is distinct from correction
    group by language, key, wrong, correction`.execute(trx);
  return rows.rows;
}

interface Change {
  what: FixedTextChange;
  /** Taken back, or said from now on. */
  words: string;
  reason: string | null;
  staffId: string;
}

async function noteChange(
  trx: Transaction<Database>,
  now: Date,
  withdrawalId: string,
  change: Change,
): Promise<void> {
  await trx
    .insertInto('fixedTextChange')
    .values({ id: newId(), withdrawalId, ...change, changedAt: now })
    .execute();
}

export type NewFixedWithdrawal = Pick<
  FixedTextWithdrawalTable,
  | 'id'
  | 'language'
  | 'key'
  | 'wrong'
  | 'english'
  | 'messageId'
  | 'reason'
  | 'withdrawnByStaffId'
  | 'withdrawnAt'
>;

/** Takes a text back. @returns whether it was not taken back before, perhaps at the same moment */
export async function insertFixedWithdrawal(
  trx: Transaction<Database>,
  withdrawal: NewFixedWithdrawal,
): Promise<boolean> {
  const { id, wrong: words, reason, withdrawnByStaffId: staffId, withdrawnAt: now } = withdrawal;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('fixedTextWithdrawal')
    .values(withdrawal)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await noteChange(trx, now, id, { what: 'withdrawn', words, reason, staffId });
  return true;
}

/** The withdrawal of these words that stands, locked. */
export function lockStandingWithdrawal(
  trx: Transaction<Database>,
  { language, key, wrong }: Pick<FixedTextWithdrawalTable, 'language' | 'key' | 'wrong'>,
) {
  return trx
    .selectFrom('fixedTextWithdrawal')
    .selectAll()
    .where('language', '=', language)
    .where('key', '=', key)
    .where('wrong', '=', wrong)
    .where('undoneAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** A withdrawal, locked; undefined where there is none. */
export function lockFixedWithdrawal(trx: Transaction<Database>, id: string) {
  return trx
    .selectFrom('fixedTextWithdrawal')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Says what is right; null: the words that were said to be right are wrong too, and the English goes alone. */
export async function setCorrection(
  trx: Transaction<Database>,
  now: Date,
  id: string,
  {
    correction,
    before,
    reason,
    staffId,
  }: {
    correction: string | null;
    /** The words it takes the place of. */
    before: string;
    reason: string | null;
    staffId: string;
  },
): Promise<void> {
  await trx
    .updateTable('fixedTextWithdrawal')
    .set({
      correction,
      correctedByStaffId: correction === null ? null : staffId,
      correctedAt: correction === null ? null : now,
    })
    .where('id', '=', id)
    .execute();
  await noteChange(trx, now, id, {
    what: correction === null ? 'withdrawn_again' : 'corrected',
    words: correction ?? before,
    reason,
    staffId,
  });
}

/** Nothing was wrong: the words of the file are used again. */
export async function undoFixedWithdrawal(
  trx: Transaction<Database>,
  now: Date,
  { id, wrong: words, reason, staffId }: { id: string; wrong: string; reason: string; staffId: string },
): Promise<void> {
  await trx
    .updateTable('fixedTextWithdrawal')
    .set({ undoneAt: now, undoneByStaffId: staffId })
    .where('id', '=', id)
    .execute();
  await noteChange(trx, now, id, { what: 'undone', words, reason, staffId });
}
