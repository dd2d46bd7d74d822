import type { Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { tryNoMore } from '../delivery/give-up.queries.js';
import { holdWaitingTexts, lockStates } from '../delivery/held-texts.queries.js';
import { holdQuestions } from '../flows/flows.queries.js';
import type { Runtime } from '../lib/runtime.js';
import type { HeldForReview } from '../translation/open-reviews.js';
import { fitsForm } from '../translation/withdrawn-form.js';
import type { NewWithdrawnText } from '../translation/withdrawals.queries.js';
import { lockConversationsOf, readCandidates, type Candidate } from './texts.queries.js';

/** For staff who look at a text that was stopped. */
export const stoppedReason = 'Its translation was withdrawn as wrong, so it was not sent.';

/** What a translation is found by. */
export interface WordsToFind {
  direction: 'to_family' | 'to_staff';
  from: string;
  to: string;
  sourceForm: string;
  wrongForm: string;
}

/** The texts that relied on these words and that this person may read, and how many there are of others. */
export async function findTexts(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  now: Date,
  found: WordsToFind,
  since?: Date,
): Promise<{ visible: Candidate[]; elsewhere: number }> {
  const { direction, from, to, sourceForm, wrongForm } = found;
  const like = `%${wrongForm.replace(/[\\%_]/g, '\\$&').replace(/\{\d+\}/gu, '%')}%`;
  const candidates = await readCandidates(rt.db, now, staff, { direction, from, to, like }, since);
  const fitting = candidates.filter(({ purpose, isCorrection, source, translated }) => {
    const within = isCorrection || (purpose !== null && purpose !== 'reply');
    return fitsForm(wrongForm, translated, within) && fitsForm(sourceForm, source, within);
  });
  const visible = fitting.filter((text) => text.isVisible);
  return { visible, elsewhere: fitting.length - visible.length };
}

/** Texts that relied on withdrawn words, and what was done about those that have not gone out. */
export interface Stopped {
  visible: readonly Candidate[];
  relied: readonly (Candidate & NewWithdrawnText)[];
  /** Those that wait for a person now because of it. */
  stopped: readonly Candidate[];
}

/** Holds those of the texts that have not gone out; one under way is not tried again. */
export async function stopTexts(
  trx: Transaction<Database>,
  now: Date,
  found: readonly Candidate[],
): Promise<Stopped> {
  const visible = await asTheyAreNow(trx, found);
  const waiting = visible.filter(({ state }) => state === 'waiting').map(({ messageId }) => messageId);
  const stopped = await holdWaitingTexts(trx, waiting, stoppedReason);
  await holdQuestions(trx, [...stopped]);
  const kindOf = ({ state, messageId }: Candidate): NewWithdrawnText['kind'] => {
    if (state === null) return 'reading';
    return state === 'held' || stopped.has(messageId) ? 'stopped' : 'family';
  };
  const of = visible.map((text) => ({ ...text, kind: kindOf(text) }));
  const reached = of.filter(({ kind }) => kind === 'family').map(({ messageId }) => messageId);
  // Their families get the right words; the wrong ones do not go once more where the carrier could not deliver them.
  const underWay = new Map((await tryNoMore(trx, now, reached)).map((text) => [text.messageId, text]));
  const relied = of.map((text) => ({ ...text, underWay: underWay.get(text.messageId) }));
  return { visible, relied, stopped: relied.filter(({ messageId }) => stopped.has(messageId)) };
}

/** What asks for somebody to look at texts that were stopped. */
export function reviewsOf(stopped: readonly Candidate[], language: string): HeldForReview[] {
  return stopped.map(({ messageId, schoolId, purpose }) => ({
    ...{ messageId, schoolId, language },
    reason: stoppedReason,
    isBulk: purpose !== 'reply',
    beforeText: null,
  }));
}

/** Somebody may let a text go, or discard it, at the very moment its words are taken back. */
async function asTheyAreNow(
  trx: Transaction<Database>,
  texts: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const unsettled = texts.filter(
    ({ state }) => state === 'held' || state === 'waiting' || state === 'sending',
  );
  await lockConversationsOf(
    trx,
    unsettled.map(({ conversationId }) => conversationId),
  );
  const states = await lockStates(
    trx,
    unsettled.map(({ messageId }) => messageId),
  );
  return texts
    .map((text) => ({ ...text, state: states.get(text.messageId) ?? text.state }))
    .filter(({ state }) => state !== 'dropped' && state !== 'failed');
}
