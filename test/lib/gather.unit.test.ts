import { describe, expect, test } from '@jest/globals';
import { gather } from '../../src/lib/gather.js';

/** Work that is done when the test says so, batch by batch. */
function slowWork(): {
  batches: number[][];
  finish: (() => void)[];
  work: (items: number[]) => Promise<number[]>;
} {
  const batches: number[][] = [];
  const finish: (() => void)[] = [];
  return {
    batches,
    finish,
    work: (items) =>
      new Promise((resolve) => {
        batches.push(items);
        finish.push(() => resolve(items.map((item) => item * 10)));
      }),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('work that is gathered', () => {
  test('starts at once, with what came in the same turn', async () => {
    const { batches, work } = slowWork();
    const gathering = gather(work, { lanes: 1, most: 10 });
    void gathering.add(1);
    void gathering.add(2);
    await turn();
    expect(batches).toEqual([[1, 2]]);
  });

  test('that comes while a batch is under way is the next batch, and each gets its own result', async () => {
    const { batches, finish, work } = slowWork();
    const gathering = gather(work, { lanes: 1, most: 10 });
    const first = gathering.add(1);
    await turn();
    const later = [gathering.add(2), gathering.add(3)];
    await turn();
    expect(batches).toEqual([[1]]);
    finish[0]?.();
    await turn();
    finish[1]?.();
    expect(await first).toBe(10);
    expect(await Promise.all(later)).toEqual([20, 30]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  test('rests between two batches where that is wanted, but not before the first', async () => {
    const { batches, finish, work } = slowWork();
    const gathering = gather(work, { lanes: 1, most: 10, restMs: 200 });
    void gathering.add(1);
    await turn();
    expect(batches).toEqual([[1]]);
    finish[0]?.();
    await turn();
    void gathering.add(2);
    await turn();
    const last = gathering.add(3);
    while (batches.length < 2) await turn();
    finish[1]?.();
    await last;
    expect(batches).toEqual([[1], [2, 3]]);
    await gathering.idle();
  });

  test('does not wait behind a batch that hangs while another lane is free', async () => {
    const { finish, work } = slowWork();
    const gathering = gather(work, { lanes: 2, most: 10 });
    void gathering.add(1);
    await turn();
    const other = gathering.add(2);
    await turn();
    finish[1]?.();
    expect(await other).toBe(20);
  });

  test('goes in batches no larger than asked for', async () => {
    const batches: number[][] = [];
    const work = (items: number[]): Promise<number[]> => {
      batches.push(items);
      return Promise.resolve(items);
    };
    const gathering = gather(work, { lanes: 1, most: 2 });
    await Promise.all([1, 2, 3, 4, 5].map((n) => gathering.add(n)));
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  test('that fails, fails for its own batch alone', async () => {
    const work = (items: number[]): Promise<number[]> =>
      items.includes(1) ? Promise.reject(new Error('no')) : Promise.resolve(items);
    const gathering = gather(work, { lanes: 1, most: 1 });
    const [one, two] = await Promise.allSettled([gathering.add(1), gathering.add(2)]);
    expect(one?.status).toBe('rejected');
    expect(two).toEqual({ status: 'fulfilled', value: 2 });
    await gathering.idle();
  });
});
