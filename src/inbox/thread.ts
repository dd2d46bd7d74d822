import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { numberFor, reachOf } from '../auth/visibility.js';
import { noteReading } from '../conversations/readers.queries.js';
import { asOfOneMoment } from '../db/one-moment.js';
import { explainDelivery } from '../delivery/explain-delivery.js';
import { isUnclear } from '../delivery/unclear-outcome.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readFamilies, type Family } from '../roster/families.queries.js';
import { familyLanguage } from '../roster/family-language.js';
import { formerGuardians, standingChecks } from '../roster/links.queries.js';
import { readOrders, type Order } from '../roster/rights.queries.js';
import { readCallsMade } from './calls-made.queries.js';
import { readFamilyChannel } from './channel.js';
import { staffLanguage } from './compose.js';
import { studentsFor } from './family-view.js';
import type { AskedRow } from './asked.queries.js';
import { presentMedia } from './media.js';
import { reasonInWords } from '../understanding/reason-in-words.js';
import { readConversationRow, type ConversationRow } from './list.queries.js';
import { summarise } from './summary.js';
import {
  readAssignments,
  readContact,
  readMessages,
  readOpenLooks,
  readRequests,
  type ContactRow,
  type DeliveryRow,
  type LookRow,
  type MessageRow,
} from './thread.queries.js';

const pageSize = 50;

/**
 * A conversation with its newest texts, or those before a position, as this person may read them. How far she has read
 * is noted, so that she can be told when a translation turns out to be wrong.
 * @throws RecadoError 404 `not_found`
 */
export async function readThread(
  rt: Pick<Runtime, 'db' | 'clock' | 'texts'>,
  staff: SignedInStaff,
  conversationId: string,
  before?: number,
) {
  const now = rt.clock.now();
  const read = await asOfOneMoment(rt.db, (trx) =>
    readAll({ ...rt, db: trx }, staff, conversationId, before),
  );
  const { row, family, newestFirst, requests, contact, channel, orders, history, calls } = read;
  const { former, checks, looks } = read;
  const position = newestFirst[0]?.position;
  if (position !== undefined) await noteReading(rt.db, now, { conversationId, staffId: staff.id, position });
  const mayLink = reachOf(staff) !== 'classes';
  const questionOf = (libraryKey: string): string | null => rt.texts.prompts('en').get(libraryKey) ?? null;
  return {
    conversation: summarise(staff, row, family),
    messages: newestFirst
      .slice(0, pageSize)
      .reverse()
      .map((message) => presentMessage(message, now, questionOf)),
    hasEarlier: newestFirst.length > pageSize,
    requests: requests.map(({ assigneeId, assigneeName, createdAt, ...request }) => ({
      ...request,
      assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
      createdAt: createdAt.toISOString(),
    })),
    looks: looks.map(({ createdAt, dueAt, escalatedAt, reasons, ...look }) => ({
      ...look,
      reasons: whyToLook(reasons),
      createdAt: createdAt.toISOString(),
      dueAt: dueAt.toISOString(),
      escalatedAt: escalatedAt?.toISOString() ?? null,
    })),
    family: {
      ...presentFamily(staff, row, family, contact, orders),
      channel,
      mayLink,
      former: mayLink ? former.map((one) => ({ ...one, retiredAt: one.retiredAt.toISOString() })) : [],
      checks: mayLink ? checks.map((one) => ({ ...one, checkedAt: one.checkedAt.toISOString() })) : [],
    },
    history: history.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    calls: calls.map((call) => ({ ...call, at: call.at.toISOString() })),
  };
}

/**
 * What a thread is made of, on one connection: a text that is processed in between is there with its request and its
 * owner, or not at all.
 */
async function readAll(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  conversationId: string,
  before: number | undefined,
) {
  const now = rt.clock.now();
  const row = await readConversationRow(rt.db, staff, conversationId);
  const family = row && (await readFamilies(rt.db, [row], staff.id))[0];
  if (!row || !family) throw notFound('This conversation');
  const language = familyLanguage(family, row.lastWrittenIn) ?? staffLanguage;
  const students = studentsFor(staff, family, row.assigneeId).map((student) => student.id);
  return {
    row,
    family,
    newestFirst: await readMessages(rt.db, staff, conversationId, { before, limit: pageSize }),
    requests: await readRequests(rt.db, staff, conversationId),
    looks: await readOpenLooks(rt.db, staff, conversationId),
    history: await readAssignments(rt.db, conversationId),
    calls: await readCallsMade(rt.db, staff, conversationId),
    contact: await readContact(rt.db, now, row),
    channel: await readFamilyChannel(rt, row, language),
    orders: await readOrders(rt.db, now, row.addressId, students),
    former: await formerGuardians(rt.db, row.addressId, row.schoolId),
    checks: await standingChecks(rt.db, row.addressId),
  };
}

function presentMessage(row: MessageRow, now: Date, questionOf: (libraryKey: string) => string | null) {
  const {
    studentId,
    studentName,
    answer,
    asked,
    putRight,
    delivery,
    media,
    flag,
    withdrawal,
    lookSoon,
    createdAt,
    ...message
  } = row;
  return {
    ...message,
    media: presentMedia(row.id, media),
    student: studentId === null ? null : { id: studentId, name: studentName ?? '' },
    answer: answer && {
      question: answer.libraryKey === null ? answer.ownText : questionOf(answer.libraryKey),
      value: answer.value,
      comment: answer.comment,
    },
    asked: asked && presentAsked(asked, questionOf),
    putRight: putRight.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    delivery: delivery && presentDelivery(delivery, now),
    lookSoon: lookSoon && presentLook(lookSoon),
    flag: flag && { ...flag, at: new Date(flag.at).toISOString() },
    withdrawal: withdrawal && { ...withdrawal, at: new Date(withdrawal.at).toISOString() },
    createdAt: createdAt.toISOString(),
  };
}

function presentAsked(
  { libraryKey, ownText, min, max, options, unit, ...asked }: AskedRow,
  questionOf: (libraryKey: string) => string | null,
) {
  return {
    ...asked,
    question: libraryKey === null ? ownText : questionOf(libraryKey),
    min: min ?? null,
    max: max ?? null,
    options: options ?? [],
    unit: unit ?? null,
  };
}

function presentLook({ reasons, dueAt, escalatedAt, looked }: LookRow) {
  return {
    reasons: whyToLook(reasons),
    dueAt: new Date(dueAt).toISOString(),
    escalatedAt: escalatedAt === null ? null : new Date(escalatedAt).toISOString(),
    looked: looked && { ...looked, at: new Date(looked.at).toISOString() },
  };
}

/** Of the reasons of a reading, those of the mark, in plain words. */
function whyToLook(reasons: readonly string[]): string[] {
  return reasons.filter((reason) => reason.startsWith('lookSoon:')).map(reasonInWords);
}

function presentDelivery({ reason, nextAttemptAt, ...delivery }: DeliveryRow, now: Date) {
  const due = nextAttemptAt === null ? null : new Date(nextAttemptAt);
  const waits = delivery.state === 'waiting' && due !== null && due > now;
  return {
    ...delivery,
    explanation: explainDelivery(delivery.state, reason),
    isUnclear: isUnclear(delivery.state, reason),
    waitsUntil: waits ? due.toISOString() : null,
  };
}

function presentFamily(
  staff: SignedInStaff,
  row: ConversationRow,
  family: Family,
  contact: ContactRow,
  orders: Order[],
) {
  return {
    addressId: family.addressId,
    number: numberFor(staff, family.e164),
    language: familyLanguage(family, row.lastWrittenIn),
    guardians: family.guardians,
    students: studentsFor(staff, family, row.assigneeId).map((student) => ({
      id: student.id,
      name: student.name,
      grade: student.grade,
      classes: student.classes.map((one) => one.name),
      relationships: student.relationships,
    })),
    consent: {
      state: contact.consent,
      since: contact.since?.toISOString() ?? null,
      pausedUntil: contact.pausedUntil?.toISOString() ?? null,
      carrierBlocked: contact.carrierBlocked,
    },
    unreachable: family.unreachableReason,
    learningThisWeek: contact.learningThisWeek,
    orders,
  };
}
