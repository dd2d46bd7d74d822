import { setTimeout as sleep } from 'node:timers/promises';
import { RecadoError } from '../lib/errors.js';

/** Milliseconds a webhook may take; the answer itself has the rest of two seconds. */
const patience = 1500;

export interface Deadline {
  /**
   * What `work` gives, if that comes in time. Work that is late goes on: whether it is done or not, the same request
   * again finds out, for every webhook may be repeated.
   * @throws RecadoError 503 `too_late`, or what `work` throws in time
   */
  orFail<T>(work: Promise<T>): Promise<T>;
  /** Waits for `work`, but not beyond the deadline. */
  orLeave(work: Promise<void>): Promise<void>;
}

/**
 * A deadline from now on. It stands around all the work and not in the database's settings, because a database that is
 * away does not keep time limits: connections hang, and so do queries on those that were open already.
 */
export function startDeadline(): Deadline {
  const end = performance.now() + patience;
  const race = async <T>(work: Promise<T>): Promise<T | 'late'> => {
    const timer = new AbortController();
    const late = sleep(Math.max(0, end - performance.now()), 'late' as const, { signal: timer.signal });
    try {
      return await Promise.race([work, late.catch(() => 'late' as const)]);
    } finally {
      timer.abort();
      // Nobody waits for late work any more; its failure was answered already.
      work.catch(() => undefined);
    }
  };
  return {
    async orFail(work) {
      const result = await race(work);
      if (result !== 'late') return result;
      throw new RecadoError('too_late', 'The database does not answer in time.', {
        status: 503,
        retry: 'later',
      });
    },
    async orLeave(work) {
      await race(work);
    },
  };
}
