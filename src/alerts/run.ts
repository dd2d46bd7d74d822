import type { Transaction } from 'kysely';
import { openCalls } from '../calls/calls.queries.js';
import type { Database } from '../db/database.js';
import type { Runtime } from '../lib/runtime.js';
import { cancelNudgesOfDay } from '../nudges/cancel-day.js';
import { countStudents, readSchoolAudience } from '../roster/school-audience.queries.js';
import { planAlertAudience, type AlertLeftOut, type AlertRecipient } from './audience.js';
import { lastFamilyAt } from './eta.js';
import {
  finishAlert,
  insertAlertRecipients,
  insertAlertWords,
  noteWorkOnAlert,
  readAlertToSend,
  readAlertWords,
  readLineShares,
  readOpenAlerts,
  type AlertToSend,
} from './run.queries.js';
import { storeAlertBatch } from './store-batch.js';
import { wordsIn, type LanguageWords } from './words.js';

/** Families a transaction. */
const familiesABatch = 200;
/** Students whose families are read into memory at a time. */
const studentsAPart = 20_000;
/** Batches under way at a time: while the database works on one, the next is made. */
const lanes = 2;

export const dayOffReason = 'an alert said that there is no usual school that day';

/**
 * Sends an alert: cancels the day's nudges where it says so, finds out who gets it, and queues the texts in batches,
 * one an address. May be killed at any moment and called again, also twice at once. One that is sent is left alone.
 * @param options.batchSize families a transaction, 200 by default
 */
export async function runAlert(
  rt: Runtime,
  alertId: string,
  options: { batchSize?: number } = {},
): Promise<void> {
  const alert = await readAlertToSend(rt.db, alertId);
  if (alert?.state !== 'open') return;
  await noteWorkOnAlert(rt.db, alert.id);
  await send(rt, alert, options.batchSize ?? familiesABatch);
  // Once more at the end: a run of that day may have been opened while the alert was being stored.
  await cancelNudges(rt, alert);
  const now = rt.clock.now();
  await finishAlert(rt.db, now, alert.id, lastFamilyAt(now, await readLineShares(rt.db, alert.id)));
  await publishAlert(rt, alert.id, alert.schools);
}

/** Alerts somebody has to go on with, and nobody does: what a sweep wakes. */
export function openAlerts(rt: Pick<Runtime, 'db'>): Promise<string[]> {
  return readOpenAlerts(rt.db);
}

/** Tells the pages of each school that something about an alert changed. */
export async function publishAlert(
  rt: Pick<Runtime, 'live'>,
  alertId: string,
  schools: readonly { schoolId: string }[],
): Promise<void> {
  for (const { schoolId } of schools) await rt.live.publish({ kind: 'alert', id: alertId, schoolId });
}

async function cancelNudges(rt: Runtime, alert: AlertToSend): Promise<void> {
  if (!alert.cancelsNudges) return;
  const schoolIds = alert.schools.map((school) => school.schoolId);
  await rt.db
    .transaction()
    .execute((trx) =>
      cancelNudgesOfDay(trx, rt.clock.now(), schoolIds, { day: alert.day, reason: dayOffReason }),
    );
}

async function send(rt: Runtime, alert: AlertToSend, batchSize: number): Promise<void> {
  const words = new Map((await readAlertWords(rt.db, alert.id)).map((one) => [one.language, one]));
  const schoolIds = alert.schools.map((school) => school.schoolId);
  const parts = Math.max(1, Math.ceil((await countStudents(rt.db, schoolIds)) / studentsAPart));
  for (let n = 0; n < parts; n += 1) {
    const now = rt.clock.now();
    const rows = await readSchoolAudience(rt.db, now, alert.schools, { n, of: parts });
    const { recipients, leftOut } = planAlertAudience(rows, now);
    for (const one of await settleWords(rt, alert, recipients, words)) words.set(one.language, one);
    const todo = batches(recipients, batchSize);
    await Promise.all(Array.from({ length: lanes }, () => storeAll(rt, alert, words, todo)));
    for (const batch of batches(leftOut, batchSize)) await noteLeftOut(rt, alert.id, batch);
  }
}

/** Lanes share what is to do; lines are woken as soon as they have something to send. */
async function storeAll(
  rt: Runtime,
  alert: AlertToSend,
  words: ReadonlyMap<string, LanguageWords>,
  todo: Iterable<AlertRecipient[]>,
): Promise<void> {
  for (const batch of todo) {
    await Promise.all([noteWorkOnAlert(rt.db, alert.id), storeAlertBatch(rt, alert, words, batch)]);
    for (const lineId of new Set(alert.schools.map((school) => school.lineId))) {
      await rt.jobs.enqueue('delivery.wake', { lineId }, { deduplicationKey: lineId });
    }
  }
}

/** The words in those of their languages that are not settled yet, as they are settled now. */
async function settleWords(
  rt: Runtime,
  alert: AlertToSend,
  recipients: readonly AlertRecipient[],
  known: ReadonlyMap<string, LanguageWords>,
): Promise<LanguageWords[]> {
  const missing = [...new Set(recipients.map((one) => one.language))].filter((one) => !known.has(one));
  if (missing.length === 0) return [];
  const names = [...alert.schools.map((school) => school.name), alert.staffName];
  const made = await Promise.all(missing.map((language) => wordsIn(rt, alert, names, language)));
  await insertAlertWords(rt.db, alert.id, made);
  return readAlertWords(rt.db, alert.id);
}

/** Whom no text reaches: staff call where there is a number to call. */
async function noteLeftOut(rt: Runtime, alertId: string, batch: readonly AlertLeftOut[]): Promise<void> {
  await rt.db.transaction().execute(async (trx) => {
    await insertAlertRecipients(
      trx,
      alertId,
      batch.map((one) => ({ ...one, language: null, outcome: 'left_out' as const, origin: null })),
    );
    await callInstead(trx, rt.clock.now(), alertId, batch);
  });
}

function callInstead(
  trx: Transaction<Database>,
  now: Date,
  alertId: string,
  batch: readonly AlertLeftOut[],
): Promise<void> {
  const calls = batch.flatMap(({ addressId, schoolId, guardianId, reason }) =>
    addressId === null ? [] : [{ addressId, schoolId, guardianId, reason, alertId }],
  );
  return openCalls(trx, now, calls);
}

function* batches<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
