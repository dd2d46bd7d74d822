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
  const running = new Set<Promise<void>>();
  // A hundred thousand texts may wait at once: a listener of the signal for each would be searched through.
  const sleeping = new Set<() => void>();

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
    sleep: (ms) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          clearTimeout(timer);
          reject(ending.signal.reason as Error);
        };
        const timer = setTimeout(() => {
          sleeping.delete(end);
          resolve();
        }, ms);
        if (ending.signal.aborted) end();
        else sleeping.add(end);
      }),
    close: async () => {
      ending.abort();
      for (const end of sleeping) end();
      await Promise.allSettled(running);
    },
  };
}
