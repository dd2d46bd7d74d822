import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { asOfOneMoment } from '../db/one-moment.js';
import { isStanding } from '../i18n/withdrawn-texts.js';
import { staffLanguage } from '../inbox/compose.js';
import { readCursor, writeCursor } from '../inbox/cursor.js';
import { familyName } from '../inbox/family-view.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readFamilies } from '../roster/families.queries.js';
import {
  listFixedTextRows,
  listTextsWith,
  readFixedTextChanges,
  readFixedTextRow,
  readSentWords,
  readStandingIds,
  type FixedTextRow,
} from './fixed-texts.queries.js';
import { likeOf, patternOf, recogniseIn } from './recognise.js';
import { mayJudge } from './who-may.js';

type Reader = Pick<Runtime, 'db' | 'texts'>;

/** Whom a text reached is looked up for so many days before it was withdrawn. */
const lookBackDays = 30;
/** By then every process knew that the words are used no more, with room for clocks that differ. */
const knownAfterMs = 3_600_000;

/**
 * Withdrawn texts of the language files this person has to do with, the newest first.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listFixedTexts(
  rt: Reader,
  staff: SignedInStaff,
  {
    state,
    cursor,
    limit,
  }: { state: 'standing' | 'english' | 'undone'; cursor?: string | undefined; limit: number },
) {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await listFixedTextRows(rt.db, staff, { state, after, limit });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: page.map((row) => present(rt, staff, row)),
    nextCursor: more ? writeCursor({ at: last.withdrawnAt, id: last.id }) : null,
  };
}

/**
 * One withdrawn text with everything that became of it.
 * @throws RecadoError 404 `not_found`
 */
export async function showFixedText(rt: Reader, staff: SignedInStaff, id: string) {
  const { row, changes } = await asOfOneMoment(rt.db, async (trx) => {
    const found = await readFixedTextRow(trx, staff, id);
    if (!found) throw notFound('This withdrawal');
    return { row: found, changes: await readFixedTextChanges(trx, id) };
  });
  return {
    ...present(rt, staff, row),
    isFindable: patternOf(row.wrong) !== null,
    changes: changes.map(({ changedAt, ...change }) => ({ ...change, at: changedAt.toISOString() })),
  };
}

/**
 * Families that got these words, or an earlier correction that was wrong as well, of those this person may read: of the
 * 30 days before the withdrawal, and until the last wrong words were taken back. They are found by the words, for a text does not say which fixed text it
 * came from; where the words are too few to be told from others, nobody is listed.
 * @throws RecadoError 404 `not_found`; 400 `bad_cursor`
 */
export async function listFamiliesOf(
  rt: Reader,
  staff: SignedInStaff,
  id: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const { rows, families } = await asOfOneMoment(rt.db, async (trx) => {
    const row = await readFixedTextRow(trx, staff, id);
    if (!row) throw notFound('This withdrawal');
    const changes = await readFixedTextChanges(trx, id);
    const again = changes.filter(({ what }) => what === 'withdrawn_again');
    const wrong = [row.wrong, ...again.map(({ words }) => words)];
    const findable = [...new Set(wrong)].filter((words) => patternOf(words) !== null);
    const patterns = findable.flatMap((words) => patternOf(words) ?? []);
    const likes = findable.map(likeOf);
    const since = new Date(row.withdrawnAt.getTime() - lookBackDays * 86_400_000);
    const lastTaken = Math.max(...[row.withdrawnAt, ...again.map(({ changedAt }) => changedAt)].map(Number));
    const until = new Date(lastTaken + knownAfterMs);
    // The words may stand in a text in English, where a family is offered its language.
    const languages = [row.language, staffLanguage];
    const found = await listTextsWith(trx, staff, { languages, patterns, likes, since, until, after, limit });
    return { rows: found, families: await readFamilies(trx, found, staff.id) };
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: page.map(({ addressId, schoolId, createdAt, ...text }) => {
      const family = families.find((one) => one.addressId === addressId && one.schoolId === schoolId);
      return { ...text, familyName: family ? familyName(family) : '', at: createdAt.toISOString() };
    }),
    nextCursor: more ? writeCursor({ at: last.createdAt, id: last.messageId }) : null,
  };
}

/**
 * Which fixed texts stand in a text of ours, the longest first, each as it is said now; none in one in English.
 * @throws RecadoError 404 `not_found`
 */
export async function fixedTextsIn(rt: Reader, staff: SignedInStaff, messageId: string) {
  const sent = await readSentWords(rt.db, staff, messageId);
  if (!sent) throw notFound('This text');
  const { language, body } = sent;
  const found = language === staffLanguage ? [] : recogniseIn(rt.texts, language, body);
  const english = rt.texts.inFile(staffLanguage);
  const standing = await readStandingIds(rt.db, staff, language);
  return {
    language,
    mayJudge: mayJudge(staff, language),
    mayCorrect: staff.languages.includes(language),
    items: found.map(({ key, words }) => ({
      key,
      words,
      english: english.get(key) ?? '',
      /** These words are used no more. */
      isWithdrawn: rt.texts.sent(language).get(key) !== words,
      withdrawalId: standing.get(key) ?? null,
    })),
  };
}

function present({ texts }: Pick<Runtime, 'texts'>, staff: SignedInStaff, row: FixedTextRow) {
  const { withdrawnByStaffId, withdrawnAt, correctedAt, undoneAt, messageId: _, ...rest } = row;
  const state = stateOf(texts, row);
  return {
    ...rest,
    state,
    mayCorrect: (state === 'english' || state === 'corrected') && staff.languages.includes(row.language),
    mayUndo: undoneAt === null && (withdrawnByStaffId === staff.id || mayJudge(staff, row.language)),
    at: withdrawnAt.toISOString(),
    correctedAt: correctedAt?.toISOString() ?? null,
    undoneAt: undoneAt?.toISOString() ?? null,
  };
}

function stateOf(
  texts: Runtime['texts'],
  row: FixedTextRow,
): 'undone' | 'outdated' | 'corrected' | 'english' {
  if (row.undoneAt !== null) return 'undone';
  if (!isStanding(texts.inFile(row.language), row.language, row)) return 'outdated';
  return row.correction === null ? 'english' : 'corrected';
}
