/**
 * Lets work through a few at a time, in the order it came; of what waits, so much is kept and the rest is refused.
 * @returns what runs a piece of work: its result, or undefined where too many wait already
 */
export function fewAtOnce(
  atOnce: number,
  mostWaiting: number,
): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) return undefined;
      // Whoever ends hands its place over.
      await new Promise<void>((go) => waiting.push(go));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
