/** Runs work on a limited number of places; what finds none waits its turn, in the order it came. */
export type Places = <T>(work: () => Promise<T>) => Promise<T>;

export function createPlaces(count: number): Places {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (work) => {
    if (free > 0) free -= 1;
    // Whoever leaves hands the place on, so that nobody who comes later overtakes.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
