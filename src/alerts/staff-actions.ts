import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { carriersDay } from '../delivery/pace.js';
import { badRequest, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { cancelNudgesOfDay } from '../nudges/cancel-day.js';
import {
  insertAlert,
  readAlertLanguages,
  readAlerts,
  readLeftOut,
  readPlaces,
  type AlertRow,
} from './alerts.queries.js';
import { kindRule } from './kinds.js';
import { readContent, requirePlaces, type AlertInput } from './preview.js';
import { countReplies, readAnswers } from './replies.queries.js';
import { dayOffReason, publishAlert } from './run.js';

const pageSize = 30;

/** The schools this person may alert, and what can be said. */
export async function listPlaces(rt: Pick<Runtime, 'db' | 'clock'>, staff: SignedInStaff) {
  const places = await readPlaces(rt.db, staff, carriersDay(rt.clock.now()).day);
  return {
    maySend: staff.role === 'school_admin' || staff.role === 'district_admin',
    schools: places.map(({ schoolId, name, timeZone, lineId, isStopped }) => ({
      id: schoolId,
      name,
      timeZone,
      hasLine: lineId !== null,
      isStopped,
    })),
  };
}

/**
 * Sends an alert, once for each key: it is stored together with what it cancels, and a worker queues its texts.
 * @returns the alert as it stands
 * @throws RecadoError 404 `not_found`, 409 `no_line`, `idempotency_key_reused`; 400 `time_missing`, `text_missing`,
 *   `day_over`
 */
export async function sendAlert(
  rt: Pick<Runtime, 'db' | 'clock' | 'jobs' | 'live'>,
  staff: SignedInStaff,
  input: AlertInput,
  idempotencyKey: string,
) {
  const now = rt.clock.now();
  const places = await requirePlaces(rt, staff, input.schoolIds);
  const request = {
    actor: staffActor(staff),
    key: idempotencyKey,
    requestBody: { what: 'send alert', ...input },
  };
  const { alertId } = await rt.db.transaction().execute((trx) =>
    withIdempotency(trx, now, request, async () => {
      const { expiresAt, ...content } = readContent(input, now, places);
      const { cancelsNudges } = kindRule(input.kind);
      const id = await insertAlert(
        trx,
        {
          ...content,
          staffId: staff.id,
          lastFamilyAt: null,
          cancelsNudges,
          expiresAt,
          createdAt: now,
          finishedAt: null,
        },
        places,
      );
      const cancelled = cancelsNudges ? await cancelNudges(trx, now, input) : 0;
      await recordAudit(trx, now, {
        actor: staffActor(staff),
        action: 'alert.sent',
        subject: `alert:${id}`,
        detail: { kind: input.kind, day: input.day, schoolIds: [...input.schoolIds], cancelled },
      });
      return { alertId: id };
    }),
  );
  await rt.jobs.enqueue('alerts.run', { alertId }, { deduplicationKey: alertId });
  await publishAlert(rt, alertId, places);
  return presentAlert(await requireAlert(rt, staff, alertId));
}

function cancelNudges(trx: Transaction<Database>, now: Date, input: AlertInput): Promise<number> {
  return cancelNudgesOfDay(trx, now, input.schoolIds, { day: input.day, reason: dayOffReason });
}

/**
 * Alerts to this person's schools, the newest first.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listAlerts(rt: Pick<Runtime, 'db'>, staff: SignedInStaff, cursor: string | undefined) {
  const rows = await readAlerts(rt.db, staff, { before: readIdCursor(cursor), limit: pageSize + 1 });
  return pageOf(rows, pageSize, presentAlert);
}

/**
 * An alert with its words and what was answered to everybody.
 * @throws RecadoError 404 `not_found`
 */
export async function alertDetail(rt: Pick<Runtime, 'db'>, staff: SignedInStaff, alertId: string) {
  const alert = await requireAlert(rt, staff, alertId);
  const [languages, replies, answers] = await Promise.all([
    readAlertLanguages(rt.db, alertId),
    countReplies(rt.db, staff, alertId),
    readAnswers(rt.db, alertId),
  ]);
  return {
    ...presentAlert(alert),
    languages,
    ...replies,
    answers: answers.map(({ createdAt, ...answer }) => ({ ...answer, at: createdAt.toISOString() })),
  };
}

/**
 * Whom an alert did not reach by text, and why, page by page.
 * @throws RecadoError 404 `not_found`, 400 `bad_cursor`
 */
export async function listLeftOut(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  alertId: string,
  cursor: string | undefined,
) {
  await requireAlert(rt, staff, alertId);
  const rows = await readLeftOut(rt.db, staff, alertId, { after: readIdCursor(cursor), limit: pageSize + 1 });
  return pageOf(rows, pageSize, (row) => row);
}

/** @throws RecadoError 404 `not_found` */
export async function requireAlert(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  alertId: string,
): Promise<AlertRow> {
  const [row] = await readAlerts(rt.db, staff, { id: alertId });
  if (!row) throw notFound('This alert');
  return row;
}

function presentAlert({ createdAt, expiresAt, lastFamilyAt, atTime, ...alert }: AlertRow) {
  return {
    ...alert,
    atTime: atTime?.slice(0, 5) ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastFamilyAt: lastFamilyAt?.toISOString() ?? null,
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws RecadoError 400 `bad_cursor` */
export function readIdCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (uuid.test(cursor)) return cursor;
  throw badRequest('bad_cursor', 'This cursor is not one of ours. Start again from the first page.');
}

/** One page of rows that were read one further than it goes. */
export function pageOf<Row extends { id: string }, Item>(
  rows: readonly Row[],
  size: number,
  present: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, size);
  return {
    items: page.map(present),
    nextCursor: rows.length > size ? (page.at(-1)?.id ?? null) : null,
  };
}
