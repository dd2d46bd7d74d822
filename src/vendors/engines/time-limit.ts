/**
 * Runs `work` with a signal that is aborted after so many milliseconds, or with any of the outer signals. Not
 * AbortSignal.any with AbortSignal.timeout: in Node 20 the garbage collector may take the time-out away.
 */
export async function withTimeLimit<T>(
  milliseconds: number,
  outer: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const abort = (): void => {
    stop.abort();
  };
  const timer = setTimeout(abort, milliseconds);
  const signals = outer.filter((signal) => signal !== undefined);
  for (const signal of signals) signal.addEventListener('abort', abort, { once: true });
  if (signals.some((signal) => signal.aborted)) abort();
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener('abort', abort);
  }
}
