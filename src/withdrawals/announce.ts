import type { Runtime } from '../lib/runtime.js';

/** So many open threads are told by themselves; the others ask again within a minute. */
const mostThreads = 200;

/** After the commit: tells the pages of the schools and of the threads. */
export async function announceWithdrawal(
  rt: Pick<Runtime, 'live'>,
  id: string,
  texts: readonly { conversationId: string; schoolId: string }[],
): Promise<void> {
  const schools = new Set(texts.map(({ schoolId }) => schoolId));
  for (const schoolId of schools) await rt.live.publish({ kind: 'withdrawal', id, schoolId });
  const threads = new Map(texts.map((text) => [text.conversationId, text.schoolId]));
  for (const [conversationId, schoolId] of [...threads].slice(0, mostThreads)) {
    await rt.live.publish({ kind: 'conversation', id: conversationId, schoolId });
  }
}
