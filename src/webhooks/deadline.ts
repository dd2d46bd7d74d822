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
}

/**
 * A deadline from now on. It stands around all the work and not in the database's settings, because a database that is
 * away does not keep time limits: connections hang, and so do queries on those that were open already.
 */
export function startDeadline(): Deadline {
  const end = performance.now() + patience;
  return {
    orFail: (work) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(tooLate()), end - performance.now());
        work.then(resolve, reject).finally(() => clearTimeout(late));
      }),
  };
}

function tooLate(): RecadoError {
  return new RecadoError('too_late', 'The database does not answer in time.', {
    status: 503,
    retry: 'later',
  });
}
