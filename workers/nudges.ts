import { runNudge } from '../src/nudges/run.js';
import { openDueRuns } from '../src/nudges/tick.js';
import type { HandlersOf } from './bind.js';

export const nudges: HandlersOf<'nudges'> = {
  'nudges.tick': async (rt) => {
    await openDueRuns(rt);
  },
  'nudges.run': async (rt, { nudgeRunId }) => {
    await runNudge(rt, nudgeRunId);
  },
};
