import { setTimeout as sleep } from 'node:timers/promises';

/** Takes work one by one and does it in batches. */
export interface Gathering<T, R> {
  /** What `work` gave for this item; rejects with what the batch it was in failed with. */
  add(item: T): Promise<R>;
  /** Resolves when nothing waits or is under way. */
  idle(): Promise<void>;
}

interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/**
 * Does work that is cheaper together in batches that form by themselves: an item that comes while fewer than `lanes`
 * batches are under way starts one at once, with all that came in the same turn; those that come meanwhile are the
 * next batch, `most` at a time. Nothing waits for others to come, unless batches are dear in themselves: then `restMs`
 * is the least time between the end of one and the start of the next, in milliseconds.
 * @param work gives one result an item, in their order
 */
export function gather<T, R>(
  work: (items: T[]) => Promise<readonly R[]>,
  { lanes, most, restMs = 0 }: { lanes: number; most: number; restMs?: number },
): Gathering<T, R> {
  let waiting: Waiting<T, R>[] = [];
  const running = new Set<Promise<void>>();

  const doNext = async (): Promise<void> => {
    // What comes in the same turn goes along.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const results = await work(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(results[index] as R));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      if (restMs > 0) await sleep(restMs);
    }
  };

  return {
    add: (item) =>
      new Promise<R>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (running.size >= lanes) return;
        const lane = doNext().finally(() => running.delete(lane));
        running.add(lane);
      }),
    async idle() {
      await Promise.all(running);
    },
  };
}
