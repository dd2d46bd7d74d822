import { expect, test } from '@jest/globals';
import { createPlaces } from '../../src/delivery/places.js';

test('no more run at once than there are places, in the order they came, and a failure frees its place', async () => {
  const inPlace = createPlaces(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = [1, 2, 3, 4].map((n) =>
    inPlace(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (n === 1) throw new Error('failed');
      return n;
    }),
  );
  const settled = Promise.allSettled(all);
  expect(begun).toEqual([1, 2]);
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(begun).toEqual([1, 2, 3, 4]);
  expect((await settled).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});
