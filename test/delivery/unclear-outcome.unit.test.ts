import { describe, expect, test } from '@jest/globals';
import { isUnclear, nextRound, reasonsForStaff, unclearReasons } from '../../src/delivery/unclear-outcome.js';

const now = new Date('2026-11-23T18:00:00Z');
const text = (purpose: string, rounds: number) => ({ purpose, rounds, unclearSince: now });
const minutesUntil = (at: Date | undefined): number => ((at?.getTime() ?? NaN) - now.getTime()) / 60_000;

describe('a text of which the carrier surely has nothing', () => {
  test('goes out again at once the first time, then after waits that double, and is given up in the end', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6].map((rounds) =>
      minutesUntil(nextRound(text('reply', rounds), now, 600)?.at),
    );
    expect(waits).toEqual([0, 10, 20, 40, 80, 160, 320]);
    expect(nextRound(text('reply', 7), now, 600)).toBeNull();
  });

  test('never makes an alert wait', () => {
    expect([1, 6].map((rounds) => minutesUntil(nextRound(text('alert', rounds), now, 600)?.at))).toEqual([
      0, 0,
    ]);
  });
});

test('a text is called unclear while the carrier is asked about it, and not while it is simply being sent', () => {
  expect(isUnclear('sending', null)).toBe(false);
  expect(isUnclear('sending', unclearReasons.asking)).toBe(true);
  expect(isUnclear('waiting', unclearReasons.againLater)).toBe(true);
  expect(isUnclear('waiting', 'the carrier asked us to slow down')).toBe(false);
});

test('staff are asked to look only where they can do something', () => {
  for (const reason of reasonsForStaff) expect(reason).toContain('call the family');
  expect(reasonsForStaff).not.toContain(unclearReasons.asking);
});
