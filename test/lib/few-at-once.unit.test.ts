import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fewAtOnce } from '../../src/lib/few-at-once.js';

describe('work that is let through a few at a time', () => {
  test('is never more at once, and none is lost or refused while there is room to wait', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
        async (scheduler, atOnce, fails) => {
          const run = fewAtOnce(atOnce, 20);
          let [running, most] = [0, 0];
          const works = fails.map((isFailure, n) =>
            run(async () => {
              running += 1;
              most = Math.max(most, running);
              await scheduler.schedule(Promise.resolve());
              running -= 1;
              if (isFailure) throw new Error(`${n}`);
              return n;
            }),
          );
          const settled = Promise.allSettled(works);
          await scheduler.waitFor(settled);
          expect(most).toBe(Math.min(atOnce, fails.length));
          expect((await settled).map((one) => (one.status === 'fulfilled' ? one.value : null))).toEqual(
            fails.map((isFailure, n) => (isFailure ? null : n)),
          );
        },
      ),
    );
  });

  test('is refused at once where too much waits, and taken again afterwards', async () => {
    const run = fewAtOnce(1, 1);
    let end = (): void => undefined;
    const first = run(() => new Promise<string>((done) => (end = () => done('first'))));
    const second = run(() => Promise.resolve('second'));
    expect(await run(() => Promise.resolve('third'))).toBeUndefined();
    end();
    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
    expect(await run(() => Promise.resolve('fourth'))).toBe('fourth');
  });
});
