import type { Runtime } from '../lib/runtime.js';

/** After the commit: wakes the line where a text goes out, and tells the pages. Neither can fail what was done. */
export async function announce(
  rt: Pick<Runtime, 'jobs' | 'live'>,
  { conversationId, schoolId }: { conversationId: string; schoolId: string },
  lineId: string | null = null,
): Promise<void> {
  if (lineId !== null) await rt.jobs.enqueue('delivery.wake', { lineId });
  await rt.live.publish({ kind: 'conversation', id: conversationId, schoolId });
}
