import type { Request, RequestHandler, Response } from 'express';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { belongsToSchool, reachOf } from '../auth/visibility.js';
import { canSeeConversation } from '../inbox/list.queries.js';
import type { Runtime } from '../lib/runtime.js';
import type { LiveEvent } from '../queues/live.js';
import { liveEvent } from './events.schemas.js';
import { requireIdentity, type Gate } from './serve-route.js';

const heartbeatMs = 20_000;

/**
 * `GET /api/events`: what changed, as server-sent events (HTML standard §9.2), only of what the reader may see. A
 * comment goes out every 20 seconds so that nothing on the way closes the connection; at each, a reader who has been
 * signed out or is no longer active is let go. Ends when `shutdown` does.
 */
export function serveEvents(gate: Gate, shutdown: AbortSignal): RequestHandler {
  const streams = new Set<() => void>();
  shutdown.addEventListener('abort', () => {
    for (const end of streams) end();
  });
  return async (request, response) => {
    const { staff } = await requireIdentity(gate, request, 'look');
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // Reverse proxies that gather answers would hold the events back.
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    const unfollow = follow(gate, staff, request, response, end);
    streams.add(end);
    response.on('close', end);
    if (shutdown.aborted) end();

    function end(): void {
      streams.delete(end);
      unfollow();
      response.end();
    }
  };
}

/** Passes events on until the returned function is called; calls `end` for a reader who may not read any more. */
function follow(
  gate: Gate,
  first: SignedInStaff,
  request: Request,
  response: Response,
  end: () => void,
): () => void {
  const { rt } = gate;
  let staff = first;
  const pass = async (event: LiveEvent): Promise<void> => {
    if ((await maySee(rt, staff, event)) && !response.writableEnded) {
      response.write(`data: ${JSON.stringify(liveEvent.parse(event))}\n\n`);
    }
  };
  const unsubscribe = rt.live.subscribe((event) => {
    // The page asks again by itself; one event lost is a delay.
    pass(event).catch(() => rt.log.warn('a live update was not passed on'));
  });
  const beat = async (): Promise<void> => {
    staff = (await requireIdentity(gate, request, 'look')).staff;
    if (!response.writableEnded) response.write(':\n\n');
  };
  const heartbeat = setInterval(() => void beat().catch(end), heartbeatMs);
  return () => {
    clearInterval(heartbeat);
    unsubscribe();
  };
}

/** Schools first, which costs nothing; a teacher's conversations are asked of the database. */
export async function maySee(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  event: LiveEvent,
): Promise<boolean> {
  // What stands is read with the reader's own rights; the event says only that something changed.
  if (event.kind === 'hold' || event.kind === 'fixed_text') return true;
  if (event.schoolId === null) return reachOf(staff) === 'district';
  if (!belongsToSchool(staff, event.schoolId)) return false;
  if (reachOf(staff) !== 'classes') return true;
  switch (event.kind) {
    case 'conversation':
      return canSeeConversation(rt.db, staff, event.id);
    case 'nudge':
    case 'withdrawal':
      return true;
    case 'incident':
    case 'import':
    case 'alert':
      return false;
  }
}
