import type { Transaction } from 'kysely';
import { settleRequestChild } from '../conversations/attribution.queries.js';
import type { Database } from '../db/database.js';
import { priorities, queueText } from '../delivery/queue-text.js';
import { openChildQuestion } from '../flows/child-question.queries.js';
import { endQuestionBetween } from '../flows/put-aside.queries.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import type { Runtime } from '../lib/runtime.js';
import type { Understood } from '../understanding/understood.js';
import { childrenToChooseFrom, countSystemTexts, requestOfText } from './inbound.queries.js';
import type { ReadText } from './understand-text.js';

/** The words of the question, ready in every language; the children follow, numbered. */
const questionKey = 'other.whichChild';

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
  if ((await countSystemTexts(trx, text.conversationId, since, 'which_child')) > 0) return false;
  const request = await requestOfText(trx, writer?.messageId ?? text.messageId);
  if (request?.studentId !== null) return false;
  const { addressId, schoolId } = text;
  const children = await childrenToChooseFrom(trx, now, { addressId, schoolId, guardianId: who.guardianId });
  if (children.length < 2 || children.length > mostOptions) return false;
  const inTheirs = rt.texts.readyReplies(who.writeIn).get(questionKey);
  const language = inTheirs === undefined ? 'en' : who.writeIn;
  const english = rt.texts.readyReplies('en').get(questionKey);
  if (english === undefined) return false;
  const asked = await openChildQuestion(trx, now, {
    addressId: text.addressId,
    conversationId: text.conversationId,
    requestId: request.id,
    language,
    studentIds: children.map((child) => child.id),
    ask: { key: 'child', kind: 'choice', options: children.map((child) => child.givenName) },
  });
  if (!asked) return false;
  const list = children.map((child, n) => `${n + 1} ${child.givenName}`).join('\n');
  const words = `${inTheirs ?? english}\n${list}`;
  await queueText(trx, now, {
    conversationId: text.conversationId,
    addressId: text.addressId,
    schoolId: text.schoolId,
    lineId: text.lineId,
    purpose: 'system',
    subtype: 'which_child',
    senderRole: 'system',
    text: words,
    language,
    body: words,
    bodyLanguage: language,
    priority: priorities.answer,
    ...(language === 'en'
      ? {}
      : {
          translation: {
            language: 'en',
            text: `${english}\n${list}`,
            engine: 'library',
            quality: 'approved' as const,
          },
        }),
  });
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
