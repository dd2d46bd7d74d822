import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '../lib/errors.js';
import type { Logger } from '../lib/log.js';

/** Work that outlives the request that began it, and ends when the simulator closes. */
export interface Background {
  /** Aborted when the simulator closes. */
  readonly signal: AbortSignal;
  /** Runs the work; what it throws is logged, except for the end of the simulator itself. */
  run(what: string, work: () => Promise<void>): void;
  /** Waits so many milliseconds. Rejects when the simulator closes. */
  sleep(ms: number): Promise<void>;
  /** Ends all work and waits for it. */
  close(): Promise<void>;
}

export function startBackground(log: Logger): Background {
  const ending = new AbortController();
  // Every waiting text listens for the end; a thousand of them are no leak.
  setMaxListeners(0, ending.signal);
  const running = new Set<Promise<void>>();

  const guarded = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!ending.signal.aborted) log.error({ error: messageOf(error) }, what);
    }
  };

  return {
    signal: ending.signal,
    run: (what, work) => {
      const promise = guarded(what, work).finally(() => running.delete(promise));
      running.add(promise);
    },
    sleep: async (ms) => {
      await wait(ms, undefined, { signal: ending.signal });
    },
    close: async () => {
      ending.abort();
      await Promise.allSettled(running);
    },
  };
}
