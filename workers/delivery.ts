import { wakeLine } from '../src/delivery/send.js';
import type { HandlersOf } from './bind.js';

/** A text further away than this is woken by the sweep. */
const farAwayMs = 60_000;

export const delivery: HandlersOf<'delivery'> = {
  'delivery.wake': async (rt, { lineId }) => {
    const { wakeAgainAt } = await wakeLine(rt, lineId);
    if (wakeAgainAt === null) return;
    const delayMs = Math.max(50, wakeAgainAt.getTime() - rt.clock.now().getTime());
    if (delayMs < farAwayMs) await rt.jobs.enqueue('delivery.wake', { lineId }, { delayMs });
  },
};
