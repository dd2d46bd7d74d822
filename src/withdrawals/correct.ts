import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { readRecipient, staffLanguage } from '../inbox/compose.js';
import { conflict, forbidden, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { toRemember } from '../translation/memory-form.js';
import { remember } from '../translation/remember.js';
import { insertTranslation } from '../translation/translation.queries.js';
import type { TranslationWithdrawalTable } from '../translation/translation.table.js';
import { rightWordsFor, withHoles } from '../translation/withdrawn-form.js';
import { lockWithdrawal, settleWithdrawal } from '../translation/withdrawals.queries.js';
import { announceWithdrawal } from './announce.js';
import { tellFamilies, type Outcomes } from './tell-families.js';
import { readBeginning } from './texts.queries.js';
import { mustRead } from './who-may.js';
import {
  readTextsToCorrect,
  readWithdrawalRow,
  touchedThreads,
  type TextToCorrect,
} from './withdrawals.queries.js';

export interface CorrectionResult {
  texts: number;
  calls: number;
  /** Families, or texts, nothing is done for; the page of the withdrawal says why. */
  left: number;
}

type Withdrawal = Pick<
  TranslationWithdrawalTable,
  'id' | 'direction' | 'fromLanguage' | 'toLanguage' | 'source' | 'sourceForm' | 'messageId'
>;

/**
 * Says what is right, in the words of somebody who reads the language, once for each key. Each family that got the
 * wrong words gets these once, as a text with the same rules as the wrong one had, or a call where it wants no texts;
 * what staff read is put right where it stands. From now on the same words are translated so.
 * @throws RecadoError 404 `not_found`; 403 `forbidden` for somebody who does not read the language, or
 *   may not read the text it began with; 400 `too_long`;
 *   409 `withdrawal_settled`, `idempotency_key_reused`
 */
export async function correctWithdrawn(
  rt: Runtime,
  staff: SignedInStaff,
  id: string,
  text: string,
  idempotencyKey: string,
): Promise<CorrectionResult> {
  const row = await readWithdrawalRow(rt.db, staff, id);
  if (!row) throw notFound('This withdrawal');
  const language = row.direction === 'to_staff' ? row.fromLanguage : row.toLanguage;
  mustRead(staff, language);
  if (!row.seesBeginning) {
    throw forbidden(
      'It began with a text of a family that is not yours. Whoever sees that text says what is right.',
    );
  }
  const now = rt.clock.now();
  const texts = await readTextsToCorrect(rt.db, now, id, row.fromLanguage);
  const names = await readNames(rt, staff, row, texts);
  const request = {
    actor: staffActor(staff),
    key: idempotencyKey,
    requestBody: { what: 'correct withdrawn', id, text },
  };
  const { lineIds, ...result } = await rt.db.transaction().execute((trx) =>
    withIdempotency(trx, now, request, async () => {
      const withdrawal = await lockWithdrawal(trx, id);
      if (withdrawal?.state !== 'open') {
        throw conflict('withdrawal_settled', 'This was settled before. Load the page again to see how.');
      }
      return settle(rt, trx, now, staff, withdrawal, { text, names });
    }),
  );
  for (const lineId of lineIds) await rt.jobs.enqueue('delivery.wake', { lineId });
  await announceWithdrawal(rt, id, await touchedThreads(rt.db, id));
  return result;
}

/** Names the words may speak of: those around the text it began with; where texts differ, also those around each. */
async function readNames(
  rt: Runtime,
  staff: SignedInStaff,
  { messageId, source }: Pick<Withdrawal, 'messageId' | 'source'>,
  texts: readonly TextToCorrect[],
): Promise<Names> {
  const beginning = messageId === null ? undefined : await readBeginning(rt.db, staff, messageId);
  const around = new Map<string, readonly string[]>();
  const others = texts.filter((one) => !one.source.includes(source)).map((one) => one.conversationId);
  for (const conversationId of new Set([...(beginning ? [beginning.conversationId] : []), ...others])) {
    around.set(conversationId, (await readRecipient(rt, staff, conversationId)).names);
  }
  return { own: beginning ? (around.get(beginning.conversationId) ?? []) : [], around };
}

interface Names {
  /** Around the text it began with. */
  own: readonly string[];
  /** By conversation. */
  around: ReadonlyMap<string, readonly string[]>;
}

async function settle(
  rt: Runtime,
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  withdrawal: Withdrawal,
  { text, names }: { text: string; names: Names },
): Promise<CorrectionResult & { lineIds: string[] }> {
  const { source, sourceForm, messageId, fromLanguage: from, toLanguage: to } = withdrawal;
  const texts = await readTextsToCorrect(trx, now, withdrawal.id, from);
  const kept = toRemember(source, text, names.own);
  // The family may have other names by now than when its text was withdrawn: they stand in no other family's text.
  const form = kept.sourceForm === sourceForm ? kept.target : withHoles({ source, sourceForm }, text);
  const wordsFor = (one: TextToCorrect): string | null => {
    if (one.source.includes(source)) return text;
    if (form === null) return null;
    return rightWordsFor({ sourceForm, form }, one.source, names.around.get(one.conversationId) ?? []);
  };
  const outcomes =
    withdrawal.direction === 'to_staff'
      ? await putRight(trx, now, staff, texts, wordsFor)
      : await tellFamilies(rt, trx, now, staff, withdrawal, texts, wordsFor);
  const origin = 'correction' as const;
  await remember(trx, now, {
    ...{ from, to, source, target: text, names: names.own, origin, messageId },
    staffId: staff.id,
  });
  await settleWithdrawal(trx, now, withdrawal.id, { staffId: staff.id, correction: text, outcomes });
  const count = (what: string): number => outcomes.filter(({ outcome }) => outcome === what).length;
  const result = { texts: count('text'), calls: count('call'), left: count('none') };
  await recordAudit(trx, now, {
    actor: staffActor(staff),
    action: 'translation.withdrawal_corrected',
    subject: `withdrawal:${withdrawal.id}`,
    detail: result,
  });
  return { ...result, lineIds: [...new Set(texts.map((one) => one.lineId))] };
}

async function putRight(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  texts: readonly TextToCorrect[],
  wordsFor: (text: TextToCorrect) => string | null,
): Promise<Outcomes> {
  const outcomes: Outcomes[number][] = [];
  for (const one of texts) {
    const { messageId } = one;
    const text = one.isPutRight ? null : wordsFor(one);
    if (text === null) {
      const reason = one.isPutRight
        ? 'It was put right in its thread before.'
        : 'It speaks of other names or numbers: correct it in its thread.';
      outcomes.push({ messageId, outcome: 'none', reason, correctionMessageId: null });
      continue;
    }
    await insertTranslation(trx, now, {
      ...{ messageId, text, language: staffLanguage, engine: 'person', quality: 'approved' },
      staffId: staff.id,
    });
    outcomes.push({ messageId, outcome: 'text', reason: null, correctionMessageId: null });
  }
  return outcomes;
}
