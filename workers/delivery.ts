import { wakeLine } from '../src/delivery/send.js';
import type { HandlersOf } from './bind.js';

/** A text further away than this is woken by the sweep. */
const farAwayMs = 60_000;
/** Wake-ups of a line that fall into the same span are one: each comes back by itself and must not breed. */
const spanMs = 250;

export const delivery: HandlersOf<'delivery'> = {
  'delivery.wake': async (rt, { lineId }) => {
    const { wakeAgainAt } = await wakeLine(rt, lineId);
    if (wakeAgainAt === null) return;
    const span = Math.ceil(wakeAgainAt.getTime() / spanMs);
    const delayMs = Math.max(50, span * spanMs - rt.clock.now().getTime());
    if (delayMs >= farAwayMs) return;
    await rt.jobs.enqueue(
      'delivery.wake',
      { lineId },
      { delayMs, deduplicationKey: `${lineId}-again-${span}` },
    );
  },
};
