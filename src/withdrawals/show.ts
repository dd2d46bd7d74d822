import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { asOfOneMoment } from '../db/one-moment.js';
import { readCursor, writeCursor } from '../inbox/cursor.js';
import { familyName } from '../inbox/family-view.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readFamilies } from '../roster/families.queries.js';
import { withHoles } from '../translation/withdrawn-form.js';
import { markSeen } from '../translation/withdrawals.queries.js';
import {
  listUnseenRows,
  listWithdrawalRows,
  readReaders,
  readWithdrawalRow,
  readWithdrawnTexts,
  type WithdrawalRow,
} from './withdrawals.queries.js';

/** So many texts are named; the numbers count all. */
const namedTexts = 200;

type Reader = Pick<Runtime, 'db' | 'clock'>;

/**
 * Withdrawals this person has to do with, the newest first.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listWithdrawals(
  rt: Reader,
  staff: SignedInStaff,
  { state, cursor, limit }: { state: 'open' | 'settled'; cursor?: string | undefined; limit: number },
) {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await listWithdrawalRows(rt.db, staff, { isOpen: state === 'open', after, limit });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: page.map((row) => present(rt, staff, row)),
    nextCursor: more ? writeCursor({ at: last.withdrawnAt, id: last.id }) : null,
  };
}

/** What this person relied on that turned out to be wrong, or was given to put right after others, until she has seen it. */
export async function listNotices(rt: Reader, staff: SignedInStaff) {
  const rows = await listUnseenRows(rt.db, staff);
  return {
    items: rows.map(({ how, ...row }) => ({
      ...present(rt, staff, row),
      isPassedOn: isPassedOn(staff, row, how),
    })),
  };
}

/**
 * One withdrawal with the texts that relied on the words, as far as this person may read them, and the staff who did.
 * @throws RecadoError 404 `not_found`
 */
export async function showWithdrawal(rt: Reader, staff: SignedInStaff, id: string) {
  const { row, texts, readers, families } = await asOfOneMoment(rt.db, async (trx) => {
    const found = await readWithdrawalRow(trx, staff, id);
    if (!found) throw notFound('This withdrawal');
    const relied = await readWithdrawnTexts(trx, staff, id, namedTexts);
    return {
      row: found,
      texts: relied,
      readers: await readReaders(trx, id),
      families: await readFamilies(trx, relied, staff.id),
    };
  });
  return {
    ...present(rt, staff, row),
    texts: texts.map(({ addressId, schoolId, createdAt, ...text }) => {
      const family = families.find((one) => one.addressId === addressId && one.schoolId === schoolId);
      return { ...text, familyName: family ? familyName(family) : '', at: createdAt.toISOString() };
    }),
    notice: noticeOf(
      staff,
      row,
      readers.find((reader) => reader.id === staff.id),
    ),
    // Who was only given the words to put right did not rely on them.
    readers: readers
      .map(({ how, ...reader }) => ({ ...reader, how: how.filter((one) => one !== 'passed_on') }))
      .filter(({ how }) => how.length > 0)
      .map(({ seenAt, ...reader }) => ({ ...reader, seenAt: seenAt?.toISOString() ?? null })),
  };
}

type ReaderRow = Awaited<ReturnType<typeof readReaders>>[number];

/** Whether the words are this person's to put right, after somebody else. */
const isPassedOn = (staff: SignedInStaff, row: WithdrawalRow, how: ReaderRow['how']): boolean =>
  row.state === 'open' && row.ownerId === staff.id && how.includes('passed_on');

/** What a reader of a withdrawal is still to be told. */
function noticeOf(
  staff: SignedInStaff,
  row: WithdrawalRow,
  mine: ReaderRow | undefined,
): 'relied' | 'passed_on' | null {
  if (mine === undefined || mine.seenAt !== null) return null;
  if (isPassedOn(staff, row, mine.how)) return 'passed_on';
  return mine.how.some((how) => how !== 'passed_on') ? 'relied' : null;
}

/**
 * This person has seen that words she relied on are wrong.
 * @throws RecadoError 404 `not_found`
 */
export async function noteSeen(rt: Reader, staff: SignedInStaff, id: string): Promise<void> {
  if (!(await readWithdrawalRow(rt.db, staff, id))) throw notFound('This withdrawal');
  await markSeen(rt.db, rt.clock.now(), id, staff.id);
}

function present(rt: Reader, staff: SignedInStaff, row: WithdrawalRow) {
  const { ownerId, owner, withdrawnAt, dueAt, settledAt, messageId: _, seesBeginning, ...stored } = row;
  const { sourceForm, wrongForm, ...words } = stored;
  // Who relied on the same words about another family reads them with holes for the names and numbers of this one.
  const rest = seesBeginning
    ? words
    : {
        ...words,
        source: sourceForm,
        wrong: wrongForm,
        draft: null,
        correction: row.correction === null ? null : withHoles(row, row.correction),
      };
  const language = row.direction === 'to_staff' ? row.fromLanguage : row.toLanguage;
  return {
    ...rest,
    language,
    owner: ownerId === null ? null : { id: ownerId, name: owner ?? '' },
    isMine: ownerId === staff.id,
    /** Only somebody who reads the language and may read the text it began with may say what is right. */
    mayCorrect: row.state === 'open' && seesBeginning && staff.languages.includes(language),
    isOverdue: row.state === 'open' && row.dueAt <= rt.clock.now(),
    at: withdrawnAt.toISOString(),
    dueAt: dueAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}
