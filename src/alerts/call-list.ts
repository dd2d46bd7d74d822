import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { closeCall } from '../calls/calls.queries.js';
import { closeRequestsOf } from '../conversations/requests.queries.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { findCall, lockThread, readCalls } from './call-list.queries.js';
import { pageOf, readIdCursor } from './staff-actions.js';

const pageSize = 30;

/**
 * Families to be called because a text does not reach them, or because they called, of this person's schools.
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listCalls(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  query: { state: 'open' | 'done'; alertId?: string | undefined; cursor?: string | undefined },
) {
  const rows = await readCalls(rt.db, staff, {
    state: query.state,
    alertId: query.alertId ?? null,
    after: readIdCursor(query.cursor),
    limit: pageSize + 1,
  });
  return pageOf(rows, pageSize, ({ createdAt, doneAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
  }));
}

/**
 * Notes that this person called, and what came of it; it stands in the family's thread from then on. A call the family
 * missed us with is returned by it, and asks for nothing more there.
 * @throws RecadoError 404 `not_found`, 409 `call_done` where somebody was first
 */
export async function finishCall(
  rt: Pick<Runtime, 'db' | 'clock' | 'live'>,
  staff: SignedInStaff,
  callId: string,
  outcome: string,
): Promise<void> {
  const now = rt.clock.now();
  const call = await findCall(rt.db, staff, callId);
  if (!call) throw notFound('This call');
  const { schoolId, conversationId, missedMessageId } = call;
  await rt.db.transaction().execute(async (trx) => {
    if (conversationId !== null) await lockThread(trx, conversationId);
    if (!(await closeCall(trx, now, callId, { staffId: staff.id, outcome }))) {
      throw conflict('call_done', 'Somebody has made this call already.');
    }
    if (missedMessageId !== null) await closeRequestsOf(trx, now, [missedMessageId], staff.id);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'call.done',
      subject: `call:${callId}`,
    });
  });
  await rt.live.publish({ kind: 'alert', id: callId, schoolId });
  if (conversationId !== null) await rt.live.publish({ kind: 'conversation', id: conversationId, schoolId });
}
