import type { Transaction } from 'kysely';
import { settleRequestChild, settleTextWriter } from '../conversations/attribution.queries.js';
import type { Database } from '../db/database.js';
import { queueSystemText } from '../delivery/queue-system-text.js';
import { priorities } from '../delivery/queue-text.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import { endQuestionBetween } from '../flows/put-aside.queries.js';
import { openWriterQuestion } from '../flows/writer-question.queries.js';
import type { Runtime } from '../lib/runtime.js';
import type { Understood } from '../understanding/understood.js';
import {
  childrenToChooseFrom,
  countSystemTexts,
  requestOfText,
  writersAt,
  type TextToUnderstand,
  type WriterAtPhone,
} from './inbound.queries.js';
import type { ReadText } from './understand-text.js';

/** More people than this at one phone are not asked by number: a person asks. */
const mostOptions = 6;
/** Not asked again in the same conversation within so many hours. */
const quietHours = 12;
const subtype = 'who_writes';

/**
 * Whether it matters which of them writes: where they may not all be contacted, or see records, or pick up, alike. Pure.
 */
export function mattersWhoWrites(writers: readonly Pick<WriterAtPhone, 'rights'>[]): boolean {
  return new Set(writers.map(({ rights }) => [...rights].sort().join())).size > 1;
}

/** What each is called in the question: the first name, the whole one where two share it. Pure. */
export function calledInQuestion(names: readonly string[]): string[] {
  const first = names.map((name) => name.trim().split(/\s+/u)[0] ?? name);
  return new Set(first).size === names.length ? first : [...names];
}

/**
 * Asks at a shared phone who writes, where somebody has to answer the text and it matters who gets the answer: one
 * short question, with the names of those who share the phone and no word about any child.
 * @returns whether it was asked
 */
export async function askWhoIsWriting(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  { text, understood, who, consent, requestedOf }: ReadText,
): Promise<boolean> {
  if (requestedOf === undefined || who.guardianId !== null || !who.isKnown) return false;
  if (understood.urgent || consent.kind !== null || consent.toDecide) return false;
  const since = new Date(now.getTime() - quietHours * 3_600_000);
  if ((await countSystemTexts(trx, text.conversationId, since, subtype)) > 0) return false;
  const writers = await writersAt(trx, now, text.addressId, text.schoolId);
  const names = calledInQuestion(writers.map((writer) => writer.name));
  if (writers.length > mostOptions || new Set(names).size < writers.length) return false;
  if (!mattersWhoWrites(writers)) return false;
  const place = { addressId: text.addressId, conversationId: text.conversationId };
  const asked = await openWriterQuestion(trx, now, {
    ...place,
    messageId: text.messageId,
    language: who.writeIn,
    guardianIds: writers.map((writer) => writer.id),
    ask: { key: 'guardian', kind: 'choice', options: names },
  });
  if (!asked) return false;
  await queueSystemText(
    rt,
    trx,
    now,
    { ...place, schoolId: text.schoolId, lineId: text.lineId, language: who.writeIn },
    {
      key: 'menu.whoIsWriting',
      values: {},
      lines: names.map((name, place) => `${place + 1} ${name}`),
      subtype,
      priority: priorities.answer,
    },
  );
  return true;
}

/** What the answer to {@link askWhoIsWriting} settled. */
export interface SettledWriter {
  guardianId: string;
  /** Their only child at the school, which it is about then. */
  studentId: string | null;
  /** The text that was asked about. */
  messageId: string;
  /** Who has it. */
  assigneeName: string | null;
}

/**
 * Takes the answer to the question who writes: the text that was asked about, and the answer itself, are that
 * guardian's. Anything but a clear answer leaves the question open.
 */
export async function settleWriter(
  trx: Transaction<Database>,
  now: Date,
  { addressId, schoolId }: Pick<TextToUnderstand, 'addressId' | 'schoolId'>,
  openAsk: OpenAsk | undefined,
  { answer }: Pick<Understood, 'answer'>,
): Promise<SettledWriter | undefined> {
  if (!openAsk?.optionGuardianIds || openAsk.messageId === null || answer.status !== 'answered')
    return undefined;
  const guardianId = typeof answer.value === 'number' ? openAsk.optionGuardianIds[answer.value] : undefined;
  if (guardianId === undefined) return undefined;
  await endQuestionBetween(trx, now, openAsk.id);
  await settleTextWriter(trx, openAsk.messageId, guardianId);
  const request = await requestOfText(trx, openAsk.messageId);
  const [only, ...others] = await childrenToChooseFrom(trx, now, { addressId, schoolId, guardianId });
  const studentId = others.length === 0 ? (only?.id ?? null) : null;
  if (request?.studentId === null && studentId !== null) await settleRequestChild(trx, request.id, studentId);
  return {
    guardianId,
    studentId,
    messageId: openAsk.messageId,
    assigneeName: request?.assigneeName ?? null,
  };
}
