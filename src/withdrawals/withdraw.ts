import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { readRecipient, staffLanguage } from '../inbox/compose.js';
import { notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { Runtime } from '../lib/runtime.js';
import { dueOneSchoolDayOn, openReviews } from '../translation/open-reviews.js';
import { toRemember } from '../translation/memory-form.js';
import { readOwner } from '../translation/speakers.queries.js';
import { translateText } from '../translation/translate.js';
import {
  insertReaders,
  insertWithdrawal,
  lockWithdrawing,
  saveDraft,
  type NewWithdrawnText,
} from '../translation/withdrawals.queries.js';
import { announceWithdrawal } from './announce.js';
import { findTexts, reviewsOf, stopTexts } from './stop-texts.js';
import {
  readAnswers,
  readBeginning,
  readMemoryEntry,
  readNudgeText,
  type Candidate,
} from './texts.queries.js';
import { isAdministrator, mustJudge } from './who-may.js';
import { wordsOf, type WithdrawnWords } from './words.js';

/** Where a wrong translation was found: in a text, in a nudge's words of one language, or in the memory. */
export type WithdrawalInput =
  | { messageId: string; reason: string }
  | { nudgeId: string; language: string; reason: string }
  | { memoryId: string; reason: string };

/** Words to take back, with the forms they are found by. */
interface Found extends WithdrawnWords {
  sourceForm: string;
  wrongForm: string;
  names: string[];
  messageId: string | null;
  memoryId: string | null;
  schoolId: string | null;
}

/**
 * Takes back a wrong translation: it leaves the memory and is never used again; texts with it that have not gone out
 * are held, and one under way is not tried again; every other text that relied on it is listed, and whoever of the staff read, answered or sent it is told.
 * What is right is drafted by the engines and waits for a speaker.
 * @throws RecadoError 404 `not_found`; 403 `forbidden` for somebody who neither reads the language nor is an
 *   administrator; 409 `nothing_to_withdraw`, `already_withdrawn`, `fixed_text`
 */
export async function withdraw(
  rt: Runtime,
  staff: SignedInStaff,
  input: WithdrawalInput,
): Promise<{ id: string }> {
  const now = rt.clock.now();
  const id = newId();
  const { found, texts } = await rt.db.transaction().execute(async (trx) => {
    // Words that two people take back at once are taken back once: each family is told once.
    await lockWithdrawing(trx);
    const here = { ...rt, db: trx };
    const words = await findWords(here, staff, input);
    mustJudge(staff, words.direction === 'to_staff' ? words.from : words.to);
    const { visible, elsewhere } = await findTexts(here, staff, now, words);
    const place = { id, reason: input.reason, found: words, visible, elsewhere };
    const stored = await store(trx, now, staff, place);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'translation.withdrawn',
      subject: `withdrawal:${id}`,
      detail: { from: words.from, to: words.to, texts: stored.length, elsewhere },
    });
    return { found: words, texts: stored };
  });
  await draftAnew(rt, id, found);
  await announceWithdrawal(rt, id, texts);
  return { id };
}

async function findWords(rt: Runtime, staff: SignedInStaff, input: WithdrawalInput): Promise<Found> {
  if ('memoryId' in input) return findMemory(rt, staff, input.memoryId);
  const messageId = 'messageId' in input ? input.messageId : await readNudgeText(rt.db, staff, input);
  const beginning = messageId === undefined ? undefined : await readBeginning(rt.db, staff, messageId);
  if (!beginning) throw notFound('This text');
  const words = await wordsOf(rt, beginning);
  const { names } = await readRecipient(rt, staff, beginning.conversationId);
  const { sourceForm, target } = toRemember(words.source, words.wrong, names);
  const { schoolId } = beginning;
  return {
    ...words,
    ...{ sourceForm, wrongForm: target, names, schoolId },
    messageId: beginning.messageId,
    memoryId: null,
  };
}

async function findMemory(rt: Runtime, staff: SignedInStaff, memoryId: string): Promise<Found> {
  const entry = isAdministrator(staff) ? await readMemoryEntry(rt.db, memoryId) : undefined;
  if (!entry) throw notFound('This translation');
  return {
    direction: entry.toLanguage === staffLanguage ? 'to_staff' : 'to_family',
    from: entry.fromLanguage,
    to: entry.toLanguage,
    source: entry.sourceForm,
    wrong: entry.target,
    sourceForm: entry.sourceForm,
    wrongForm: entry.target,
    names: [],
    messageId: null,
    memoryId,
    schoolId: null,
  };
}

interface ToStore {
  id: string;
  reason: string;
  found: Found;
  visible: readonly Candidate[];
  elsewhere: number;
}

async function store(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  { id, reason, found, elsewhere, ...seen }: ToStore,
): Promise<NewWithdrawnText[]> {
  const { visible, relied, stopped } = await stopTexts(trx, now, seen.visible);
  const answers = found.direction === 'to_staff' ? await readAnswers(trx, visible) : [];
  const texts = [...relied, ...answers.map((text) => ({ ...text, kind: 'answer' as const }))];
  const language = found.direction === 'to_staff' ? found.from : found.to;
  const owner = staff.languages.includes(language)
    ? staff.id
    : ((await readOwner(trx, found.schoolId, language))?.id ?? null);
  const { names: _, ...words } = found;
  const { from: fromLanguage, to: toLanguage, ...rest } = words;
  await insertWithdrawal(
    trx,
    {
      ...rest,
      ...{ id, fromLanguage, toLanguage, reason, elsewhere },
      withdrawnByStaffId: staff.id,
      withdrawnAt: now,
      ownerStaffId: owner,
      dueAt: await dueOneSchoolDayOn(trx, now, found.schoolId ?? visible[0]?.schoolId ?? null),
    },
    texts,
  );
  await openReviews(trx, now, reviewsOf(stopped, language));
  await insertReaders(trx, now, id, staff.id);
  return texts;
}

/** What the engines say instead, now that they may not say this. A draft, whoever says it. */
async function draftAnew(rt: Runtime, id: string, found: Found): Promise<void> {
  const outcome = await translateText(rt.translator, {
    text: found.source,
    ...{ from: found.from, to: found.to, names: found.names, direction: found.direction },
  });
  if (outcome.status === 'translated') await saveDraft(rt.db, id, outcome.text);
}
