import type { Runtime } from '../lib/runtime.js';
import { passOnOverdueWithdrawals } from '../translation/pass-on.queries.js';

/**
 * Gives wrong words nobody put right in time to somebody else, each once, and tells the pages.
 * @returns how many
 */
export async function passOnWithdrawals(rt: Pick<Runtime, 'db' | 'clock' | 'live'>): Promise<number> {
  const passed = await passOnOverdueWithdrawals(rt.db, rt.clock.now());
  for (const { id, schoolId } of passed) await rt.live.publish({ kind: 'withdrawal', id, schoolId });
  return passed.length;
}
