import type { Transaction } from 'kysely';
import { openConversations, type TextPlace } from '../conversations/batches.queries.js';
import type { Database } from '../db/database.js';
import { despiteConflicts } from '../db/passing-conflicts.js';
import { priorities } from '../delivery/queue-text.js';
import { queueTexts, type NumberedText } from '../delivery/queue-texts.js';
import { startAskingRuns } from '../flows/batches.queries.js';
import type { Ask, FlowDocument } from '../flows/flow.js';
import { newId } from '../lib/ids.js';
import type { Runtime } from '../lib/runtime.js';
import type { Recipient } from './audience.js';
import type { ComposedNudge } from './compose.js';
import type { NudgeAskKind } from './nudges.table.js';
import { insertRecipients, type RunToSend } from './runs.queries.js';

/** A run with its words in every language of its audience. */
export interface SendingRun extends RunToSend {
  lineId: string;
  expiresAt: Date;
  composed: ReadonlyMap<string, ComposedNudge>;
}

/**
 * Queues the texts of a few families and asks its question, all or none of it, in about ten statements whatever their
 * number. A family that is settled already is passed over. Give families in the order of their addresses.
 */
export async function storeBatch(
  rt: Pick<Runtime, 'db' | 'clock'>,
  run: SendingRun,
  batch: readonly Recipient[],
): Promise<void> {
  await despiteConflicts(() => rt.db.transaction().execute((trx) => store(trx, rt.clock.now(), run, batch)));
}

/** A family of the batch with what it gets. */
interface Prepared extends Recipient {
  composed: ComposedNudge;
  /** The child the text is about, where it is about one. */
  studentId: string | null;
  messageId: string;
}

async function store(
  trx: Transaction<Database>,
  now: Date,
  run: SendingRun,
  batch: readonly Recipient[],
): Promise<void> {
  const prepared = batch.map((one) => prepare(run, one));
  // The row of the recipient first: whoever has it is the one who sends.
  const added = await insertRecipients(trx, run.id, prepared.map(recipientRow));
  const families = prepared.filter((family) => added.has(family.addressId));
  if (families.length === 0) return;
  const opened = await openConversations(trx, now, run, families);
  const placed = families.map((family) => {
    const place = opened.get(family.addressId);
    if (place === undefined) throw new Error(`Address ${family.addressId} got no conversation.`);
    return { ...family, ...place };
  });
  await queueTexts(
    trx,
    now,
    placed.map((family) => outgoing(run, family)),
  );
  await startAskingRuns(
    trx,
    now,
    run.id,
    placed.map(({ addressId, conversationId, studentId, composed }) => {
      const ask = askOf(run.askKind);
      const document = flowOf(composed, ask);
      const { bodyLanguage: language } = composed;
      const held = composed.holdReason !== null;
      return { addressId, conversationId, studentId, language, document, step: 1, ask, held };
    }),
  );
}

function prepare(run: SendingRun, recipient: Recipient): Prepared {
  const composed = run.composed.get(recipient.language);
  if (!composed) throw new Error(`The nudge is not there in ${recipient.language}.`);
  const [student, ...others] = recipient.students;
  const studentId = student && others.length === 0 ? student.id : null;
  return { ...recipient, composed, studentId, messageId: newId() };
}

/** Student null, so that a family whose roster changes between two goes is still one row. */
function recipientRow({
  addressId,
  guardians,
  composed,
  messageId,
}: Prepared): Parameters<typeof insertRecipients>[2][number] {
  return {
    addressId,
    studentId: null,
    guardianId: guardians[0]?.id ?? null,
    messageId,
    outcome: composed.holdReason === null ? 'queued' : 'held',
    reason: composed.holdReason,
  };
}

function outgoing(run: SendingRun, family: Prepared & TextPlace): NumberedText {
  const words = outgoingWords(run, { ...family, lineId: run.lineId, expiresAt: run.expiresAt });
  return { ...words, position: family.position };
}

/** A nudge as it is queued for one family. */
export function outgoingWords(
  run: Pick<RunToSend, 'schoolId' | 'staffRole' | 'staffId'>,
  family: Pick<NumberedText, 'conversationId' | 'addressId' | 'lineId'> & {
    messageId: string;
    studentId: string | null;
    composed: ComposedNudge;
    expiresAt: Date;
  },
): NumberedText {
  const { translation, holdReason, isEngineAway: _, ...words } = family.composed;
  return {
    messageId: family.messageId,
    conversationId: family.conversationId,
    addressId: family.addressId,
    schoolId: run.schoolId,
    lineId: family.lineId,
    purpose: 'learning',
    subtype: 'nudge',
    senderRole: run.staffRole,
    senderStaffId: run.staffId,
    ...(family.studentId === null ? {} : { studentId: family.studentId }),
    ...words,
    ...(translation === null ? {} : { translation }),
    ...(holdReason === null ? {} : { holdReason }),
    priority: priorities.nudge,
    expiresAt: family.expiresAt,
  };
}

/** The question of a nudge. */
export function askOf(kind: NudgeAskKind): Ask {
  return kind === 'rating' ? { key: 'answer', kind, min: 1, max: 5 } : { key: 'answer', kind };
}

/** A nudge's text, its question, and the thanks for the answer. */
export function flowOf(composed: ComposedNudge, ask: Ask): FlowDocument {
  return {
    version: 1,
    steps: [
      { do: 'say', text: composed.body ?? composed.text },
      { do: 'ask', ask },
      { do: 'sayText', key: 'answer.thanks' },
    ],
  };
}
