import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { isLanguage } from '../i18n/languages.js';
import { isStanding } from '../i18n/withdrawn-texts.js';
import { staffLanguage } from '../inbox/compose.js';
import { badRequest, conflict, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { Runtime } from '../lib/runtime.js';
import {
  insertFixedWithdrawal,
  lockFixedWithdrawal,
  lockStandingWithdrawal,
  setCorrection,
  undoFixedWithdrawal,
} from '../translation/fixed-texts.queries.js';
import { refreshFixedTexts } from '../translation/follow-fixed-texts.js';
import { understand } from '../understanding/understand.js';
import { readSentWords } from './fixed-texts.queries.js';
import { recogniseIn } from './recognise.js';
import { englishOf, noteTextsUnderWay, rewordWaiting } from './reword-waiting.js';
import { faultsOf, plainMarks, withoutPlaceholders } from './text-rules.js';
import { mayKnow, mustJudge, mustRead, mustUndo } from './who-may.js';

/** A text that went out, and which of the fixed texts in it where it has several; or a text of a language's list. */
export type FixedTextInput = (
  { messageId: string; key?: string | undefined } | { language: string; key: string }
) & {
  reason: string;
  /** What is right, where whoever withdraws the text reads the language and says it at once. */
  correction?: string | undefined;
};

/** A text of a language file, as it is said now. */
interface Found {
  language: string;
  key: string;
  /** As the file has it. */
  inFile: string;
  english: string;
  messageId: string | null;
}

/** Words a family answers with alone, so that they must not be heard as anything else. */
const menuWords = new Set(['menu.languageWord', 'menu.hoursWord']);

/**
 * Takes back a text of the language files as wrong, for the whole district: from now on the English goes alone, in every
 * process within a second, and texts that wait with these words are written anew. A correction turns out wrong as any
 * words do: then it is what is taken back.
 * @throws RecadoError 404 `not_found`; 403 `forbidden` for somebody who neither reads the language nor is an
 *   administrator, or corrects without reading it; 400 `wording_refused`; 409 `already_withdrawn`, `nothing_to_withdraw`,
 *   `several_fixed_texts`
 */
export async function withdrawFixedText(
  rt: Runtime,
  staff: SignedInStaff,
  input: FixedTextInput,
): Promise<{ id: string; partlyGone: number }> {
  const found = await findText(rt, staff, input);
  const { language } = found;
  mustJudge(staff, language, 'this text');
  const correction = input.correction === undefined ? null : plainMarks(input.correction);
  if (correction !== null) {
    mustRead(staff, language);
    mustBeRight(rt, found, correction);
  }
  const now = rt.clock.now();
  const { id, partlyGone } = await rt.db.transaction().execute(async (trx) => {
    const { withdrawalId, wrong } = await takeBack(trx, now, staff, found, input.reason);
    if (correction !== null) {
      const by = { correction, before: wrong, reason: null, staffId: staff.id };
      await setCorrection(trx, now, withdrawalId, by);
    }
    const reworded = await rewordWaiting(trx, now, { ...found, wrong, correction });
    await noteTextsUnderWay(trx, now, { withdrawalId, language, wrong });
    await audit(trx, now, staff, 'fixed_text.withdrawn', withdrawalId, {
      ...{ language, key: found.key, isCorrected: correction !== null, ...reworded },
    });
    return { id: withdrawalId, partlyGone: reworded.partlyGone };
  });
  await tellAll(rt, id);
  return { id, partlyGone };
}

async function takeBack(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  { language, key, inFile, english, messageId }: Found,
  reason: string,
): Promise<{ withdrawalId: string; wrong: string }> {
  const standing = await lockStandingWithdrawal(trx, { language, key, wrong: inFile });
  if (standing && standing.correction !== null) {
    const by = { correction: null, before: standing.correction, reason, staffId: staff.id };
    await setCorrection(trx, now, standing.id, by);
    return { withdrawalId: standing.id, wrong: standing.correction };
  }
  const id = newId();
  const isNew =
    !standing &&
    (await insertFixedWithdrawal(trx, {
      ...{ id, language, key, english, messageId, reason },
      ...{ wrong: inFile, withdrawnByStaffId: staff.id, withdrawnAt: now },
    }));
  if (isNew) return { withdrawalId: id, wrong: inFile };
  throw conflict(
    'already_withdrawn',
    'This text was withdrawn before, and goes in English. It is on the page of the translations.',
  );
}

/**
 * Says what is right, in the words of somebody who reads the language: they are used from now on, and texts that wait
 * with an earlier correction are written anew.
 * @throws RecadoError 404 `not_found`; 403 `forbidden`; 400 `wording_refused`; 409 `withdrawal_settled`,
 *   `no_longer_applies` where the file has other words by now
 */
export async function correctFixedText(
  rt: Runtime,
  staff: SignedInStaff,
  id: string,
  text: string,
): Promise<void> {
  const correction = plainMarks(text);
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    const withdrawal = await lockOpen(trx, staff, id);
    const { language, key, wrong } = withdrawal;
    mustRead(staff, language);
    if (!isStanding(rt.texts.inFile(language), language, withdrawal)) {
      throw conflict(
        'no_longer_applies',
        'This text has other words since the last update. Look at those, and withdraw them if they are wrong too.',
      );
    }
    const found = inFiles(rt, language, key, null);
    mustBeRight(rt, found, correction);
    const before = withdrawal.correction ?? wrong;
    await setCorrection(trx, now, id, { correction, before, reason: null, staffId: staff.id });
    const reworded = await rewordWaiting(trx, now, { ...found, wrong: before, correction });
    await noteTextsUnderWay(trx, now, { withdrawalId: id, language, wrong: before });
    await audit(trx, now, staff, 'fixed_text.corrected', id, { language, key, ...reworded });
  });
  await tellAll(rt, id);
}

/**
 * Takes a withdrawal back: the words of the file are used again. Texts that were written anew meanwhile stay as they are.
 * @throws RecadoError 404 `not_found`; 403 `forbidden` for somebody who neither withdrew it, reads the language, nor is
 *   an administrator; 409 `withdrawal_settled`
 */
export async function undoFixedText(
  rt: Runtime,
  staff: SignedInStaff,
  id: string,
  reason: string,
): Promise<void> {
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    const { language, key, wrong, withdrawnByStaffId } = await lockOpen(trx, staff, id);
    mustUndo(staff, withdrawnByStaffId, language);
    await undoFixedWithdrawal(trx, now, { id, wrong, reason, staffId: staff.id });
    await audit(trx, now, staff, 'fixed_text.withdrawal_undone', id, { language, key });
  });
  await tellAll(rt, id);
}

type StoredWithdrawal = NonNullable<Awaited<ReturnType<typeof lockFixedWithdrawal>>>;

async function lockOpen(
  trx: Transaction<Database>,
  staff: SignedInStaff,
  id: string,
): Promise<StoredWithdrawal> {
  const withdrawal = await lockFixedWithdrawal(trx, id);
  if (!withdrawal || !mayKnow(staff, withdrawal)) throw notFound('This withdrawal');
  if (withdrawal.undoneAt !== null) {
    throw conflict('withdrawal_settled', 'This was taken back before. Load the page again to see by whom.');
  }
  return withdrawal;
}

async function findText(rt: Runtime, staff: SignedInStaff, input: FixedTextInput): Promise<Found> {
  if ('language' in input) return inFiles(rt, input.language, input.key, null);
  const { messageId, key } = input;
  const sent = await readSentWords(rt.db, staff, messageId);
  if (!sent) throw notFound('This text');
  const all = recogniseIn(rt.texts, sent.language, sent.body);
  const fitting = key === undefined ? all : all.filter((one) => one.key === key);
  const [only, ...others] = fitting;
  if (only === undefined || sent.language === staffLanguage) throw nothing();
  if (others.some((one) => one.key !== only.key)) {
    throw conflict('several_fixed_texts', 'This text holds several fixed texts. Say which of them is wrong.');
  }
  return inFiles(rt, sent.language, only.key, messageId);
}

const nothing = () =>
  conflict('nothing_to_withdraw', 'There is no fixed text in another language here that could be withdrawn.');

function inFiles(
  { texts }: Pick<Runtime, 'texts'>,
  language: string,
  key: string,
  messageId: string | null,
): Found {
  const inFile = texts.inFile(language).get(key);
  if (!isLanguage(language) || inFile === undefined) throw notFound('This text');
  const hasWords = /\p{L}/u.test(withoutPlaceholders(inFile));
  if (language === staffLanguage || key === 'language.name' || !hasWords) throw nothing();
  return { language, key, inFile, english: englishOf({ texts }, key), messageId };
}

/** @throws RecadoError 400 `wording_refused`, with everything that is wrong with the words */
function mustBeRight(
  { understanding }: Runtime,
  { language, key, inFile, english }: Found,
  text: string,
): void {
  const faults = faultsOf({ language, key, text, english });
  if (text === '') faults.unshift('Write the right words.');
  if (text === inFile) faults.unshift('These are the words that were withdrawn.');
  if (menuWords.has(key)) {
    const heard = understand(understanding, text, { homeLanguage: language, districtLanguages: [] });
    if (heard.consent !== null || heard.consentCertainty !== null) {
      faults.push(
        'Families answer with this word alone, and it is heard as a wish about the texts. Use another word.',
      );
    }
  }
  if (faults.length > 0) throw badRequest('wording_refused', faults.join(' '));
}

/** This process obeys at once, the others within a second; pages look again. */
async function tellAll(rt: Runtime, id: string): Promise<void> {
  await refreshFixedTexts(rt);
  await rt.live.publish({ kind: 'fixed_text', id, schoolId: null });
}

function audit(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  action: 'fixed_text.withdrawn' | 'fixed_text.corrected' | 'fixed_text.withdrawal_undone',
  id: string,
  detail: Record<string, string | number | boolean>,
): Promise<void> {
  return recordAudit(trx, now, { actor: staffActor(staff), action, subject: `fixed_text:${id}`, detail });
}
