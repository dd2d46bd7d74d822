import type { Transaction } from 'kysely';
import { settleRequestChild } from '../conversations/attribution.queries.js';
import type { Database } from '../db/database.js';
import { queueSystemText } from '../delivery/queue-system-text.js';
import { priorities } from '../delivery/queue-text.js';
import { openChildQuestion } from '../flows/child-question.queries.js';
import { endQuestionBetween } from '../flows/put-aside.queries.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import type { Runtime } from '../lib/runtime.js';
import type { Understood } from '../understanding/understood.js';
import { childrenToChooseFrom, countSystemTexts, requestOfText } from './inbound.queries.js';
import type { ReadText } from './understand-text.js';

/** The words of the question; the children follow, numbered. */
const questionKey = 'request.whichChild';
const subtype = 'which_child';

/** More children than this are not asked about by number: a person asks. */
const mostOptions = 6;

/** Not asked again in the same conversation within so many hours. */
const quietHours = 12;

/**
 * Asks which of several children a request is about, where the text does not say: one short question, once a request.
 * Where the text only said who writes, it is asked about the request that was about. Only children the writer may be
 * contacted about are named.
 * @returns whether it was asked
 */
export async function askWhichChild(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  { text, understood, who, consent, requestedOf, writer }: ReadText,
): Promise<boolean> {
  if ((requestedOf === undefined && !writer) || who.studentId !== null || !who.isKnown) return false;
  if (understood.urgent || consent.kind !== null || who.studentIds.length < 2) return false;
  const since = new Date(now.getTime() - quietHours * 3_600_000);
  if ((await countSystemTexts(trx, text.conversationId, since, subtype)) > 0) return false;
  const request = await requestOfText(trx, writer?.messageId ?? text.messageId);
  if (request?.studentId !== null) return false;
  const { addressId, schoolId } = text;
  const children = await childrenToChooseFrom(trx, now, { addressId, schoolId, guardianId: who.guardianId });
  if (children.length < 2 || children.length > mostOptions) return false;
  const language = rt.texts.has(who.writeIn, questionKey) ? who.writeIn : 'en';
  const { conversationId, lineId } = text;
  const asked = await openChildQuestion(trx, now, {
    ...{ addressId, conversationId, language },
    requestId: request.id,
    studentIds: children.map((child) => child.id),
    ask: { key: 'child', kind: 'choice', options: children.map((child) => child.givenName) },
  });
  if (!asked) return false;
  await queueSystemText(
    rt,
    trx,
    now,
    { conversationId, addressId, schoolId, lineId, language },
    {
      key: questionKey,
      values: {},
      lines: children.map((child, n) => `${n + 1} ${child.givenName}`),
      subtype,
      priority: priorities.answer,
    },
  );
  return true;
}

/** What the answer to {@link askWhichChild} settled. */
export interface SettledChild {
  studentId: string;
  /** Who has the request. */
  assigneeName: string | null;
}

/**
 * Takes the answer to the question about the child: the request, the text behind it and the conversation are about
 * that child from now on. Anything but a clear answer leaves the question open.
 */
export async function settleChild(
  trx: Transaction<Database>,
  now: Date,
  openAsk: OpenAsk | undefined,
  { answer }: Pick<Understood, 'answer'>,
): Promise<SettledChild | undefined> {
  if (!openAsk || openAsk.requestId === null || answer.status !== 'answered') return undefined;
  const studentId = typeof answer.value === 'number' ? openAsk.optionStudentIds?.[answer.value] : undefined;
  if (studentId === undefined) return undefined;
  await endQuestionBetween(trx, now, openAsk.id);
  return { studentId, ...(await settleRequestChild(trx, openAsk.requestId, studentId)) };
}
