import { Session } from 'node:inspector/promises';

/** Counts what the program does instead of how long it takes, so that a slow machine changes nothing. */
export interface StepCounter {
  /** How often functions, loops and branches of the folder were gone through while `work` ran. */
  steps(work: () => void): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts counting, by the counters V8 keeps for coverage, in the source files whose path contains `folder`. Start before
 * the files are imported: of what was compiled earlier only calls of functions are counted. What a regular expression
 * does inside is not.
 */
export async function startCounting(folder: string): Promise<StepCounter> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  /** Since the last take. */
  const take = async (): Promise<number> => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => url.includes(folder))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
      .reduce((sum, count) => sum + count, 0);
  };
  return {
    async steps(work) {
      await take();
      work();
      return take();
    },
    async stop() {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}
