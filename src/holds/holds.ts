import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { belongsToSchool } from '../auth/visibility.js';
import { deriveConversationState } from '../conversations/conversations.queries.js';
import type { Database } from '../db/database.js';
import { resolveLineIncidents } from '../delivery/incidents.queries.js';
import { linesWithDueTexts } from '../delivery/delivery.queries.js';
import { dropDueTexts } from '../delivery/give-up.queries.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { resumeLine as letLineGoOn } from '../roster/lines.queries.js';
import {
  lockHold,
  markLifted,
  placeHold as insertHold,
  standingHolds,
  visibleLines,
  type HoldSubject,
  type LockedHold,
} from './holds.queries.js';
import { mayHold, type Reached } from './may-hold.js';

/** The holds that stand, the lines this person sees, and what she may do about each. */
export async function listHolds(rt: Pick<Runtime, 'db'>, staff: SignedInStaff) {
  const [holds, lines] = await Promise.all([standingHolds(rt.db, staff), visibleLines(rt.db, staff)]);
  const schoolsOf = new Map(lines.map((line) => [line.id, line.schoolIds]));
  return {
    mayHoldDistrict: mayHold(staff, { scope: 'district', schoolIds: [] }),
    holds: holds.map(({ placedAt, ...hold }) => ({
      ...hold,
      placedAt: placedAt.toISOString(),
      mayLift: mayHold(staff, reachedBy(hold, schoolsOf.get(hold.lineId ?? '') ?? [])),
    })),
    lines: lines.map(({ stoppedAt, schoolIds, ...line }) => ({
      ...line,
      stoppedAt: stoppedAt?.toISOString() ?? null,
      mayHold: mayHold(staff, { scope: 'line', schoolIds }),
    })),
  };
}

/**
 * Stops every text of a line, a school or the district, alerts and answers included, from the next batch a worker
 * claims: of what a worker has under way, two batches of at most 200 texts, some may still go out. Texts may be written and queued meanwhile.
 * What is held already stays held by the hold that stands.
 * @throws RecadoError 404 `not_found` where the subject is not there or not hers to stop
 */
export async function placeHold(
  rt: Runtime,
  staff: SignedInStaff,
  subject: HoldSubject,
  reason: string,
): Promise<{ id: string }> {
  const now = rt.clock.now();
  if (!mayHold(staff, await reached(rt, staff, subject))) throw notFound('This');
  const id = await rt.db.transaction().execute(async (trx) => {
    const placed = await insertHold(trx, now, subject, { staffId: staff.id, reason });
    if (placed.isNew) {
      await recordAudit(trx, now, {
        actor: staffActor(staff),
        action: 'hold.placed',
        subject: `hold:${placed.id}`,
        detail: { ...subject },
      });
    }
    return placed.id;
  });
  await publish(rt, id);
  return { id };
}

/**
 * Lets a hold go. `send`: what it held takes the usual road again, quiet hours, consent and expiry as they are now;
 * `drop`: the texts that were due by now are given up. Texts due later go on either way, and another hold that still
 * stands on them keeps holding.
 * @throws RecadoError 404 `not_found`; 409 `hold_lifted` where somebody was first
 */
export async function liftHold(
  rt: Runtime,
  staff: SignedInStaff,
  holdId: string,
  heldTexts: 'send' | 'drop',
): Promise<void> {
  const now = rt.clock.now();
  const lines = await visibleLines(rt.db, staff);
  await rt.db.transaction().execute(async (trx) => {
    const hold = await lockHold(trx, holdId);
    const schoolsOfLine = lines.find((line) => line.id === hold?.lineId)?.schoolIds ?? [];
    if (!hold || !mayHold(staff, reachedBy(hold, schoolsOfLine))) throw notFound('This hold');
    if (hold.liftedAt) throw conflict('hold_lifted', 'Somebody has lifted this hold already.');
    await markLifted(trx, now, holdId, { staffId: staff.id, heldTexts });
    const dropped = heldTexts === 'drop' ? await dropHeld(trx, now, hold) : 0;
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'hold.lifted',
      subject: `hold:${holdId}`,
      detail: { heldTexts, dropped },
    });
  });
  for (const lineId of await linesWithDueTexts(rt.db, now))
    await rt.jobs.enqueue('delivery.wake', { lineId });
  await publish(rt, holdId);
}

/**
 * Lets a line go on that the carrier made us stop. Should its reason still stand, the next text stops it again.
 * A line that is not stopped is left as it is.
 * @throws RecadoError 404 `not_found`
 */
export async function resumeLine(rt: Runtime, staff: SignedInStaff, lineId: string): Promise<void> {
  const now = rt.clock.now();
  const line = (await visibleLines(rt.db, staff)).find((one) => one.id === lineId);
  if (!line || !mayHold(staff, { scope: 'line', schoolIds: line.schoolIds })) throw notFound('This line');
  await rt.db.transaction().execute(async (trx) => {
    if (!(await letLineGoOn(trx, lineId))) return;
    await resolveLineIncidents(trx, now, lineId);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'line.resumed',
      subject: `line:${lineId}`,
    });
  });
  await rt.jobs.enqueue('delivery.wake', { lineId });
  await publish(rt, lineId);
}

async function dropHeld(trx: Transaction<Database>, now: Date, hold: LockedHold): Promise<number> {
  const { conversationIds, texts } = await dropDueTexts(
    trx,
    now,
    hold,
    'it was given up when a hold was lifted',
  );
  for (const conversationId of conversationIds) await deriveConversationState(trx, conversationId);
  return texts;
}

async function reached(rt: Runtime, staff: SignedInStaff, subject: HoldSubject): Promise<Reached> {
  switch (subject.scope) {
    case 'district':
      return { scope: 'district', schoolIds: [] };
    case 'school':
      if (!belongsToSchool(staff, subject.schoolId)) throw notFound('This school');
      return { scope: 'school', schoolIds: [subject.schoolId] };
    case 'line': {
      const line = (await visibleLines(rt.db, staff)).find((one) => one.id === subject.lineId);
      if (!line) throw notFound('This line');
      return { scope: 'line', schoolIds: line.schoolIds };
    }
  }
}

function reachedBy(hold: Pick<LockedHold, 'scope' | 'schoolId'>, schoolsOfLine: readonly string[]): Reached {
  return { scope: hold.scope, schoolIds: hold.schoolId === null ? schoolsOfLine : [hold.schoolId] };
}

/** To everybody's page: what stands is read with each one's own rights. */
async function publish(rt: Runtime, id: string): Promise<void> {
  await rt.live.publish({ kind: 'hold', id, schoolId: null });
}
