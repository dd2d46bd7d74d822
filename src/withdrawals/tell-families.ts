import type { Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { openCalls, type NewCall } from '../calls/calls.queries.js';
import type { Database } from '../db/database.js';
import { priorities, type OutgoingText } from '../delivery/queue-text.js';
import { queueTexts } from '../delivery/queue-texts.js';
import { refusalOf } from '../delivery/rights.queries.js';
import { refuseTooLong, staffLanguage } from '../inbox/compose.js';
import type { Runtime } from '../lib/runtime.js';
import type { settleWithdrawal } from '../translation/withdrawals.queries.js';
import { outcomeFor } from './outcome.js';
import type { TextToCorrect } from './withdrawals.queries.js';

export type Outcomes = Parameters<typeof settleWithdrawal>[3]['outcomes'];

interface Withdrawal {
  toLanguage: string;
  source: string;
}

/**
 * Queues the correction for each family that got the wrong words, once an address, and calls where it wants no texts.
 * @throws RecadoError 400 `too_long`
 */
export async function tellFamilies(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  withdrawal: Withdrawal,
  texts: readonly TextToCorrect[],
  wordsFor: (text: TextToCorrect) => string | null,
): Promise<Outcomes> {
  const told = new Set<string>();
  const outcomes: Outcomes[number][] = [];
  const calls: NewCall[] = [];
  const toText: { one: TextToCorrect; outgoing: OutgoingText }[] = [];
  for (const one of texts) {
    const { messageId } = one;
    // Whoever has the number now, or a right, was not always the one the wrong words went to.
    const refusal = refusalOf(one.purpose ?? 'reply', { ...one, changedSince: true });
    const outcome = outcomeFor(one, { isToldAlready: told.has(one.addressId), refusal });
    const words = outcome.do === 'text' ? wordsFor(one) : null;
    told.add(one.addressId);
    if (outcome.do === 'text' && words !== null) {
      toText.push({ one, outgoing: correctionOf(rt, staff, withdrawal, one, words) });
    } else {
      const { do: what, reason } =
        outcome.do === 'text'
          ? ({ do: 'call', reason: 'It speaks of other names or numbers than the correction.' } as const)
          : outcome;
      outcomes.push({ messageId, outcome: what, reason, correctionMessageId: null });
      const { schoolId, addressId, guardianId } = one;
      const why = `A translation was wrong. ${reason}`;
      if (what === 'call') calls.push({ schoolId, addressId, guardianId, messageId, reason: why });
    }
  }
  await openCalls(trx, now, calls);
  const queued = await queueTexts(
    trx,
    now,
    toText.map(({ outgoing }) => outgoing),
  );
  return [
    ...outcomes,
    ...toText.map(({ one }, index) => ({
      messageId: one.messageId,
      outcome: 'text' as const,
      reason: null,
      correctionMessageId: queued[index]?.messageId ?? null,
    })),
  ];
}

/** @throws RecadoError 400 `too_long` */
function correctionOf(
  { texts }: Pick<Runtime, 'texts'>,
  staff: SignedInStaff,
  { toLanguage, source }: Withdrawal,
  one: TextToCorrect,
  words: string,
): OutgoingText {
  const body = `${texts.text(toLanguage, 'translated.corrected')}\n${words}`;
  refuseTooLong(body, toLanguage, false);
  const { conversationId, addressId, schoolId, lineId, studentId } = one;
  const purpose = one.purpose ?? 'reply';
  return {
    ...{ conversationId, addressId, schoolId, lineId, purpose, body, bodyLanguage: toLanguage },
    subtype: 'correction',
    senderRole: staff.role,
    senderStaffId: staff.id,
    ...(studentId === null ? {} : { studentId }),
    text: `${texts.text(staffLanguage, 'translated.corrected')}\n${source}`,
    language: staffLanguage,
    translation: {
      ...{ language: toLanguage, text: body, engine: 'person', quality: 'approved' },
      staffId: staff.id,
    },
    priority:
      purpose === 'alert' ? priorities.alert : purpose === 'reply' ? priorities.reply : priorities.nudge,
  };
}
